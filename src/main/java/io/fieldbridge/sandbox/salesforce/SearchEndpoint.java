package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /search?q=FIND {text} RETURNING X(fields), Y}: records of which a text field holds all the
 * words, {@code *} for the rest of a word. At once, not after minutes of indexing.
 */
final class SearchEndpoint implements Endpoint {

  private static final int RECORDS_MAX = 200;
  private static final Pattern FIND =
      Pattern.compile(
          "(?is)\\s*FIND\\s*\\{([^}]*)}(?:\\s+IN\\s+\\w+\\s+FIELDS)?(?:\\s+RETURNING\\s+(.*))?");
  private static final Pattern RETURNING =
      Pattern.compile("\\s*(\\w+)\\s*(?:\\(([\\w\\s,]*)[^)]*\\))?\\s*(?:,|$)");

  private final Org org;

  SearchEndpoint(Org org) {
    this.org = org;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    Matcher find = FIND.matcher(call.parameter("q") == null ? "" : call.parameter("q"));
    if (!find.matches() || find.group(1).strip().length() < 2) {
      throw new SalesforceError("MALFORMED_SEARCH", "No search term found");
    }
    List<String> words =
        List.of(find.group(1).strip().replace("*", "").toLowerCase(Locale.ROOT).split("\\s+"));
    ArrayNode found = Json.array();
    Matcher returning =
        RETURNING.matcher(find.group(2) == null ? "Account,Contact" : find.group(2));
    while (returning.find() && !returning.group().isBlank()) {
      ObjectType type = call.schema().find(returning.group(1));
      if (type == null) {
        throw new SalesforceError(
            "INVALID_TYPE", "sObject type '" + returning.group(1) + "' is not supported.");
      }
      String names = returning.group(2) == null ? "Id" : returning.group(2);
      add(call, type, RecordEndpoint.named(type, List.of(names.split(","))), words, found);
    }
    return SandboxResponse.json(200, Json.object().set("searchRecords", found));
  }

  private void add(
      ApiCall call, ObjectType type, List<Field> fields, List<String> words, ArrayNode found) {
    for (ObjectNode row : org.read(() -> List.copyOf(org.table(type).all()))) {
      boolean fits = !row.path("IsDeleted").booleanValue() && holds(type, row, words);
      if (fits && found.size() < RECORDS_MAX) {
        found.add(call.view().record(type, row, fields));
      }
    }
  }

  private static boolean holds(ObjectType type, ObjectNode row, List<String> words) {
    return type.fields().stream()
        .filter(field -> field.type().isText())
        .map(field -> row.path(field.name()))
        .filter(JsonNode::isTextual)
        .map(value -> value.textValue().toLowerCase(Locale.ROOT))
        .anyMatch(text -> words.stream().allMatch(text::contains));
  }
}
