package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects and operations a request touches, so that armed faults find it. */
record FaultTargets(Set<String> objects, Set<String> operations) {

  /** All that {@code operations} can hold. */
  static final Set<String> OPERATIONS =
      Set.of(
          "login",
          "revoke",
          "introspect",
          "userinfo",
          "query",
          "create",
          "read",
          "update",
          "upsert",
          "delete",
          "describe",
          "updated",
          "deleted",
          "batch",
          "bulk-row");

  private static final Pattern FROM = Pattern.compile("(?i)\\bFROM\\s+(\\w+)");

  static FaultTargets of(SandboxRequest request, Schema schema) {
    FaultTargets targets = new FaultTargets(new LinkedHashSet<>(), new LinkedHashSet<>());
    targets.add(request.method(), request.path(), request.parameters().get("q"), schema);
    if (request.path().contains("/composite")) {
      targets.operations.add("batch");
      targets.body(request, schema);
    }
    return targets;
  }

  private void add(String method, String url, String statement, Schema schema) {
    String path = url.replaceFirst("\\?.*", "");
    if (path.contains("/oauth2/")) {
      String last = path.replaceAll("/$", "").replaceFirst(".*/", "");
      operations.add(last.equals("token") ? "login" : last);
    } else if (path.contains("/jobs/") || path.startsWith("/cometd/")) {
      operations.add(path.startsWith("/cometd/") ? "cometd" : "bulk");
    } else if (path.matches(".*/query(All)?(/.*)?")) {
      operations.add("query");
      Matcher from = FROM.matcher(statement == null ? "" : statement);
      while (from.find()) {
        objects.add(from.group(1));
      }
    } else {
      record(method, List.of(path.split("/")), schema);
    }
  }

  /** Parts: "", services, data, version, sobjects, X, id or field, value. */
  private void record(String method, List<String> parts, Schema schema) {
    int at = parts.lastIndexOf("sobjects");
    if (at < 0 || parts.size() == at + 1) {
      operations.add(collection(method, false));
      return;
    }
    objects.add(parts.get(at + 1));
    int more = parts.size() - at - 2;
    if (more > 0 && parts.get(at + 2).matches("describe|updated|deleted")) {
      operations.add(parts.get(at + 2));
      return;
    }
    operations.add(collection(method, more == 2));
    ObjectType type = schema.find(parts.get(at + 1));
    if (type != null) {
      objects.add(type.name());
    }
  }

  private static String collection(String method, boolean byKey) {
    switch (method) {
      case "POST":
        return "create";
      case "PATCH":
        return byKey ? "upsert" : "update";
      case "DELETE":
        return "delete";
      default:
        return "read";
    }
  }

  private void body(SandboxRequest request, Schema schema) {
    JsonNode body;
    try {
      body = Json.MAPPER.readTree(request.text());
    } catch (JsonProcessingException malformed) {
      return;
    }
    body.path("records").forEach(one -> objects.add(one.path("attributes").path("type").asText()));
    for (JsonNode one : body.path("compositeRequest")) {
      String url = one.path("url").asText();
      add(one.path("method").asText(), url, url.replace('+', ' ').replace("%20", " "), schema);
    }
    for (String id : request.parameters().getOrDefault("ids", "").split(",")) {
      ObjectType type = id.length() < 3 ? null : schema.ofId(id);
      if (type != null) {
        objects.add(type.name());
      }
    }
  }
}
