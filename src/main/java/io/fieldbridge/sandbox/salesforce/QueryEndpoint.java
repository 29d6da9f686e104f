package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /query}, {@code /queryAll} and the further pages of both. Keeps the last 200 results. */
final class QueryEndpoint implements Endpoint {

  private static final int CURSORS_MAX = 200;
  private static final Pattern BATCH_SIZE = Pattern.compile("batchSize\\s*=\\s*(\\d{1,5})");
  private static final Pattern LOCATOR = Pattern.compile("(01g\\w{15})-(\\d{1,9})");

  private static final Duration LIFE = Duration.ofDays(2);

  private record Cursor(List<ObjectNode> records, int pageSize, Instant made) {}

  private final SoqlQueries queries;
  private final Function<ApiCall, Schema> schema;
  private final IntSupplier pageSize;
  private final Map<String, Cursor> cursors = new BoundedMap<>(CURSORS_MAX);
  private long next;

  QueryEndpoint(SoqlQueries queries, Function<ApiCall, Schema> schema, IntSupplier pageSize) {
    this.queries = queries;
    this.schema = schema;
    this.pageSize = pageSize;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    boolean tooling = call.part(0).equals("tooling");
    int first = tooling ? 2 : 1;
    if (call.path().size() > first) {
      return further(call, call.part(first));
    }
    String explained = call.parameter("explain");
    if (explained != null) {
      return SandboxResponse.json(200, queries.plan(schema.apply(call), explained));
    }
    String statement = call.parameter("q");
    if (statement == null) {
      throw new SalesforceError("MALFORMED_QUERY", "A query string has to be specified");
    }
    if ("true".equals(call.parameter("columns"))) {
      return SandboxResponse.json(200, queries.columns(schema.apply(call), statement));
    }
    boolean deletedToo = call.part(0).equalsIgnoreCase("queryAll");
    SoqlQueries.Result result = queries.run(schema.apply(call), statement, deletedToo, call.view());
    int size = pageSize(call);
    if (result.records().size() <= size) {
      return page(result.totalSize(), result.records(), null);
    }
    String id = keep(new Cursor(result.records(), size, queries.clock().instant()));
    return page(result.totalSize(), result.records().subList(0, size), url(call, id, size));
  }

  private int pageSize(ApiCall call) {
    int most = pageSize.getAsInt();
    Matcher hint = BATCH_SIZE.matcher(call.request().header("Sforce-Query-Options").orElse(""));
    return hint.find() ? Math.min(most, Math.max(200, Integer.parseInt(hint.group(1)))) : most;
  }

  private SandboxResponse further(ApiCall call, String locator) {
    Matcher matcher = LOCATOR.matcher(locator);
    Cursor cursor = matcher.matches() ? find(matcher.group(1)) : null;
    int from = cursor == null ? 0 : Integer.parseInt(matcher.group(2));
    boolean old = cursor != null && cursor.made.plus(LIFE).isBefore(queries.clock().instant());
    if (cursor == null || old || from >= cursor.records.size()) {
      throw new SalesforceError("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    int to = Math.min(cursor.records.size(), from + cursor.pageSize);
    String more = to < cursor.records.size() ? url(call, matcher.group(1), to) : null;
    return page(cursor.records.size(), cursor.records.subList(from, to), more);
  }

  private static SandboxResponse page(int total, List<ObjectNode> records, String more) {
    ObjectNode page = Json.object().put("totalSize", total).put("done", more == null);
    if (more != null) {
      page.put("nextRecordsUrl", more);
    }
    ArrayNode list = page.putArray("records");
    list.addAll(records);
    return SandboxResponse.json(200, page);
  }

  private static String url(ApiCall call, String id, int from) {
    return "/services/data/v" + call.version() + "/query/" + id + "-" + from;
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
