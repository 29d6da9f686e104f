package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A batch as JSON, which the vendor documents. */
final class JsonBatch {

  private JsonBatch() {}

  static List<BatchPart> read(ApiCall batch) {
    List<BatchPart> parts = new ArrayList<>();
    JsonNode requests = batch.body().path("requests");
    if (!requests.isArray()) {
      throw VendorException.badRequest("The batch holds no array 'requests'.");
    }
    requests.forEach(each -> parts.add(part(batch, each)));
    return parts;
  }

  static SandboxResponse write(List<BatchPart> parts, List<SandboxResponse> answers) {
    ObjectNode json = Json.object();
    ArrayNode responses = json.putArray("responses");
    for (int index = 0; index < answers.size(); index++) {
      responses.add(json(parts.get(index), answers.get(index)));
    }
    return SandboxResponse.json(200, json);
  }

  private static BatchPart part(ApiCall batch, JsonNode json) {
    Map<String, String> headers = new HashMap<>();
    json.path("headers")
        .properties()
        .forEach(
            entry ->
                headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue().asText()));
    headers.putIfAbsent("content-type", "application/json");
    byte[] body =
        json.has("body")
            ? json.path("body").toString().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    String method = json.path("method").asText().toUpperCase(Locale.ROOT);
    Set<String> after = new HashSet<>();
    json.path("dependsOn").forEach(each -> after.add(each.asText()));
    return new BatchPart(
        json.has("id") ? json.get("id") : Json.MAPPER.nullNode(),
        BatchPart.call(batch, method, json.path("url").asText(), headers, body),
        json.path("atomicityGroup").asText(null),
        after);
  }

  private static ObjectNode json(BatchPart part, SandboxResponse answer) {
    ObjectNode json = Json.object();
    json.set("id", part.id());
    json.put("status", answer.status());
    ObjectNode headers = json.putObject("headers");
    answer.headers().forEach(headers::put);
    if (answer.body().length > 0) {
      json.set("body", content(answer));
    }
    return json;
  }

  private static JsonNode content(SandboxResponse answer) {
    String type = answer.headers().getOrDefault("Content-Type", "");
    try {
      return type.startsWith("application/json")
          ? Json.MAPPER.readTree(answer.body())
          : Json.MAPPER
              .getNodeFactory()
              .textNode(new String(answer.body(), StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
