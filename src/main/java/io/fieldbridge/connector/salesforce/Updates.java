package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.salesforce.Gatherer.Outcome;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Updates by id. Those of many threads go out as one sObject Collections call, in which each record
 * succeeds or fails for itself. Thread-safe.
 */
final class Updates {

  private static final int RECORDS_MAX = 200;

  /** What to set on one record; the id has 18 characters. */
  record Update(String object, String id, ObjectNode values) {
    String what() {
      return "update of " + object + " " + id;
    }
  }

  private final RestClient rest;
  private final Map<String, Gatherer<Update, Boolean>> gatherers = new ConcurrentHashMap<>();

  Updates(RestClient rest) {
    this.rest = rest;
  }

  void send(Update update) {
    gatherers
        .computeIfAbsent(
            update.object(), object -> new Gatherer<>(RECORDS_MAX, Update::id, this::sendAll))
        .ask(update);
  }

  /** Updates only if the record was not written after the given version. */
  void sendIfUnchanged(Update update, String version) {
    try {
      String since = SalesforceTime.http(SalesforceTime.parse(version));
      sendOne(update, Map.of("If-Unmodified-Since", since));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + version + "' is no version of a record", e);
    }
  }

  private List<Outcome<Boolean>> sendAll(List<Update> updates) {
    if (updates.size() == 1) {
      sendOne(updates.get(0), Map.of());
      return List.of(Outcome.of(true));
    }
    String what = "update of " + updates.size() + " " + updates.get(0).object() + " records";
    String path = rest.path("/composite/sobjects");
    JsonNode answer =
        rest.call(RestRequest.repeatable("PATCH", what, path, body(updates))).json(what);
    if (answer.size() != updates.size()) {
      String why = answer.size() + " results for " + updates.size() + " records";
      throw SalesforceFailures.unreadable(what, why, null);
    }
    List<Outcome<Boolean>> outcomes = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      outcomes.add(outcome(updates.get(i), answer.get(i)));
    }
    return outcomes;
  }

  private void sendOne(Update update, Map<String, String> headers) {
    String path = rest.path("/sobjects/" + Soql.object(update.object()) + "/" + update.id());
    ObjectNode body = update.values().deepCopy().without(List.of("Id", "attributes"));
    rest.call(RestRequest.repeatable("PATCH", update.what(), path, body).with(headers));
  }

  private static ObjectNode body(List<Update> updates) {
    ObjectNode body = Json.object().put("allOrNone", false);
    ArrayNode records = body.putArray("records");
    for (Update update : updates) {
      ObjectNode record = records.addObject();
      record.putObject("attributes").put("type", update.object());
      record.put("id", update.id());
      record.setAll(update.values().deepCopy().<ObjectNode>without(List.of("Id", "attributes")));
    }
    return body;
  }

  private static Outcome<Boolean> outcome(Update update, JsonNode item) {
    if (item.path("success").asBoolean()) {
      return Outcome.of(true);
    }
    SalesforceError error = SalesforceError.ofItem(item.path("errors").path(0));
    return Outcome.failed(SalesforceFailures.of(error, 0, update.what()));
  }
}
