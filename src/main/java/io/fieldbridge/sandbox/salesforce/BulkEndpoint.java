package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.bulk.BulkCaller;
import io.fieldbridge.sandbox.salesforce.bulk.IngestJobs;
import io.fieldbridge.sandbox.salesforce.bulk.QueryJobs;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** {@code /jobs/...}: Bulk API 2.0, ingest and query. */
final class BulkEndpoint implements Endpoint {

  private static final Pattern UPLOAD =
      Pattern.compile("/services/data/v[\\d.]+/jobs/ingest/\\w+/batches/?");

  private final IngestJobs ingest;
  private final QueryJobs queries;
  private final Consumer<ObjectType> guard;

  /**
   * @param guard is asked before each row is written and may refuse it
   */
  BulkEndpoint(IngestJobs ingest, QueryJobs queries, Consumer<ObjectType> guard) {
    this.ingest = ingest;
    this.queries = queries;
    this.guard = guard;
  }

  static boolean isUpload(String method, String path) {
    return method.equals("PUT") && UPLOAD.matcher(path).matches();
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    boolean ingesting = call.part(1).equals("ingest");
    if (!ingesting && !call.part(1).equals("query")) {
      throw Endpoint.notFound();
    }
    String what = call.method() + " " + call.path().size();
    switch (what) {
      case "POST 2":
        return SandboxResponse.json(200, ingesting ? create(call) : query(call));
      case "GET 2":
        return SandboxResponse.json(200, list(call, ingesting));
      case "GET 3":
        String id = call.part(2);
        return SandboxResponse.json(200, ingesting ? ingest.get(id) : queries.get(id));
      case "PATCH 3":
        return SandboxResponse.json(200, change(call, ingesting));
      case "DELETE 3":
        return delete(call.part(2), ingesting);
      case "PUT 4":
        return upload(call);
      case "GET 4":
        return results(call, ingesting);
      default:
        throw Endpoint.notAllowed(call);
    }
  }

  private ObjectNode create(ApiCall call) {
    return ingest.create(call.body(), caller(call));
  }

  private ObjectNode query(ApiCall call) {
    return queries.create(call.body(), caller(call));
  }

  /** Rows are written as the job's owner, and say so in their change events. */
  private BulkCaller caller(ApiCall call) {
    String origin = call.caller().origin().replace("/api/rest/", "/api/bulkapi/");
    Caller writer = new Caller(call.caller().userId(), origin, guard, call.caller().options());
    return new BulkCaller(call.version(), writer, call.schema());
  }

  private ObjectNode list(ApiCall call, boolean ingesting) {
    String url = "/services/data/v" + call.version() + "/jobs/" + call.part(1);
    String locator = call.parameter("queryLocator");
    String kind = call.parameter("jobType");
    if (kind != null && !kind.equals(ingesting ? "V2Ingest" : "V2Query")) {
      ObjectNode none = Json.object().put("done", true);
      none.putArray("records");
      return none.putNull("nextRecordsUrl");
    }
    return ingesting ? ingest.list(locator, url) : queries.list(locator, url);
  }

  private ObjectNode change(ApiCall call, boolean ingesting) {
    return ingesting
        ? ingest.change(call.part(2), call.body())
        : queries.change(call.part(2), call.body());
  }

  private SandboxResponse delete(String id, boolean ingesting) {
    if (ingesting) {
      ingest.delete(id);
    } else {
      queries.delete(id);
    }
    return SandboxResponse.empty(204);
  }

  private SandboxResponse upload(ApiCall call) {
    if (call.request().upload() == null) {
      throw Endpoint.notFound();
    }
    String type = call.request().header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("text/csv")) {
      throw new SalesforceError(
          "UNSUPPORTEDCONTENTTYPE", "UnsupportedContentType : Unsupported content type: " + type);
    }
    ingest.upload(call.part(2), call.request().upload());
    return SandboxResponse.empty(201);
  }

  private SandboxResponse results(ApiCall call, boolean ingesting) {
    if (ingesting) {
      return ingest.results(call.part(2), call.part(3));
    }
    if (!call.part(3).equals("results")) {
      throw Endpoint.notFound();
    }
    return queries.results(call.part(2), call.parameter("locator"), call.parameter("maxRecords"));
  }
}
