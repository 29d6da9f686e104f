package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fieldbridge.sandbox.Json;
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

/** A simulated org on free ports and a client that speaks to it over the wire. */
final class RunningOrg implements AutoCloseable {

  static final String BASE = "/services/data/v62.0";

  final SalesforceSandbox sandbox;
  private final HttpClient client = HttpClient.newHttpClient();
  private String token;

  RunningOrg() {
    this(SalesforceSandboxSettings.onPorts(0, 0));
  }

  RunningOrg(SalesforceSandboxSettings settings) {
    sandbox = SalesforceSandbox.start(settings);
    login("fieldbridge-demo");
  }

  /** An answer with its JSON, which is a missing node where there is no body. */
  record Answer(int status, JsonNode json, HttpResponse<String> http) {

    String error() {
      return json.path(0).path("errorCode").asText();
    }

    String message() {
      return json.path(0).path("message").asText();
    }
  }

  RunningOrg login(String app) {
    Answer answer =
        form(
            "/services/oauth2/token",
            "grant_type=client_credentials&client_id=" + app + "&client_secret=" + app + "-secret");
    token = answer.json().path("access_token").asText();
    return this;
  }

  String token() {
    return token;
  }

  Answer form(String path, String body) {
    return send(
        request(path, "POST", body).setHeader("Content-Type", "application/x-www-form-urlencoded"));
  }

  Answer get(String path) {
    return call("GET", path, "");
  }

  /** JSON with single quotes, for readability. */
  Answer post(String path, String json) {
    return call("POST", path, json);
  }

  Answer patch(String path, String json) {
    return call("PATCH", path, json);
  }

  Answer delete(String path) {
    return call("DELETE", path, "");
  }

  Answer query(String soql) {
    return get("/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8));
  }

  Answer call(String method, String path, String json, String... headers) {
    String full = path.matches("/(services|sandbox|cometd)/.*") ? path : BASE + path;
    HttpRequest.Builder request =
        request(full, method, json.replace('\'', '"'))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Creates a record and returns its id. */
  String create(String object, String json) {
    Answer answer = post("/sobjects/" + object, json);
    if (answer.status() != 201) {
      throw new AssertionError(answer.http().body());
    }
    return answer.json().path("id").asText();
  }

  /** One field of a record, as text. */
  String value(String object, String id, String field) {
    return get("/sobjects/" + object + "/" + id + "?fields=" + field).json().path(field).asText();
  }

  /** One field of the first record that a query finds, as text. */
  String first(String soql, String field) {
    return query(soql).json().path("records").path(0).path(field).asText();
  }

  HttpRequest.Builder request(String path, String method, String body) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + path))
        .timeout(Duration.ofSeconds(20))
        .method(method, BodyPublishers.ofString(body));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      JsonNode json =
          response.body().startsWith("{") || response.body().startsWith("[")
              ? Json.MAPPER.readTree(response.body())
              : MissingNode.getInstance();
      return new Answer(response.statusCode(), json, response);
    } catch (IOException lost) {
      return new Answer(0, Json.array(), null);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
