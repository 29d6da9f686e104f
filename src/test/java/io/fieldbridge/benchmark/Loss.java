package io.fieldbridge.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is missing or there too often after a run.
 *
 * @param accounts entered by people
 * @param lostCustomers accounts without a customer
 * @param doubledCustomers customers beyond the first of an account
 * @param lostChanges accounts whose customer has another phone than was entered last
 * @param lostNumbers accounts that do not bear the number of a customer of theirs
 * @param doubledAccounts accounts that nobody entered
 */
record Loss(
    int accounts,
    int lostCustomers,
    int doubledCustomers,
    int lostChanges,
    int lostNumbers,
    int doubledAccounts) {

  static final Loss NONE = new Loss(0, 0, 0, 0, 0, 0);

  /** Compares what people entered with what lies in both systems. */
  static Loss of(Arena arena, List<People.Entered> entered) {
    Map<String, Map<String, String>> phones = new HashMap<>();
    for (JsonNode customer : arena.businessCentral().records("customers")) {
      phones
          .computeIfAbsent(customer.path("displayName").asText(), name -> new HashMap<>())
          .put(customer.path("number").asText(), customer.path("phoneNumber").asText());
    }
    Map<String, String> numbers = new HashMap<>();
    int accounts = 0;
    for (JsonNode account : arena.salesforce().records("Account")) {
      accounts += account.path("Name").asText().startsWith(Arena.NAME) ? 1 : 0;
      numbers.put(account.path("Id").asText(), account.path("ERP_Customer_Id__c").asText());
    }
    Loss loss = new Loss(0, 0, 0, 0, 0, accounts - entered.size());
    for (People.Entered one : entered) {
      loss =
          loss.plus(
              of(one, numbers.getOrDefault(one.id, ""), phones.getOrDefault(one.name, Map.of())));
    }
    return loss;
  }

  /**
   * @param customers number and phone of each customer of that name
   */
  private static Loss of(People.Entered one, String number, Map<String, String> customers) {
    boolean lost = customers.isEmpty();
    String phone = customers.getOrDefault(number, "");
    boolean lostNumber = !lost && !customers.containsKey(number);
    boolean lostChange = !lost && !lostNumber && !phone.equals(one.phone);
    return new Loss(
        1,
        lost ? 1 : 0,
        Math.max(0, customers.size() - 1),
        lostChange ? 1 : 0,
        lostNumber ? 1 : 0,
        0);
  }

  Loss plus(Loss more) {
    return new Loss(
        accounts + more.accounts,
        lostCustomers + more.lostCustomers,
        doubledCustomers + more.doubledCustomers,
        lostChanges + more.lostChanges,
        lostNumbers + more.lostNumbers,
        doubledAccounts + more.doubledAccounts);
  }
}
