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
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The org that {@code SALESFORCE_URL}, {@code SALESFORCE_CLIENT_ID} and {@code
 * SALESFORCE_CLIENT_SECRET} name, or else a simulated one. What was created goes when it closes.
 */
final class AnyOrg implements AutoCloseable {

  static final String BASE = "/services/data/v62.0";

  record Answer(int status, JsonNode json, HttpResponse<String> http) {

    String error() {
      return json.path(0).path("errorCode").asText();
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final Deque<String> created = new ArrayDeque<>();
  private final SalesforceSandbox simulated;
  private final String url;
  private final String token;

  AnyOrg() {
    String real = System.getenv("SALESFORCE_URL");
    simulated =
        real == null ? SalesforceSandbox.start(SalesforceSandboxSettings.onPorts(0, 0)) : null;
    String loginUrl = real == null ? simulated.url() : real.replaceAll("/$", "");
    String id = real == null ? "fieldbridge-demo" : System.getenv("SALESFORCE_CLIENT_ID");
    String secret =
        real == null ? "fieldbridge-demo-secret" : System.getenv("SALESFORCE_CLIENT_SECRET");
    JsonNode login =
        send(HttpRequest.newBuilder(URI.create(loginUrl + "/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id="
                            + encoded(id)
                            + "&client_secret="
                            + encoded(secret))))
            .json();
    url = login.path("instance_url").asText();
    token = login.path("access_token").asText();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Single quotes in the body stand for double ones. */
  Answer call(String method, String path, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(url + (path.startsWith("/services/") ? path : BASE + path)))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json.replace('\'', '"')));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  Answer get(String path) {
    return call("GET", path, "");
  }

  Answer query(String soql) {
    return get("/query?q=" + encoded(soql));
  }

  /** Creates a record that is deleted in the end. */
  String create(String object, String json) {
    Answer answer = call("POST", "/sobjects/" + object, json);
    if (answer.status() != 201) {
      throw new AssertionError(answer.http().body());
    }
    String id = answer.json().path("id").asText();
    created.push("/sobjects/" + object + "/" + id);
    return id;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      JsonNode json =
          response.body().startsWith("{") || response.body().startsWith("[")
              ? Json.MAPPER.readTree(response.body())
              : MissingNode.getInstance();
      return new Answer(response.statusCode(), json, response);
    } catch (IOException lost) {
      throw new AssertionError(lost);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    created.forEach(path -> call("DELETE", path, ""));
    if (simulated != null) {
      simulated.close();
    }
  }
}
