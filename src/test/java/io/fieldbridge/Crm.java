package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A person who works in Salesforce. */
public final class Crm {

  private final URI url;
  private final String token;

  /**
   * @param user the name of a consumer key of the sandbox
   */
  public Crm(URI url, String user) {
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

  /** Creates up to 200 records in one call, each from JSON with single quotes; their ids. */
  public List<String> createAll(String object, List<String> records) {
    return several("POST", object, records).stream()
        .map(answer -> answer.path("id").asText())
        .toList();
  }

  /** Updates up to 200 records in one call, each from JSON with its id. */
  public void updateAll(String object, List<String> records) {
    several("PATCH", object, records);
  }

  private List<JsonNode> several(String method, String object, List<String> records) {
    String typed = "{'attributes': {'type': '" + object + "'}, ";
    String all =
        records.stream()
            .map(record -> typed + record.substring(1))
            .collect(Collectors.joining(",", "{'allOrNone': true, 'records': [", "]}"));
    List<JsonNode> answers = new ArrayList<>();
    call(method, "/composite/sobjects", all).forEach(answers::add);
    return answers;
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
