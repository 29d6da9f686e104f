package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Looks at both systems all the time: a value that only grows where it is entered never goes back
 * where it is brought. What comes and goes between two looks is not seen.
 */
final class Watcher implements Runnable {

  private final Ground ground;
  private final Map<String, Integer> highest = new HashMap<>();
  private final List<Difference> found = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  Watcher(Ground ground) {
    this.ground = ground;
  }

  @Override
  public void run() {
    while (!over) {
      for (JsonNode customer : ground.businessCentral().records("customers")) {
        String phone = customer.path("phoneNumber").asText("");
        if (phone.startsWith(Office.PHONE)) {
          look(customer, "displayName", "phone", phone.substring(Office.PHONE.length()));
        }
      }
      for (JsonNode account : ground.salesforce().records("Account")) {
        int credit = account.path("ERP_Credit_Limit__c").asInt(0);
        if (credit >= Office.FIRST_CREDIT) {
          look(account, "Name", "credit limit", Integer.toString(credit));
        }
      }
      Insistence.pause(200);
    }
  }

  private void look(JsonNode record, String name, String field, String text) {
    if (!text.matches("\\d{1,9}")) {
      return;
    }
    String company = record.path(name).asText();
    int now = Integer.parseInt(text);
    int before = highest.getOrDefault(field + company, 0);
    if (now < before) {
      found.add(
          new Difference(
              Difference.Kind.OUT_OF_ORDER,
              company,
              company + ": " + field + " went back from " + before + " to " + now));
    }
    highest.put(field + company, Math.max(now, before));
  }

  /** Tells {@link #run} to end. */
  void end() {
    over = true;
  }

  List<Difference> found() {
    return found;
  }
}
