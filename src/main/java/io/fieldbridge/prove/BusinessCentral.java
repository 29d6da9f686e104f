package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A person of finance at work in Business Central. */
final class BusinessCentral {

  private static final String COMPANY = "Nordwerk Service";

  private final Http http;
  private final String company;

  BusinessCentral(Ports ports) {
    String url = ports.businessCentralUrl();
    this.http =
        Http.login(
            url + "/demo.example/oauth2/v2.0/token",
            "finance-demo",
            "finance-demo-secret",
            "https://api.businesscentral.dynamics.com/.default");
    String root = url + "/v2.0/demo.example/sandbox/api/v2.0";
    String id = "";
    for (JsonNode one : http.get(root + "/companies").path("value")) {
      id = one.path("name").asText().equals(COMPANY) ? one.path("id").asText() : id;
    }
    this.company = root + "/companies(" + id + ")/";
  }

  /** The rows that the filter lets through. */
  JsonNode find(String set, String filter) {
    return http.get(company + set + "?$filter=" + Http.encoded(filter)).path("value");
  }

  /** The same with members of theirs in place. */
  JsonNode find(String set, String filter, String expand) {
    String query = "?$filter=" + Http.encoded(filter) + "&$expand=" + expand;
    return http.get(company + set + query).path("value");
  }

  JsonNode create(String set, Map<String, ?> fields) {
    return http.send("POST", company + set, fields);
  }

  void update(String set, String id, Map<String, ?> fields) {
    http.send("PATCH", company + set + "(" + id + ")", fields, "If-Match", "*");
  }

  void delete(String set, String id) {
    http.send("DELETE", company + set + "(" + id + ")", null, "If-Match", "*");
  }
}
