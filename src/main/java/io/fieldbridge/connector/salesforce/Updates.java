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
 * Updates by id. Those of many threads go out as one sObject Collections call, those on condition
 * as one Composite call; in both each record succeeds or fails for itself. Thread-safe.
 */
final class Updates {

  private static final int RECORDS_MAX = 200;

  /** What to set on one record; the id has 18 characters. */
  record Update(String object, String id, ObjectNode values) {
    String what() {
      return "update of " + object + " " + id;
    }
  }

  /**
   * @param since what If-Unmodified-Since says
   */
  private record Conditional(Update update, String since) {
    Map<String, String> headers() {
      return Map.of("If-Unmodified-Since", since);
    }
  }

  private final RestClient rest;
  private final Composite composite;
  private final Gatherer<Conditional, Boolean> conditional =
      new Gatherer<>(Composite.PARTS_MAX, asked -> asked.update().id(), this::sendEach);
  private final Map<String, Gatherer<Update, Boolean>> gatherers = new ConcurrentHashMap<>();

  Updates(RestClient rest) {
    this.rest = rest;
    this.composite = new Composite(rest);
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
      conditional.ask(new Conditional(update, since));
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

  /** Each on its own condition, which sObject Collections do not know. */
  private List<Outcome<Boolean>> sendEach(List<Conditional> updates) {
    if (updates.size() == 1) {
      sendOne(updates.get(0).update(), updates.get(0).headers());
      return List.of(Outcome.of(true));
    }
    List<Composite.Part> parts = new ArrayList<>();
    for (Conditional one : updates) {
      Update update = one.update();
      parts.add(
          new Composite.Part(
              "r" + update.id(), "PATCH", path(update), one.headers(), plain(update)));
    }
    String what = "conditional update of " + updates.size() + " records";
    List<Composite.PartAnswer> answers = composite.each(what, parts);
    List<Outcome<Boolean>> outcomes = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      Composite.PartAnswer answer = answers.get(i);
      outcomes.add(
          answer.success()
              ? Outcome.of(true)
              : Outcome.failed(
                  SalesforceFailures.of(
                      answer.error(), answer.status(), updates.get(i).update().what())));
    }
    return outcomes;
  }

  private String path(Update update) {
    return rest.path("/sobjects/" + Soql.object(update.object()) + "/" + update.id());
  }

  private static ObjectNode plain(Update update) {
    return update.values().deepCopy().without(List.of("Id", "attributes"));
  }

  private void sendOne(Update update, Map<String, String> headers) {
    rest.call(
        RestRequest.repeatable("PATCH", update.what(), path(update), plain(update)).with(headers));
  }

  private static ObjectNode body(List<Update> updates) {
    ObjectNode body = Json.object().put("allOrNone", false);
    ArrayNode records = body.putArray("records");
    for (Update update : updates) {
      ObjectNode record = records.addObject();
      record.putObject("attributes").put("type", update.object());
      record.put("id", update.id());
      record.setAll(plain(update));
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
