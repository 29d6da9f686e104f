package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts results into pages and keeps the last 200 results for their further pages. Thread-safe. */
final class QueryPages {

  private static final int CURSORS_MAX = 200;
  private static final Duration LIFE = Duration.ofDays(2);
  private static final Pattern LOCATOR = Pattern.compile("(01g\\w{15})-(\\d{1,9})");

  private record Cursor(List<ObjectNode> records, int size, Instant made) {}

  private final InstantSource clock;
  private final Map<String, Cursor> cursors = new BoundedMap<>(CURSORS_MAX);
  private long next;

  QueryPages(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The first page of a result.
   *
   * @param size most records of a page, and of a child query inside a record
   * @param base the address of further pages but for the locator, with a slash at its end
   */
  ObjectNode first(int total, List<ObjectNode> records, int size, String base) {
    if (records.size() <= size) {
      return page(total, records, null, size, base);
    }
    String id = keep(new Cursor(records, size, clock.instant()));
    return page(total, records.subList(0, size), base + id + "-" + size, size, base);
  }

  /**
   * A further page.
   *
   * @throws SalesforceError INVALID_QUERY_LOCATOR where there is none, or no longer
   */
  ObjectNode further(String locator, String base) {
    Matcher matcher = LOCATOR.matcher(locator);
    Cursor cursor = matcher.matches() ? find(matcher.group(1)) : null;
    int from = cursor == null ? 0 : Integer.parseInt(matcher.group(2));
    boolean old = cursor != null && cursor.made.plus(LIFE).isBefore(clock.instant());
    if (cursor == null || old || from >= cursor.records.size()) {
      throw new SalesforceError("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    int to = Math.min(cursor.records.size(), from + cursor.size);
    String more = to < cursor.records.size() ? base + matcher.group(1) + "-" + to : null;
    return page(cursor.records.size(), cursor.records.subList(from, to), more, cursor.size, base);
  }

  private ObjectNode page(int total, List<ObjectNode> records, String more, int size, String base) {
    ObjectNode page = Json.object().put("totalSize", total).put("done", more == null);
    if (more != null) {
      page.put("nextRecordsUrl", more);
    }
    ArrayNode list = page.putArray("records");
    for (ObjectNode record : records) {
      list.add(record);
      record.properties().forEach(member -> cutChildren(member, size, base));
    }
    return page;
  }

  /** Puts the first page of a child query in the place of its whole result. */
  private void cutChildren(Map.Entry<String, JsonNode> member, int size, String base) {
    if (member.getValue().path("records").size() > size) {
      List<ObjectNode> children = new ArrayList<>();
      member.getValue().path("records").forEach(child -> children.add((ObjectNode) child));
      member.setValue(first(children.size(), children, size, base));
    }
  }

  private synchronized String keep(Cursor cursor) {
    next++;
    String id = RecordIds.generate("01g", next);
    cursors.put(id, cursor);
    return id;
  }

  private synchronized Cursor find(String id) {
    return cursors.get(id);
  }
}
