package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
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

  /** Where a statement finds its records. */
  interface QuerySource {
    SoqlQueries.Result run(ApiCall call, String statement, boolean deletedToo);
  }

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
    String statement = call.parameter("q");
    if (statement == null) {
      throw new SalesforceError("MALFORMED_QUERY", "A query string has to be specified");
    }
    boolean deletedToo = call.part(0).equalsIgnoreCase("queryAll");
    SoqlQueries.Result result = source.run(call, statement, deletedToo);
    return SandboxResponse.json(
        200, pages.first(result.totalSize(), result.records(), pageSize(call), base));
  }

  private int pageSize(ApiCall call) {
    int most = pageSize.getAsInt();
    Matcher hint = BATCH_SIZE.matcher(call.request().header("Sforce-Query-Options").orElse(""));
    return hint.find() ? Math.min(most, Math.max(SIZE_MIN, Integer.parseInt(hint.group(1)))) : most;
  }
}
