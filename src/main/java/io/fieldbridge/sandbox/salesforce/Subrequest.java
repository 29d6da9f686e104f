package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One call inside a composite request, with its references not yet resolved. */
record Subrequest(
    String method, String url, String referenceId, Map<String, String> headers, JsonNode body) {

  private static final Set<String> FORBIDDEN_HEADERS =
      Set.of("accept", "authorization", "content-type");

  static Subrequest read(JsonNode json) {
    String referenceId = json.path("referenceId").asText();
    if (!referenceId.matches("[A-Za-z0-9]\\w*")) {
      throw new SalesforceError(
          "INVALID_INPUT",
          "Provided referenceId ('"
              + referenceId
              + "') must start with a letter or a number, and"
              + " it can contain only letters, numbers and underscores.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    json.path("httpHeaders")
        .properties()
        .forEach(
            header ->
                headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
    headers.keySet().stream()
        .filter(FORBIDDEN_HEADERS::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new SalesforceError("INVALID_INPUT", "Header not allowed: " + name);
            });
    return new Subrequest(
        json.path("method").asText().toUpperCase(Locale.ROOT),
        json.path("url").asText(),
        referenceId,
        headers,
        json.has("body") ? json.get("body") : NullNode.instance);
  }

  boolean isQueryOrCollection() {
    return url.matches(".*/(query|queryAll|composite/sobjects)([/?].*)?");
  }
}
