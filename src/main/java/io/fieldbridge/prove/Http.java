package io.fieldbridge.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** JSON over HTTP as anybody speaks it. Thread-safe. */
final class Http {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Supplier<Map<String, String>> login;
  private volatile Map<String, String> headers;

  /**
   * @param headers sent with every request
   */
  Http(Map<String, String> headers) {
    this(() -> Map.copyOf(headers));
  }

  private Http(Supplier<Map<String, String>> login) {
    this.login = login;
    this.headers = login.get();
  }

  /** One who shows the token that the client credentials buy. */
  static Http login(String tokenUrl, String client, String secret, String scope) {
    String form =
        Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client,
                "client_secret",
                secret,
                "scope",
                scope)
            .entrySet()
            .stream()
            .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(tokenUrl))
            .timeout(LONGEST_ANSWER)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return new Http(
        () -> Map.of("Authorization", "Bearer " + Insistence.until(() -> token(sent(request)))));
  }

  private static String token(HttpResponse<String> answer) {
    return content("login", answer).path("access_token").asText();
  }

  JsonNode get(String url) {
    return answer(request(url).GET().build());
  }

  /**
   * @param body null for none
   * @param more further headers, name and value in turn
   * @throws RefusedException for any answer but 2xx
   * @throws NoAnswerException when the connection died
   */
  JsonNode send(String method, String url, Object body, String... more) {
    HttpRequest.Builder request = request(url).header("Content-Type", "application/json");
    if (more.length > 0) {
      request.headers(more);
    }
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body)));
    return answer(request.build());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST_ANSWER);
    headers.forEach(request::header);
    return request;
  }

  /** After a 401 the next try shows a new token. */
  private JsonNode answer(HttpRequest request) {
    HttpResponse<String> response = sent(request);
    if (response.statusCode() == 401) {
      headers = login.get();
    }
    return content(request.method() + " " + request.uri(), response);
  }

  private static HttpResponse<String> sent(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new NoAnswerException(request.method() + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofException("Interrupted", e);
    }
  }

  private static JsonNode content(String what, HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new RefusedException(what + ": " + response.statusCode() + " " + response.body());
    }
    try {
      return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new RefusedException(what + ": the answer is no JSON: " + response.body());
    }
  }

  private static String json(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new ProofException("A request cannot be written as JSON: " + body, e);
    }
  }
}
