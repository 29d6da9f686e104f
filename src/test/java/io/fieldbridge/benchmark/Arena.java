package io.fieldbridge.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.LargeProgram;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.prove.Ground;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Both simulators in a process of their own, and what a benchmark does with them. */
final class Arena implements AutoCloseable {

  /** Accounts that a benchmark knows begin like this. */
  static final String NAME = "Bench ";

  /** One call of the Collections API takes as many records. */
  static final int IN_ONE_CALL = 200;

  private final Path folder;
  private final Ground ground;
  private final SandboxSwitches salesforce;
  private final SandboxSwitches businessCentral;

  private Arena(Path folder) {
    this.folder = folder;
    this.ground = Ground.open(new LargeProgram(Path.of("").toAbsolutePath()), folder);
    this.salesforce = new SandboxSwitches(URI.create(ground.ports().salesforceUrl()));
    this.businessCentral = new SandboxSwitches(URI.create(ground.ports().businessCentralUrl()));
  }

  static Arena open(String name) {
    return new Arena(Path.of("target", "benchmark", name).toAbsolutePath());
  }

  /** Both systems as on the first day. */
  void reset() {
    salesforce.reset();
    businessCentral.reset();
  }

  /** The ERP takes more calls in five minutes than anybody sends; still five at once. */
  void liftRate() {
    businessCentral.setting("{'rateMax': 1000000}");
  }

  Ground ground() {
    return ground;
  }

  Path folder() {
    return folder;
  }

  SandboxSwitches salesforce() {
    return salesforce;
  }

  SandboxSwitches businessCentral() {
    return businessCentral;
  }

  Crm crm() {
    return new Crm(URI.create(ground.ports().salesforceUrl()), "sales-demo");
  }

  Address address() {
    String url = ground.ports().businessCentralUrl();
    Erp erp =
        new Erp(
            URI.create(url + "/v2.0/demo.example/sandbox/api/v2.0"),
            URI.create(url + "/demo.example/oauth2/v2.0/token"));
    String company = erp.url("").toString();
    return Address.of(ground.ports(), URI.create(company.substring(0, company.length() - 1)));
  }

  /** Enters accounts as a salesperson does; what follows is the contender's. */
  List<String> enter(int accounts) {
    Crm crm = crm();
    List<String> ids = new ArrayList<>();
    List<String> records = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      records.add(
          "{'Name': '%s%05d', 'BillingCity': 'Bremen', 'BillingCountry': 'Germany'}"
              .formatted(NAME, i));
    }
    for (int i = 0; i < accounts; i += IN_ONE_CALL) {
      ids.addAll(crm.createAll("Account", records.subList(i, Math.min(accounts, i + IN_ONE_CALL))));
    }
    return ids;
  }

  /** Enters accounts and their customers on both sides, with the same number. */
  void enterLinked(int accounts) {
    for (int i = 0; i < accounts; i++) {
      businessCentral.enter(
          "customers", "{'number': 'B%05d', 'displayName': '%s%05d'}".formatted(i, NAME, i));
      salesforce.enter(
          "Account",
          "{'Name': '%s%05d', 'BillingCity': 'Bremen', 'BillingCountry': 'Germany',"
                  .formatted(NAME, i)
              + " 'ERP_Customer_Id__c': 'B%05d'}".formatted(i));
    }
  }

  /** The benchmark's accounts whose number a customer bears. */
  List<Pair> pairs() {
    Map<String, String> customers = new HashMap<>();
    for (JsonNode customer : businessCentral.records("customers")) {
      customers.put(customer.path("number").asText(), customer.path("id").asText());
    }
    List<Pair> pairs = new ArrayList<>();
    for (JsonNode account : salesforce.records("Account")) {
      String customer = customers.get(account.path("ERP_Customer_Id__c").asText());
      if (account.path("Name").asText().startsWith(NAME) && customer != null) {
        pairs.add(new Pair(account.path("Id").asText(), customer));
      }
    }
    return pairs;
  }

  /** An account and its customer, by their ids. */
  record Pair(String account, String customer) {}

  @Override
  public void close() {
    ground.close();
  }
}
