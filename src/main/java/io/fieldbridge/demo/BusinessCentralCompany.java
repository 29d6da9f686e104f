package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Business Central company over API v2.0, seen by one person. */
final class BusinessCentralCompany {

  private final Session session;
  private final String root;
  private final String name;
  private String company;

  BusinessCentralCompany(DemoSystems systems, Credentials person) {
    this.session = new Session(person);
    this.root = systems.businessCentral().toString();
    this.name = systems.company();
  }

  /** All pages of an entity set; an empty filter selects every row. */
  List<JsonNode> list(String path, String filter) {
    String query = filter.isEmpty() ? "" : "?" + Session.encoded(Map.of("$filter", filter));
    List<JsonNode> rows = new ArrayList<>();
    JsonNode page = session.get(company() + "/" + path + query);
    page.path("value").forEach(rows::add);
    while (page.hasNonNull("@odata.nextLink")) {
      page = session.get(page.get("@odata.nextLink").asText());
      page.path("value").forEach(rows::add);
    }
    return rows;
  }

  JsonNode read(String set, String id) {
    return session.get(company() + "/" + set + "(" + id + ")");
  }

  /** Changes a record under the etag it has at this moment. */
  JsonNode change(String set, String id, Map<String, Object> fields) {
    String etag = read(set, id).path("@odata.etag").asText();
    return session.send(
        "PATCH", company() + "/" + set + "(" + id + ")", fields, Map.of("If-Match", etag));
  }

  static String equal(String field, String value) {
    return field + " eq '" + value.replace("'", "''") + "'";
  }

  private String company() {
    if (company == null) {
      for (JsonNode row : session.get(root + "/companies").path("value")) {
        if (row.path("name").asText().equals(name)) {
          company = root + "/companies(" + row.path("id").asText() + ")";
        }
      }
      if (company == null) {
        throw new StoryException("Business Central at " + root + " holds no company " + name);
      }
    }
    return company;
  }
}
