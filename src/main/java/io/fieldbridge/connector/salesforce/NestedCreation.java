package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.salesforce.Composite.Part;
import io.fieldbridge.connector.salesforce.Composite.PartAnswer;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Creates a record together with its lines: all of it in one call, or nothing. Arrays among the
 * values bear the name of a child relationship, {@code QuoteLineItems}; each line is told its
 * parent by reference. Thread-safe.
 */
final class NestedCreation {

  private static final String PARENT = "parent";

  private final RestClient rest;
  private final Composite composite;
  private final Describes describes;

  NestedCreation(RestClient rest, Describes describes) {
    this.rest = rest;
    this.composite = new Composite(rest);
    this.describes = describes;
  }

  static boolean isNested(ObjectNode values) {
    return values.properties().stream().anyMatch(field -> field.getValue().isArray());
  }

  /** The id of the parent. */
  String create(String object, ObjectNode values) {
    String what = "creation of a record of " + object + " with its lines";
    List<Part> parts = new ArrayList<>();
    ObjectNode root = values.deepCopy();
    parts.add(part(PARENT, object, root));
    values
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isArray()) {
                root.remove(field.getKey());
                addLines(object, field.getKey(), field.getValue(), parts);
              }
            });
    if (parts.size() > Composite.PARTS_MAX) {
      throw tooMany(object, parts.size() - 1);
    }
    return id(what, parts, composite.allOrNone(what, parts));
  }

  private void addLines(String object, String relationship, JsonNode lines, List<Part> parts) {
    Description.Child child =
        describes
            .of(object)
            .map(known -> known.children().get(relationship))
            .orElseThrow(() -> noLines(object, relationship));
    for (JsonNode line : lines) {
      if (!(line instanceof ObjectNode fields) || isNested(fields)) {
        throw noLines(child.object(), relationship);
      }
      ObjectNode body = fields.deepCopy();
      body.put(child.parentField(), "@{" + PARENT + ".id}");
      parts.add(part("line" + parts.size(), child.object(), body));
    }
  }

  private Part part(String reference, String object, ObjectNode body) {
    String path = rest.path("/sobjects/" + Soql.object(object));
    return new Part(reference, "POST", path, Map.of(), body);
  }

  private static String id(String what, List<Part> parts, List<PartAnswer> answers) {
    SyncException halted = null;
    for (int i = 0; i < answers.size(); i++) {
      PartAnswer answer = answers.get(i);
      if (!answer.success()) {
        SyncException failure =
            SalesforceFailures.of(answer.error(), answer.status(), words(what, i));
        if (!answer.halted()) {
          throw failure;
        }
        halted = failure;
      }
    }
    if (halted != null) {
      throw halted;
    }
    return SalesforceWriter.id(answers.get(0).body(), what);
  }

  private static String words(String what, int part) {
    return part == 0 ? what : what + ", line " + part;
  }

  static ContractException noLines(String object, String name) {
    return new ContractException(
        Reason.of(
            "no-lines",
            "'" + name + "' of " + object + " holds lines, but is no child relationship there.",
            "Name the relationship as the org does, with records of one level in it."));
  }

  private static ContractException tooMany(String object, int lines) {
    return new ContractException(
        Reason.of(
            "too-many-lines",
            "A record of "
                + object
                + " with "
                + lines
                + " lines does not fit into one call; at most "
                + (Composite.PARTS_MAX - 1)
                + " do.",
            "Write parent and lines as records of their own, or split the document."));
  }
}
