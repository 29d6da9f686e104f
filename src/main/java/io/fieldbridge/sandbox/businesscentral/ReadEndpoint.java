package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** GET of one row or of a page of rows. */
final class ReadEndpoint {

  private static final int PAGE_SIZE_MAX = 20_000;
  private static final Pattern PREFERRED = Pattern.compile("odata\\.maxpagesize=(\\d{1,9})");

  private final Environment environment;
  private final Schema schema;

  ReadEndpoint(Environment environment, Schema schema) {
    this.environment = environment;
    this.schema = schema;
  }

  SandboxResponse read(ApiCall call, Target target) {
    QueryOptions options = options(call, target.type());
    if (PathReader.CONTENT.equals(target.action())) {
      return Media.read(target.company(), target.type(), target.row());
    }
    if (!target.isSet()) {
      return one(call, target, options);
    }
    boolean flat =
        target.type().parent() != null
            && target.parentProperty() == null
            && !options.filter().properties().contains(target.type().parent());
    if (flat) {
      throw VendorException.dialog(
          "You must specify a parent id to list %s: filter by %s or use the path of the parent."
              .formatted(target.type().set(), target.type().parent()));
    }
    Selection found =
        Selection.of(
            target.company(), target.type(), options, target.parentProperty(), target.parentId());
    if ("$count".equals(target.action())) {
      return SandboxResponse.text(200, "text/plain", String.valueOf(found.rows().size()));
    }
    return SandboxResponse.json(200, page(call, target, options, found));
  }

  /** What a call asks of the rows that it gets. */
  QueryOptions options(ApiCall call, EntityType type) {
    QueryOptions options =
        QueryOptions.parse(
            type, call.request().parameters(), schema, Dialect.of(environment.switches()));
    boolean foreign =
        options.order().stream().anyMatch(each -> !each.property().name().equals(type.key()));
    if (type.isQuery() && foreign) {
      throw new VendorException(
          400,
          "BadRequest_MethodNotImplemented",
          "The query %s can be ordered by %s only.".formatted(type.set(), type.key()));
    }
    return options;
  }

  private SandboxResponse one(ApiCall call, Target target, QueryOptions options) {
    if (target.id().equals(Kind.NO_GUID)) {
      return SandboxResponse.empty(204);
    }
    return SandboxResponse.json(200, entity(call, target, target.row(), options));
  }

  /** One row with its context, as reads and writes answer it. */
  ObjectNode entity(ApiCall call, Target target, Row row, QueryOptions options) {
    ObjectNode json = Json.object();
    json.put("@odata.context", context(call, target) + "/$entity");
    json.setAll(new RowJson(schema, target.company()).write(target.type(), row, options));
    return json;
  }

  private ObjectNode page(ApiCall call, Target target, QueryOptions options, Selection found) {
    List<Row> wanted = found.window(options.window());
    int start = Math.min(start(call), wanted.size());
    int end = Math.min(wanted.size(), start + pageSize(call));
    ObjectNode json = Json.object();
    json.put("@odata.context", context(call, target));
    if (options.window().count()) {
      json.put("@odata.count", found.rows().size());
    }
    ArrayNode values = json.putArray("value");
    RowJson writer = new RowJson(schema, target.company());
    wanted
        .subList(start, end)
        .forEach(row -> values.add(writer.write(target.type(), row, options)));
    if (end < wanted.size()) {
      int overlap = environment.switches().number(Switch.PAGE_OVERLAP);
      json.put("@odata.nextLink", nextLink(call, Math.max(start + 1, end - overlap)));
    }
    return json;
  }

  private static String context(ApiCall call, Target target) {
    return call.root()
        + "/$metadata#companies("
        + target.company().id()
        + ")/"
        + target.type().set();
  }

  private int pageSize(ApiCall call) {
    int size = environment.switches().number(Switch.PAGE_SIZE);
    Matcher preferred = PREFERRED.matcher(call.request().header("prefer").orElse(""));
    if (!preferred.find()) {
      return size;
    }
    int wanted = Integer.parseInt(preferred.group(1));
    if (wanted > PAGE_SIZE_MAX) {
      throw new VendorException(
          413, "RequestEntityTooLarge", "A page holds at most 20000 entities.");
    }
    return wanted == 0 ? size : Math.min(size, wanted);
  }

  private String nextLink(ApiCall call, int position) {
    String query =
        call.request().parameters().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("$skiptoken"))
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()) + "&")
            .collect(Collectors.joining());
    String issued = String.valueOf(environment.clock().instant().getEpochSecond());
    byte[] token = (position + ":" + issued).getBytes(StandardCharsets.US_ASCII);
    return call.root()
        + "/"
        + call.path()
        + "?"
        + query
        + "$skiptoken="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private int start(ApiCall call) {
    String token = call.request().parameters().get("$skiptoken");
    if (token == null) {
      return 0;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
      String[] parts = text.split(":");
      long age =
          environment.clock().instant().getEpochSecond() - Long.parseLong(parts[parts.length - 1]);
      if (parts.length == 2 && age <= environment.switches().number(Switch.SKIP_TOKEN_SECONDS)) {
        return Integer.parseUnsignedInt(parts[0]);
      }
      throw tooOld();
    } catch (IllegalArgumentException unreadable) {
      throw tooOld();
    }
  }

  private static VendorException tooOld() {
    return new VendorException(
        400, "SkipTokenIsNoLongerValid", "The skip token is no longer valid.");
  }
}
