package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends several independent requests as one {@code $batch}, without snapshot isolation.
 * Thread-safe.
 */
final class Batches {

  /** As many as the vendor takes; such a batch ends well within its 8 minutes. */
  static final int PARTS_MAX = 100;

  private final BusinessCentralClient client;
  private final Company company;
  private final boolean partsCount;

  Batches(BusinessCentralClient client, Company company, boolean partsCount) {
    this.client = client;
    this.company = company;
    this.partsCount = partsCount;
  }

  /**
   * One request of a batch, safe to repeat.
   *
   * @param path relative to the API's root
   * @param ifMatch the version that must hold, or empty for none
   * @param body what to send, or a missing node
   */
  record Part(String method, String path, String ifMatch, JsonNode body) {}

  /**
   * The answer to each part in the given order; empty for a part that has none, or none that says
   * what became of it. Those have to go alone.
   */
  List<Optional<Answer>> send(List<Part> parts) {
    Call call =
        Call.batch(company.uri("$batch"), body(parts), partsCount ? Math.max(1, parts.size()) : 1);
    Map<String, Answer> byId = new HashMap<>();
    try {
      Answer answer = client.send(call);
      if (answer.succeeded()) {
        answer.body().path("responses").forEach(response -> take(response, byId));
      }
    } catch (ReplyLostException lost) {
      byId.clear();
    }
    List<Optional<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      answers.add(Optional.ofNullable(byId.get(String.valueOf(i + 1))).filter(Batches::isFinal));
    }
    return answers;
  }

  private static ObjectNode body(List<Part> parts) {
    ObjectNode batch = Wire.object();
    ArrayNode requests = batch.putArray("requests");
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      ObjectNode request = requests.addObject();
      request.put("id", String.valueOf(i + 1));
      request.put("method", part.method);
      request.put("url", part.path);
      ObjectNode headers = request.putObject("headers");
      headers.put("Accept-Language", "en-US");
      if (!part.ifMatch.isEmpty()) {
        headers.put("If-Match", part.ifMatch);
      }
      if (!part.body.isMissingNode()) {
        headers.put("Content-Type", "application/json");
        request.set("body", part.body);
      }
    }
    return batch;
  }

  private static void take(JsonNode response, Map<String, Answer> byId) {
    Map<String, String> headers = new TreeMap<>();
    response
        .path("headers")
        .properties()
        .forEach(
            header ->
                headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
    byId.put(
        response.path("id").asText(),
        new Answer(response.path("status").asInt(), headers, response.path("body"), new byte[0]));
  }

  private static boolean isFinal(Answer answer) {
    int status = answer.status();
    boolean refusal = status >= 400 && status < 500;
    boolean forNow = status == 401 || status == 408 || status == 429;
    return answer.succeeded()
        || (refusal && !forNow && !BusinessCentralFailures.isUndecided(answer));
  }
}
