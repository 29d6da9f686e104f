package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /query}, {@code /queryAll}, {@code /tooling/query} and the further pages of each. */
final class QueryEndpoint implements Endpoint {

  private static final int SIZE_MIN = 200;
  private static final Pattern BATCH_SIZE = Pattern.compile("batchSize\\s*=\\s*(\\d{1,5})");

  private final QuerySource source;
  private final IntSupplier pageSize;
  private final QueryPages pages;

  /** Leads a statement to where its object is. */
  interface QuerySource {
    Place of(ApiCall call, String statement);
  }

  /** What a statement is run on, and the objects that the caller sees there. */
  record Place(SoqlQueries queries, Schema seen) {}

  QueryEndpoint(QuerySource source, QueryPages pages, IntSupplier pageSize) {
    this.source = source;
    this.pages = pages;
    this.pageSize = pageSize;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    boolean tooling = call.part(0).equals("tooling");
    int first = tooling ? 2 : 1;
    String base = "/services/data/v" + call.version() + (tooling ? "/tooling/query/" : "/query/");
    if (call.path().size() > first) {
      return SandboxResponse.json(200, pages.further(call.part(first), base));
    }
    String explained = call.parameter("explain");
    String statement = explained == null ? call.parameter("q") : explained;
    if (statement == null) {
      throw new SalesforceError("MALFORMED_QUERY", "A query string has to be specified");
    }
    Place place = source.of(call, statement);
    if (explained != null) {
      return SandboxResponse.json(200, place.queries().plan(place.seen(), statement));
    }
    if ("true".equals(call.parameter("columns"))) {
      return SandboxResponse.json(200, place.queries().columns(place.seen(), statement));
    }
    return page(call, base, run(call, place, statement));
  }

  private static SoqlQueries.Result run(ApiCall call, Place place, String statement) {
    boolean deletedToo = call.part(0).equalsIgnoreCase("queryAll");
    return place.queries().run(place.seen(), statement, deletedToo, call.view());
  }

  private SandboxResponse page(ApiCall call, String base, SoqlQueries.Result result) {
    return SandboxResponse.json(
        200, pages.first(result.totalSize(), result.records(), pageSize(call), base));
  }

  private int pageSize(ApiCall call) {
    int most = pageSize.getAsInt();
    Matcher hint = BATCH_SIZE.matcher(call.request().header("Sforce-Query-Options").orElse(""));
    return hint.find() ? Math.min(most, Math.max(SIZE_MIN, Integer.parseInt(hint.group(1)))) : most;
  }
}
