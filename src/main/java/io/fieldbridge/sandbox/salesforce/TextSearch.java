package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Locale;

/**
 * Finds records of which a text field holds all of some words, {@code *} for the rest of a word; at
 * once, not after minutes of indexing.
 */
final class TextSearch {

  private static final int TERM_MIN = 2;

  private final Org org;
  private final List<String> words;

  /**
   * @throws SalesforceError MALFORMED_SEARCH where the term is too short
   */
  TextSearch(Org org, String term) {
    if (term == null || term.strip().length() < TERM_MIN) {
      throw new SalesforceError("MALFORMED_SEARCH", "No search term found");
    }
    this.org = org;
    this.words = List.of(term.strip().replace("*", "").toLowerCase(Locale.ROOT).split("\\s+"));
  }

  /** At most so many records of an object, with these fields. */
  List<ObjectNode> records(ApiCall call, ObjectType type, List<Field> fields, int most) {
    return org
        .read(
            () ->
                org.table(type).all().stream()
                    .filter(row -> !row.path("IsDeleted").booleanValue() && holds(type, row))
                    .limit(most)
                    .toList())
        .stream()
        .map(row -> call.view().record(type, row, fields))
        .toList();
  }

  private boolean holds(ObjectType type, ObjectNode row) {
    return type.fields().stream()
        .filter(field -> field.type().isText())
        .map(field -> row.path(field.name()))
        .filter(JsonNode::isTextual)
        .map(value -> value.textValue().toLowerCase(Locale.ROOT))
        .anyMatch(text -> words.stream().allMatch(text::contains));
  }

  /** The object of that name, which exists. */
  static ObjectType object(ApiCall call, String name) {
    ObjectType type = call.schema().find(name);
    if (type == null) {
      throw new SalesforceError("INVALID_TYPE", "sObject type '" + name + "' is not supported.");
    }
    return type;
  }
}
