package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/** A person who works in Salesforce. */
public final class Crm {

  private final URI url;
  private final String token;

  Crm(URI url, String user) {
    this.url = url;
    this.token =
        Wire.token(
            url.resolve("/services/oauth2/token"),
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                user,
                "client_secret",
                user + "-secret"));
  }

  /** Creates a record from JSON with single quotes; its id. */
  public String create(String object, String json) {
    return call("POST", "/sobjects/" + object, json).path("id").asText();
  }

  public void update(String object, String id, String json) {
    call("PATCH", "/sobjects/" + object + "/" + id, json);
  }

  public void delete(String object, String id) {
    call("DELETE", "/sobjects/" + object + "/" + id, "");
  }

  public JsonNode get(String object, String id) {
    return call("GET", "/sobjects/" + object + "/" + id, "");
  }

  public JsonNode query(String soql) {
    return call("GET", "/query?q=" + Wire.encoded(soql), "").path("records");
  }

  private JsonNode call(String method, String path, String json) {
    return Wire.call(
        method, URI.create(url + "/services/data/v62.0" + path), token, json.replace('\'', '"'));
  }
}
