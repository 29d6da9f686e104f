package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One error as Salesforce tells it.
 *
 * @param code empty where the answer had none
 * @param message in the language of the integration user
 * @param fields the fields it is about; may be empty
 */
record SalesforceError(String code, String message, List<String> fields) {

  private static final int TEXT_MAX = 1000;

  SalesforceError {
    message = message.length() > TEXT_MAX ? message.substring(0, TEXT_MAX) + "..." : message;
    fields = List.copyOf(fields);
  }

  /** Reads an error body: a JSON array or object, or whatever a gateway in between wrote. */
  static SalesforceError ofBody(int status, byte[] body) {
    try {
      JsonNode tree = Json.read(body);
      JsonNode first = tree.isArray() && !tree.isEmpty() ? tree.get(0) : tree;
      if (first.isObject()) {
        return ofItem(first);
      }
      if (status == 300 && tree.isArray()) {
        return new SalesforceError("", "Several records match: " + tree, List.of());
      }
    } catch (IOException e) {
      return new SalesforceError("", withoutMarkup(body), List.of());
    }
    return new SalesforceError("", "", List.of());
  }

  /** Reads one error of a list; sObject Collections name the code {@code statusCode}. */
  static SalesforceError ofItem(JsonNode item) {
    String code = item.path("errorCode").asText(item.path("statusCode").asText(""));
    List<String> fields = new ArrayList<>();
    item.path("fields").forEach(field -> fields.add(field.asText()));
    return new SalesforceError(code, item.path("message").asText(""), fields);
  }

  private static String withoutMarkup(byte[] body) {
    int length = Math.min(body.length, 4 * TEXT_MAX);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    return text.replaceAll("<[^>]{0,500}>", " ").replaceAll("\\s+", " ").strip();
  }
}
