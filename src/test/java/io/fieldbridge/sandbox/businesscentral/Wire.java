package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client as plain as can be: what the tests see is what goes over the wire. */
final class Wire {

  /** An answer with its JSON, which is missing where the body is empty. */
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    String code() {
      return body.path("error").path("code").asText();
    }

    String message() {
      return body.path("error").path("message").asText();
    }

    String text(String name) {
      return body.path(name).asText();
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final Tenant tenant;
  private final String adminUrl;
  private final String company;
  private String token;

  Wire(BusinessCentralSandbox sandbox) {
    this(Tenant.of(sandbox), sandbox.url());
  }

  /** The admin URL is null for a real tenant, which has none. */
  Wire(Tenant tenant, String adminUrl) {
    this.tenant = tenant;
    this.adminUrl = adminUrl;
    this.token = login(tenant.client(), tenant.secret()).text("access_token");
    String id = "";
    for (JsonNode each : send("GET", tenant.apiRoot() + "/companies", null).body().path("value")) {
      id = each.path("name").asText().equals(tenant.company()) ? each.path("id").asText() : id;
    }
    this.company = id;
  }

  Answer login(String client, String secret) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
            .formatted(
                client, secret, encoded("https://api.businesscentral.dynamics.com/.default"));
    return exchange(
        HttpRequest.newBuilder(URI.create(tenant.tokenUrl()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  void useToken(String other) {
    token = other;
  }

  String token() {
    return token;
  }

  String companyId() {
    return company;
  }

  Answer get(String path, String... headers) {
    return send("GET", below(path), null, headers);
  }

  /** A query whose options are encoded here. */
  Answer query(String set, String... options) {
    StringBuilder url = new StringBuilder(set);
    for (int index = 0; index < options.length; index += 2) {
      url.append(index == 0 ? '?' : '&').append(options[index]).append('=');
      url.append(encoded(options[index + 1]));
    }
    return get(url.toString());
  }

  Answer post(String path, String json, String... headers) {
    return send("POST", below(path), json, headers);
  }

  Answer patch(String path, String etag, String json) {
    return etag == null
        ? send("PATCH", below(path), json)
        : send("PATCH", below(path), json, "If-Match", etag);
  }

  Answer delete(String path, String etag) {
    return send("DELETE", below(path), null, "If-Match", etag);
  }

  Answer act(String path, String... headers) {
    return send("POST", below(path), "{}", headers);
  }

  /** A call at the root of the API. */
  Answer root(String method, String path, String json, String... headers) {
    return send(method, tenant.apiRoot() + "/" + path, json, headers);
  }

  /** A call below the company on another API route, such as {@code microsoft/runtime/beta}. */
  Answer route(String method, String route, String path, String json, String... headers) {
    String root = tenant.apiRoot().replaceFirst("v2\\.0$", route);
    return send(method, root + "/companies(" + company + ")/" + path, json, headers);
  }

  /** Creates and expects success. */
  JsonNode created(String path, String json) {
    Answer answer = post(path, json);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer.body();
  }

  /** The only row that a query finds. */
  JsonNode only(String set, String filter) {
    JsonNode found = query(set, "$filter", filter).body().path("value");
    assertThat(found).as(set + " where " + filter).hasSize(1);
    return found.get(0);
  }

  Answer admin(String method, String path, String json) {
    return send(method, adminUrl + "/sandbox/" + path, json);
  }

  void setting(String name, Object value) {
    Object text = value instanceof String ? "\"" + value + "\"" : value;
    Answer answer = admin("POST", "settings", "{\"%s\":%s}".formatted(name, text));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
  }

  /** Sets fields that the API does not show. */
  void setup(String set, String number, String fields) {
    Answer answer =
        admin(
            "POST",
            "setup",
            "{\"object\":\"%s\",\"number\":\"%s\",\"fields\":%s}".formatted(set, number, fields));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(204);
  }

  void fault(String json) {
    assertThat(admin("POST", "faults", json).status()).isEqualTo(201);
  }

  Answer send(String method, String url, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json));
    if (json != null && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request);
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<String> raw = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean json =
          raw.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
      JsonNode body = json ? Json.MAPPER.readTree(raw.body()) : Json.MAPPER.missingNode();
      return new Answer(raw.statusCode(), body, raw);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  private String below(String path) {
    return tenant.apiRoot() + "/companies(" + company + ")/" + path;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
