package io.fieldbridge.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One person's HTTP session: logs in by itself, speaks JSON, logs in once more after a 401. */
final class Session {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final int TEXT_SHOWN = 400;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Credentials credentials;
  private String token;

  Session(Credentials credentials) {
    this.credentials = credentials;
  }

  /** For the admin path of a sandbox, which asks nobody who he is. */
  static Session withoutLogin() {
    return new Session(null);
  }

  JsonNode get(String uri) {
    return send("GET", uri, null, Map.of());
  }

  /** Any answer but 2xx is a {@link StoryException} that quotes it; an empty body is missing. */
  JsonNode send(String method, String uri, Object body, Map<String, String> headers) {
    if (token == null && credentials != null) {
      token = login();
    }
    HttpResponse<String> answer = exchange(method, uri, body, headers);
    if (answer.statusCode() == 401 && credentials != null) {
      token = login();
      answer = exchange(method, uri, body, headers);
    }
    return content(method + " " + uri, answer);
  }

  private HttpResponse<String> exchange(
      String method, String uri, Object body, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).timeout(LONGEST_ANSWER);
    request.header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json; charset=utf-8");
      request.method(method, BodyPublishers.ofString(json(body)));
    }
    return call(request.build());
  }

  private String login() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", credentials.clientId());
    form.put("client_secret", credentials.secret());
    if (!credentials.scope().isEmpty()) {
      form.put("scope", credentials.scope());
    }
    HttpRequest request =
        HttpRequest.newBuilder(credentials.token())
            .timeout(LONGEST_ANSWER)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    JsonNode answer = content("login of " + credentials, call(request));
    if (!answer.hasNonNull("access_token")) {
      throw new StoryException("login of " + credentials + ": the answer holds no access_token");
    }
    return answer.get("access_token").asText();
  }

  private HttpResponse<String> call(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new StoryException(request.method() + " " + request.uri() + ": no answer, " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted", e);
    }
  }

  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode content(String what, HttpResponse<String> answer) {
    String text = answer.body();
    if (answer.statusCode() / 100 != 2) {
      String shown = text.length() > TEXT_SHOWN ? text.substring(0, TEXT_SHOWN) + "..." : text;
      throw new StoryException(what + " was answered " + answer.statusCode() + ": " + shown);
    }
    if (text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new StoryException(what + " was not answered in JSON", e);
    }
  }

  private static String json(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new StoryException("a request body cannot be written as JSON", e);
    }
  }
}
