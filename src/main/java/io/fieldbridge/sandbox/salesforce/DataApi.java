package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /services/data/...}: which resource answers which path. */
final class DataApi implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(DataApi.class);
  private static final int RETIRED_BELOW = 31;
  private static final Pattern VERSION = Pattern.compile("v((\\d{2})\\.0)");

  private static final List<String> RESOURCES =
      List.of(
          "sobjects",
          "query",
          "queryAll",
          "search",
          "parameterizedSearch",
          "recent",
          "process",
          "composite",
          "limits",
          "jobs",
          "event",
          "tooling");

  private final Endpoint describe;
  private final Endpoint replication;
  private final Endpoint records;
  private final Map<String, Endpoint> composites;
  private final Endpoint query;
  private final Endpoint tooling;
  private final Map<String, Endpoint> further;

  /**
   * @param further the endpoints of other parts of the org, by the first part of their path
   */
  DataApi(
      Org org,
      SetupQueries setup,
      ApiUsage usage,
      IntSupplier pageSize,
      Map<String, Endpoint> further) {
    describe = new DescribeEndpoint(org);
    replication = new ReplicationEndpoint(org);
    records = new RecordEndpoint(org);
    Endpoint collections = new CollectionEndpoint(org);
    composites =
        Map.of(
            "", new CompositeEndpoint(org, this),
            "sobjects", collections,
            "graph", new GraphEndpoint(org, this),
            "tree", new TreeEndpoint(org),
            "batch", new BatchEndpoint(this, usage));
    query = new QueryEndpoint(setup::ofData, new QueryPages(org.clock()), pageSize);
    tooling = new QueryEndpoint(setup::ofTooling, new QueryPages(org.clock()), pageSize);
    this.further = new HashMap<>(further);
    this.further.put("search", new SearchEndpoint(org));
    this.further.put("parameterizedsearch", new ParameterizedSearchEndpoint(org));
    this.further.put("recent", new RecentEndpoint(org));
  }

  /** Reads the path of a request; an unknown version or none is NOT_FOUND. */
  static ApiCall call(
      SandboxRequest request, Caller caller, ApiCall.Viewer viewer, Transaction open) {
    List<String> segments = request.segments();
    Matcher version = VERSION.matcher(segments.size() > 2 ? segments.get(2) : "");
    if (version.matches() && Integer.parseInt(version.group(2)) < RETIRED_BELOW) {
      throw new SalesforceError(
          "UNSUPPORTED_API_VERSION", "API version " + version.group(1) + " is retired");
    }
    if (!version.matches()
        || !segments.get(0).equals("services")
        || !segments.get(1).equals("data")
        || !viewer.rules().answers(Integer.parseInt(version.group(2)))) {
      throw Endpoint.notFound();
    }
    SandboxRequest meant = overridden(request);
    List<String> path = segments.subList(3, segments.size());
    return new ApiCall(meant, version.group(1), path, caller, viewer, open);
  }

  static ApiCall subcall(SandboxRequest request, ApiCall outer, Transaction open) {
    return call(request, outer.caller(), outer.viewer(), open);
  }

  private static SandboxRequest overridden(SandboxRequest request) {
    if (request.method().equals("HEAD")) {
      return request.withMethod("GET");
    }
    String other = request.parameters().get("_HttpMethod");
    return other == null || !request.method().equals("POST")
        ? request
        : request.withMethod(other.toUpperCase(Locale.ROOT));
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    String first = call.part(0).toLowerCase(Locale.ROOT);
    switch (first) {
      case "":
        return resources(call);
      case "sobjects":
        return sobjects(call);
      case "composite":
        return composite(call);
      case "query", "queryall":
        return query.answer(call);
      case "tooling":
        return tooling(call);
      default:
        return further(first).answer(call);
    }
  }

  private Endpoint further(String first) {
    Endpoint endpoint = further.get(first);
    if (endpoint == null) {
      LOG.warn("/{} is not simulated", first);
      throw Endpoint.notFound();
    }
    return endpoint;
  }

  /** Bodies are JSON; Salesforce takes XML too, this simulator does not. */
  private static void checkMedia(ApiCall call) {
    boolean writes = call.method().matches("POST|PATCH|PUT") && call.request().body().length > 0;
    String media = call.request().header("Content-Type").orElse("application/json");
    if (writes && !media.toLowerCase(Locale.ROOT).contains("json")) {
      throw new SalesforceError("UNSUPPORTED_MEDIA_TYPE", "Content-Type not supported: " + media);
    }
  }

  private SandboxResponse sobjects(ApiCall call) {
    checkMedia(call);
    String third = call.part(2).toLowerCase(Locale.ROOT);
    boolean info = call.path().size() == 2 && !call.method().equals("POST");
    if (call.path().size() == 1 || info || third.equals("describe")) {
      return describe.answer(call);
    }
    if (third.equals("eventschema")) {
      return further("event").answer(call);
    }
    boolean replicates = third.equals("updated") || third.equals("deleted");
    return replicates && call.path().size() == 3 ? replication.answer(call) : records.answer(call);
  }

  private SandboxResponse composite(ApiCall call) {
    checkMedia(call);
    Endpoint endpoint = composites.get(call.part(1));
    if (endpoint == null) {
      throw Endpoint.notFound();
    }
    return endpoint.answer(call);
  }

  private SandboxResponse tooling(ApiCall call) {
    if (!call.part(1).equals("query")) {
      throw Endpoint.notFound();
    }
    return tooling.answer(call);
  }

  /** The versions that the org speaks; needs no login. */
  static SandboxResponse versions(ApiRules rules) {
    String[] seasons = {"Winter '", "Spring '", "Summer '"};
    ArrayNode versions = Json.array();
    for (int version = rules.versionMin(); version <= rules.versionMax(); version++) {
      int season = Math.floorMod(version - 62, 3);
      int year = 25 + Math.floorDiv(version - 62, 3);
      versions
          .addObject()
          .put("label", seasons[season] + year)
          .put("url", "/services/data/v" + version + ".0")
          .put("version", version + ".0");
    }
    return SandboxResponse.json(200, versions);
  }

  private static SandboxResponse resources(ApiCall call) {
    String base = "/services/data/v" + call.version() + "/";
    ObjectNode resources = Json.object();
    RESOURCES.forEach(name -> resources.put(name, base + name));
    return SandboxResponse.json(200, resources);
  }
}
