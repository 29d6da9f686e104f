package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.KillLedger.Company;
import io.fieldbridge.KillLedger.Work;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares both systems with each other and with what people entered. Asks nobody else. */
final class KillCheck {

  private final KillRig rig;
  private final KillLedger ledger;
  private final List<String> differences = new ArrayList<>();
  private final int customersBefore;
  private final int accountsBefore;
  private final int documentsBefore;

  /** Remembers what was there before. */
  KillCheck(KillRig rig, KillLedger ledger) {
    this.rig = rig;
    this.ledger = ledger;
    this.customersBefore = rig.erpRecords("customers").size();
    this.accountsBefore = rig.crmRecords("Account").size();
    this.documentsBefore = documents();
  }

  List<String> differences() {
    companies();
    works();
    JsonNode held = rig.parked();
    for (JsonNode message : held) {
      differences.add("a message is held: " + message);
    }
    return differences;
  }

  private void companies() {
    JsonNode accounts = rig.crmRecords("Account");
    JsonNode customers = rig.erpRecords("customers");
    count("accounts", accountsBefore + ledger.companies.size(), accounts.size());
    count("customers", customersBefore + ledger.companies.size(), customers.size());
    Map<String, List<JsonNode>> byName = by(customers, "displayName");
    Map<String, List<JsonNode>> accountsByName = by(accounts, "Name");
    for (Company company : ledger.companies) {
      JsonNode account = only(company + " in Salesforce", accountsByName.get(company.name));
      JsonNode customer = only(company + " in Business Central", byName.get(company.name));
      if (account != null && customer != null) {
        company(company, account, customer);
      }
    }
  }

  private void company(Company company, JsonNode account, JsonNode customer) {
    equal(company, "number", customer.path("number"), account.path("ERP_Customer_Id__c"));
    equal(company, "city", customer.path("city"), account.path("BillingCity"));
    equal(company, "postal code", customer.path("postalCode"), account.path("BillingPostalCode"));
    company.customer.forEach((field, value) -> wanted(company, field, value, customer.path(field)));
    company.account.forEach((field, value) -> wanted(company, field, value, account.path(field)));
  }

  private void works() {
    JsonNode orders = rig.crmRecords("WorkOrder");
    Map<String, List<JsonNode>> byId = by(orders, "Id");
    count("documents", documentsBefore + ledger.works.size(), documents());
    Map<String, List<JsonNode>> invoices = new HashMap<>();
    Erp erp = rig.erp();
    for (JsonNode invoice :
        erp.find("salesInvoices", "externalDocumentNumber ne ''", "salesInvoiceLines")) {
      String reference = invoice.path("externalDocumentNumber").asText();
      String number = reference.replaceFirst("-[^-]*$", "");
      invoices.computeIfAbsent(number, key -> new ArrayList<>()).add(invoice);
    }
    for (Work work : ledger.works) {
      JsonNode order = byId.get(work.id()).get(0);
      String number = order.path("WorkOrderNumber").asText();
      JsonNode invoice = only("the invoice of work order " + number, invoices.get(number));
      if (invoice != null) {
        work(work, order, invoice);
      }
    }
  }

  private void work(Work work, JsonNode order, JsonNode invoice) {
    equal(work, "invoice", invoice.path("number"), order.path("ERP_Invoice_Number__c"));
    equal(work, "order", invoice.path("orderNumber"), order.path("ERP_Order_Number__c"));
    List<String> lines = new ArrayList<>();
    for (JsonNode line : invoice.path("salesInvoiceLines")) {
      if (!line.path("lineType").asText().equals("Comment")) {
        lines.add(
            KillJobs.words(
                line.path("lineObjectNumber").asText(),
                line.path("quantity").decimalValue(),
                line.path("unitPrice").decimalValue()));
      }
    }
    Collections.sort(lines);
    if (!lines.equals(work.lines())) {
      differences.add(work.id() + ": lines " + lines + " instead of " + work.lines());
    }
    wanted(work, "total", work.total().toPlainString(), invoice.path("totalAmountExcludingTax"));
    equal(
        work,
        "total",
        invoice.path("totalAmountExcludingTax"),
        order.path("ERP_Total_Excl_Tax__c"));
    wanted(work, "status", "Accepted by ERP", order.path("ERP_Sync_Status__c"));
  }

  private int documents() {
    return rig.erpRecords("salesOrders").size() + rig.erpRecords("salesInvoices").size();
  }

  private void count(String what, int wanted, int found) {
    if (wanted != found) {
      differences.add(what + ": " + found + " instead of " + wanted);
    }
  }

  private void equal(Object where, String what, JsonNode one, JsonNode other) {
    wanted(where, what, one.asText(), other);
  }

  private void wanted(Object where, String what, String value, JsonNode found) {
    boolean same =
        found.isNumber()
            ? new BigDecimal(value).compareTo(found.decimalValue()) == 0
            : Objects.equals(value, found.asText());
    if (!same) {
      differences.add(where + ": " + what + " is '" + found.asText() + "', not '" + value + "'");
    }
  }

  private JsonNode only(String what, List<JsonNode> found) {
    if (found == null || found.size() != 1) {
      differences.add(what + ": " + (found == null ? 0 : found.size()) + " instead of 1");
      return null;
    }
    return found.get(0);
  }

  private static Map<String, List<JsonNode>> by(JsonNode rows, String field) {
    Map<String, List<JsonNode>> found = new HashMap<>();
    rows.forEach(
        row -> found.computeIfAbsent(row.path(field).asText(), key -> new ArrayList<>()).add(row));
    return found;
  }
}
