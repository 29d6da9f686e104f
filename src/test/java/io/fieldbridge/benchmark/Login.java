package io.fieldbridge.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What client credentials buy.
 *
 * @param identity address of the user, with the org's id in it; empty outside Salesforce
 */
record Login(String token, String identity) {

  static final String SCOPE = "https://api.businesscentral.dynamics.com/.default";

  static Login at(URI tokenUrl, String client) {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s-secret&scope=%s"
            .formatted(client, client, SCOPE);
    HttpRequest request =
        HttpRequest.newBuilder(tokenUrl)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      JsonNode login = new ObjectMapper().readTree(answer);
      return new Login(login.path("access_token").asText(), login.path("id").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String organization() {
    String[] parts = identity.split("/");
    return parts[parts.length - 2];
  }

  String user() {
    return identity.substring(identity.lastIndexOf('/') + 1);
  }
}
