package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Runs queries and follows their pages, those of child rows too. Rows come out as plain JSON:
 * without {@code attributes}, children as arrays. Thread-safe.
 */
final class Queries {

  /** Salesforce takes 16,384 bytes of address and headers; the token alone may take 2,000. */
  static final int ADDRESS_MAX = 12_000;

  private static final Pattern NEXT = Pattern.compile("/services/data/[\\w.%?=&/-]{1,2000}");

  private final RestClient rest;
  private final int pageSize;

  Queries(RestClient rest, int pageSize) {
    this.rest = rest;
    this.pageSize = pageSize;
  }

  /**
   * Some rows.
   *
   * @param answeredAt the server's time, to the second, where it told
   */
  record Page(List<ObjectNode> rows, Optional<Instant> answeredAt) {}

  List<ObjectNode> all(String kind, String soql) {
    List<ObjectNode> rows = new ArrayList<>();
    each(kind, soql, page -> rows.addAll(page.rows()));
    return rows;
  }

  /** Gives the rows a page at a time; the last or only page may be empty. */
  void each(String kind, String soql, Consumer<Page> page) {
    follow(kind, address("/query?q=", soql), page);
  }

  /** As {@link #all}, deleted rows included. */
  List<ObjectNode> allWithDeleted(String kind, String soql) {
    List<ObjectNode> rows = new ArrayList<>();
    follow(kind, address("/queryAll?q=", soql), page -> rows.addAll(page.rows()));
    return rows;
  }

  static int length(String soql) {
    return encoded(soql).length();
  }

  private String address(String resource, String soql) {
    String address = rest.path(resource) + encoded(soql);
    if (address.length() > ADDRESS_MAX) {
      throw new ContractException(
          Reason.of(
              "query-too-long",
              "A query of " + soql.length() + " characters is longer than Salesforce takes.",
              "Read fewer fields in the contract."));
    }
    return address;
  }

  private void follow(String kind, String first, Consumer<Page> page) {
    String next = first;
    while (!next.isEmpty()) {
      RestAnswer answer = fetch(kind, next);
      JsonNode body = answer.json("a query");
      List<ObjectNode> rows = new ArrayList<>();
      for (JsonNode row : records(body)) {
        rows.add(plain(kind, row));
      }
      page.accept(new Page(rows, answer.date()));
      next = next(body, next);
    }
  }

  private RestAnswer fetch(String kind, String address) {
    return rest.call(
        RestRequest.get(kind, "a query", address)
            .with(Map.of("Sforce-Query-Options", "batchSize=" + pageSize)));
  }

  private static JsonNode records(JsonNode body) {
    JsonNode records = body.path("records");
    if (!records.isArray()) {
      throw SalesforceFailures.unreadable("a query", "it has no records", null);
    }
    return records;
  }

  /** The next page's address, or empty; never another host's, never the same page again. */
  private static String next(JsonNode body, String present) {
    String next = body.path("nextRecordsUrl").asText("");
    if (body.path("done").asBoolean(true) || next.isEmpty()) {
      return "";
    }
    if (!NEXT.matcher(next).matches() || next.equals(present)) {
      throw SalesforceFailures.unreadable("a query", "its next page is '" + next + "'", null);
    }
    return next;
  }

  private ObjectNode plain(String kind, JsonNode row) {
    ObjectNode plain = Json.object();
    row.properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("attributes")) {
                plain.set(field.getKey(), plainValue(kind, field.getValue()));
              }
            });
    return plain;
  }

  private JsonNode plainValue(String kind, JsonNode value) {
    if (!value.isObject()) {
      return value;
    }
    return value.path("records").isArray() ? children(kind, value) : plain(kind, value);
  }

  private ArrayNode children(String kind, JsonNode wrapper) {
    ArrayNode children = Json.NODES.arrayNode();
    wrapper.path("records").forEach(row -> children.add(plain(kind, row)));
    String next = next(wrapper, "");
    if (!next.isEmpty()) {
      follow(kind, next, page -> children.addAll(page.rows()));
    }
    return children;
  }

  private static String encoded(String soql) {
    return URLEncoder.encode(soql, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
