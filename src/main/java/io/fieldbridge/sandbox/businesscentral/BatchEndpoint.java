package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code $batch}. With snapshot isolation a refused part takes back all of them, although the parts
 * before it still report their success: so does the real thing.
 */
final class BatchEndpoint {

  private static final int PARTS_MAX = 100;

  private final Environment environment;
  private final ApiRoute route;

  BatchEndpoint(Environment environment, ApiRoute route) {
    this.environment = environment;
    this.route = route;
  }

  /** One part: its call, and the id that its answer bears (null where none was sent). */
  record Part(JsonNode id, ApiCall call) {}

  /** Reads the parts of a batch, in their order. */
  static List<Part> parts(ApiCall batch) {
    List<Part> parts = new ArrayList<>();
    JsonNode requests = batch.body().path("requests");
    if (!requests.isArray()) {
      throw VendorException.badRequest("The batch holds no array 'requests'.");
    }
    requests.forEach(each -> parts.add(part(batch, each)));
    if (parts.size() > PARTS_MAX) {
      throw new VendorException(
          500,
          "Internal_ServerError",
          "The batch holds %d operations, the limit is %d.".formatted(parts.size(), PARTS_MAX));
    }
    return parts;
  }

  SandboxResponse answer(ApiCall batch, List<Part> parts) {
    boolean snapshot =
        batch.request().header("isolation").filter("snapshot"::equalsIgnoreCase).isPresent();
    return snapshot ? environment.writing(() -> together(batch, parts)) : apart(batch, parts);
  }

  private SandboxResponse apart(ApiCall batch, List<Part> parts) {
    boolean stops = batch.request().header("prefer").orElse("").contains("continue-on-error=false");
    ArrayNode answers = Json.array();
    for (Part part : parts) {
      SandboxResponse answer = route.answer(part.call());
      answers.add(json(part, answer));
      if (stops && answer.status() >= 400) {
        break;
      }
    }
    return answered(answers);
  }

  private SandboxResponse together(ApiCall batch, List<Part> parts) {
    Transaction transaction = new Transaction(environment, null, batch.arrived());
    ArrayNode answers = Json.array();
    boolean failed = false;
    for (Part part : parts) {
      SandboxResponse answer = route.answer(part.call(), transaction);
      answers.add(json(part, answer));
      failed |= answer.status() >= 400;
      if (failed && answers.size() == 1) {
        break;
      }
    }
    if (failed) {
      transaction.rollback();
    } else {
      transaction.commit();
    }
    return answered(answers);
  }

  static SandboxResponse answered(ArrayNode answers) {
    ObjectNode json = Json.object();
    json.set("responses", answers);
    return SandboxResponse.json(200, json);
  }

  static ObjectNode json(Part part, SandboxResponse answer) {
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

  private static Part part(ApiCall batch, JsonNode json) {
    String url = relative(batch, json.path("url").asText());
    int question = url.indexOf('?');
    String path = question < 0 ? url : url.substring(0, question);
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
    SandboxRequest request =
        new SandboxRequest(
            json.path("method").asText().toUpperCase(Locale.ROOT),
            path,
            question < 0 ? "" : url.substring(question + 1),
            headers,
            body);
    check(request);
    return new Part(
        json.has("id") ? json.get("id") : Json.MAPPER.nullNode(),
        new ApiCall(request, batch.root(), decoded(path), batch.arrived()));
  }

  private static String relative(ApiCall batch, String url) {
    String below = url.startsWith(batch.root()) ? url.substring(batch.root().length()) : url;
    return below.replaceFirst("^/", "");
  }

  private static void check(SandboxRequest request) {
    try {
      request.segments();
      request.parameters();
    } catch (IllegalArgumentException escape) {
      throw VendorException.url("The URL '" + request.path() + "' cannot be read.");
    }
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
