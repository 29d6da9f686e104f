package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.RemoteRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an object calls otherwise than the contract's object, and what it cannot be told at all. */
record Renaming(Map<String, String> names) {

  /**
   * @param text {@code from:to,...}, or null for none; {@code from:} leaves a member out, which the
   *     target then has to say by itself
   * @throws IllegalArgumentException where it is neither
   */
  static Renaming of(String text) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String pair : text == null ? new String[0] : text.split("\\s*,\\s*")) {
      String[] sides = pair.split(":", 2);
      if (sides.length != 2) {
        throw new IllegalArgumentException(
            "'" + text + "' renames nothing; expected from:to, several with commas between");
      }
      names.put(sides[0], sides[1]);
    }
    return new Renaming(names);
  }

  ObjectNode of(ObjectNode values) {
    ObjectNode renamed = values.objectNode();
    values
        .properties()
        .forEach(
            field -> {
              String name = names.getOrDefault(field.getKey(), field.getKey());
              if (!name.isEmpty()) {
                renamed.set(name, field.getValue());
              }
            });
    return renamed;
  }

  /**
   * Refuses a document that says something else than was wanted where it could not be told.
   *
   * @param wanted before anything was left out
   */
  void requireSaid(String number, ObjectNode wanted, RemoteRecord made) {
    names.forEach(
        (name, other) -> {
          JsonNode value = wanted.path(name);
          JsonNode there = made.values().path(name);
          boolean told = !value.isMissingNode() && !there.isMissingNode();
          if (other.isEmpty() && told && !Snapshot.same(value, there)) {
            throw refusal(number, name, value, made);
          }
        });
  }

  private static RecordRejectedException refusal(
      String number, String name, JsonNode wanted, RemoteRecord made) {
    return new RecordRejectedException(
        new Reason(
            "cannot-be-told",
            name,
            "%s %s was made with %s %s where %s is needed, and cannot be told: it takes that from its customer."
                .formatted(
                    made.ref().object(),
                    number,
                    name,
                    made.values().path(name).asText(),
                    wanted.asText()),
            "Do not post it. Change that setting of the customer in the ERP, delete the document there and retry this message,"
                + " then ./fieldbridge resolve ID --not-done: it is made anew."));
  }
}
