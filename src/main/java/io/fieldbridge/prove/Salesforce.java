package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A person at work in Salesforce. */
final class Salesforce {

  private final Http http;
  private final String data;

  Salesforce(Ports ports, String user) {
    this.http =
        Http.login(ports.salesforceUrl() + "/services/oauth2/token", user, user + "-secret", "api");
    this.data = ports.salesforceUrl() + "/services/data/v62.0";
  }

  /** Returns the id of the new record. */
  String create(String object, Map<String, ?> fields) {
    return http.send("POST", data + "/sobjects/" + object, fields).path("id").asText();
  }

  void update(String object, String id, Map<String, ?> fields) {
    http.send("PATCH", data + "/sobjects/" + object + "/" + id, fields);
  }

  void delete(String object, String id) {
    http.send("DELETE", data + "/sobjects/" + object + "/" + id, null);
  }

  JsonNode get(String object, String id) {
    return http.get(data + "/sobjects/" + object + "/" + id);
  }

  /** The first page of a query. */
  JsonNode query(String soql) {
    return http.get(data + "/query?q=" + Http.encoded(soql)).path("records");
  }
}
