package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/** A person who works in Business Central. */
public final class Erp {

  private final URI root;
  private final String token;
  private final String company;

  public Erp(URI root, URI tokenUrl) {
    this.root = root;
    this.token =
        Wire.token(
            tokenUrl,
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "finance-demo",
                "client_secret", "finance-demo-secret",
                "scope", "https://api.businesscentral.dynamics.com/.default"));
    JsonNode companies = Wire.call("GET", URI.create(root + "/companies"), token, "");
    String id = "";
    for (JsonNode one : companies.path("value")) {
      if (one.path("name").asText().equals("Nordwerk Service")) {
        id = one.path("id").asText();
      }
    }
    this.company = id;
  }

  /** The rows of a set that the filter lets through. */
  public JsonNode find(String set, String filter) {
    return call("GET", set + "?$filter=" + Wire.encoded(filter), "").path("value");
  }

  public JsonNode find(String set, String filter, String expand) {
    return call("GET", set + "?$filter=" + Wire.encoded(filter) + "&$expand=" + expand, "")
        .path("value");
  }

  public JsonNode get(String set, String id) {
    return call("GET", set + "(" + id + ")", "");
  }

  public JsonNode create(String set, String json) {
    return call("POST", set, json);
  }

  public void update(String set, String id, String json) {
    Wire.call("PATCH", url(set + "(" + id + ")"), token, json.replace('\'', '"'), "If-Match", "*");
  }

  /** Does what a bound action does. */
  public void act(String set, String id, String action) {
    call("POST", set + "(" + id + ")/Microsoft.NAV." + action, "");
  }

  public void delete(String set, String id) {
    Wire.call("DELETE", url(set + "(" + id + ")"), token, "", "If-Match", "*");
  }

  private JsonNode call(String method, String path, String json) {
    return Wire.call(method, url(path), token, json.replace('\'', '"'));
  }

  /** Where the company has it. */
  public URI url(String path) {
    return URI.create(root + "/companies(" + company + ")/" + path);
  }
}
