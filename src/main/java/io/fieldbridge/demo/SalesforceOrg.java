package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Salesforce org over REST, seen by one person. */
final class SalesforceOrg {

  private final Session session;
  private final String data;
  private final URI root;

  SalesforceOrg(DemoSystems systems, Credentials person) {
    this.session = new Session(person);
    this.root = systems.salesforce();
    this.data = root + "/services/data/v62.0";
  }

  /** Returns the id of the new record. */
  String create(String object, Map<String, Object> fields) {
    return session.send("POST", data + "/sobjects/" + object, fields, Map.of()).path("id").asText();
  }

  void update(String object, String id, Map<String, Object> fields) {
    session.send("PATCH", data + "/sobjects/" + object + "/" + id, fields, Map.of());
  }

  JsonNode read(String object, String id, List<String> fields) {
    String selected = Session.encoded(Map.of("fields", String.join(",", fields)));
    return session.get(data + "/sobjects/" + object + "/" + id + "?" + selected);
  }

  /** All pages of a query. */
  List<JsonNode> query(String soql) {
    List<JsonNode> records = new ArrayList<>();
    JsonNode page = session.get(data + "/query?" + Session.encoded(Map.of("q", soql)));
    page.path("records").forEach(records::add);
    while (page.hasNonNull("nextRecordsUrl")) {
      page = session.get(root + page.get("nextRecordsUrl").asText());
      page.path("records").forEach(records::add);
    }
    return records;
  }

  int count(String object) {
    String soql = "SELECT COUNT() FROM " + object;
    return session
        .get(data + "/query?" + Session.encoded(Map.of("q", soql)))
        .path("totalSize")
        .asInt();
  }
}
