package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was used of the limits, and the schemas of events over REST: sections 3.6, 7.8 and 8. */
class EventUsageTest {

  private static final String EVENT = "/sobjects/Order_Accepted__e";

  private RunningOrg org;

  @BeforeEach
  void start() {
    org = new RunningOrg();
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private static long metric(RunningOrg org, String name) {
    String soql = "SELECT Name, StartDate, EndDate, Value FROM PlatformEventUsageMetric";
    return Math.round(
        Double.parseDouble(org.first(soql + " WHERE Name = '" + name + "'", "Value")));
  }

  private long remaining(String limit) {
    return org.get("/limits").json().path(limit).path("Remaining").asLong();
  }

  @Test
  void deliveries_and_publications_are_counted_by_kind() {
    PolledEvents changes = new PolledEvents(org, "/data/AccountChangeEvent", -1);
    org.create("Account", "{'Name':'Counted'}");
    changes.await(1);
    PolledEvents events = new PolledEvents(org, "/event/Order_Accepted__e", -1);
    org.post(EVENT, "{'Order_Number__c':'SO-1'}");
    events.await(1);
    assertThat(metric(org, "CHANGE_EVENTS_PUBLISHED")).isEqualTo(1);
    assertThat(metric(org, "CHANGE_EVENTS_DELIVERED")).isEqualTo(1);
    assertThat(metric(org, "PLATFORM_EVENTS_PUBLISHED")).isEqualTo(1);
    assertThat(metric(org, "PLATFORM_EVENTS_DELIVERED")).isEqualTo(1);
    assertThat(remaining("DailyDeliveredPlatformEvents")).isEqualTo(49_998);
    assertThat(remaining("HourlyPublishedPlatformEvents")).isEqualTo(249_999);
  }

  @Test
  void bulk_jobs_use_their_limits() {
    long before = remaining("DailyBulkV2QueryJobs");
    org.post("/jobs/query", "{'operation':'query','query':'SELECT Id FROM Account'}");
    assertThat(remaining("DailyBulkV2QueryJobs")).isEqualTo(before - 1);
  }

  @Test
  void the_hours_publications_are_limited() {
    org.post("/sandbox/settings", "{'hourlyPublishedEvents':2}");
    for (int number = 0; number < 2; number++) {
      assertThat(org.post(EVENT, "{'Order_Number__c':'SO-1'}").status()).isEqualTo(201);
    }
    assertThat(org.post(EVENT, "{'Order_Number__c':'SO-1'}").error()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(org.create("Account", "{'Name':'No event'}")).isNotEmpty();
  }

  @Test
  void a_schema_is_found_by_event_and_by_id_in_both_forms() {
    JsonNode compact = org.get(EVENT + "/eventSchema?payloadFormat=COMPACT").json();
    assertThat(compact.path("name").asText()).isEqualTo("Order_Accepted__e");
    assertThat(compact.path("type").asText()).isEqualTo("record");
    String id = compact.path("uuid").asText();
    JsonNode expanded = org.get("/event/eventSchema/" + id).json();
    assertThat(expanded.path("type").asText()).isEqualTo("expanded-record");
    JsonNode payload = expanded.at("/fields/0/type/fields/1/type/fields");
    assertThat(payload.path(0).path("name").asText()).isEqualTo("CreatedDate");
    assertThat(payload.path(0).path("type").asText()).isEqualTo("string");
    assertThat(expanded.path("uuid").asText()).isEqualTo(id);
  }

  @Test
  void change_events_have_schemas_too_and_older_versions_one_form_only() {
    JsonNode schema = org.get("/sobjects/AccountChangeEvent/eventSchema").json();
    assertThat(schema.at("/fields/0/type/fields/1/type/fields/0/name").asText())
        .isEqualTo("ChangeEventHeader");
    String old = "/services/data/v42.0/sobjects/AccountChangeEvent/eventSchema";
    assertThat(org.get(old).json().path("type").asText()).isEqualTo("record");
    assertThat(org.get(old + "?payloadFormat=COMPACT").status()).isEqualTo(400);
    assertThat(org.get(EVENT + "/eventSchema?payloadFormat=XML").status()).isEqualTo(400);
    assertThat(org.get("/sobjects/Nope__e/eventSchema").status()).isEqualTo(404);
    assertThat(org.get("/event/eventSchema/nope").status()).isEqualTo(404);
  }
}
