package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ScriptedOrg.row;
import static io.fieldbridge.connector.salesforce.ScriptedOrg.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.CallPurpose;
import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.Probe.Creation;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the connector tells of the org, of itself, and of creates that were lost. */
class SalesforceConnectorTest {

  private static final String ID = "001000000000001AAA";
  private static final String DESCRIBE =
      "{'fields':["
          + "{'name':'Name','type':'string','length':255,'createable':true,'updateable':true,'nillable':false},"
          + "{'name':'Key__c','type':'string','length':80,'createable':true,'updateable':true,'nillable':true,'externalId':true},"
          + "{'name':'Amount__c','type':'currency','updateable':true,'nillable':true},"
          + "{'name':'SystemModstamp','type':'datetime','nillable':false},"
          + "{'name':'BillingAddress','type':'address','nillable':true},"
          + "{'name':'OwnerId','type':'reference','createable':true,'nillable':false,'defaultedOnCreate':true}]}";

  private final ScriptedOrg org = new ScriptedOrg();
  private final SalesforceConnector connector = org.connector();

  @AfterEach
  void stop() {
    connector.close();
    org.close();
  }

  @Test
  void an_objects_schema_is_what_describe_says() {
    org.on("GET", "/sobjects/Account/describe", Answer.json(200, DESCRIBE));
    ObjectSchema schema = connector.schema("Account").orElseThrow();
    assertThat(schema.field("Name")).contains(new ObjectSchema.Field("text", 255, true, true));
    assertThat(schema.field("Amount__c"))
        .contains(new ObjectSchema.Field("decimal", 0, true, false));
    assertThat(schema.field("SystemModstamp"))
        .contains(new ObjectSchema.Field("instant", 0, false, false));
    assertThat(schema.field("OwnerId")).contains(new ObjectSchema.Field("id", 0, true, false));
    assertThat(schema.field("BillingAddress").orElseThrow().type()).isEqualTo("object");
    assertThat(connector.schema("None__c")).isEmpty();
    connector.schema("Account");
    assertThat(org.seen("GET", "/describe")).hasSize(2);
  }

  @Test
  void captured_objects_share_one_feed_and_each_other_has_its_own() {
    assertThat(connector.feeds(Set.of("Account", "Contact", "ProductConsumed", "WorkOrder")))
        .map(ChangeFeed::name)
        .containsExactly(
            "salesforce:/data/ChangeEvents",
            "salesforce:poll:ProductConsumed",
            "salesforce:poll:WorkOrder");
    assertThat(connector.feeds(Set.of("ProductConsumed"))).hasSize(1);
    assertThat(connector.feeds(Set.of("Account")).get(0).silenceLimit())
        .isEqualTo(Duration.ofSeconds(270 + 45));
  }

  @Test
  void parts_are_polled_though_captured_since_events_tell_changed_fields_only() {
    assertThat(connector.feeds(Set.of("Account", "Contact"), Set.of("Contact")))
        .map(ChangeFeed::name)
        .containsExactly("salesforce:/data/ChangeEvents", "salesforce:poll:Contact");
  }

  @Test
  void calls_are_counted_for_the_flow_that_says_so_and_by_kind_otherwise() {
    org.on("GET", "/query", rows());
    Selection name = Selection.of("Name");
    connector.reader().read(ref(), name);
    try (CallPurpose.Scope flow = CallPurpose.of("account-customer")) {
      assertThat(flow).isNotNull();
      connector.reader().read(ref(), name);
      try (CallPurpose.Scope inner = CallPurpose.of("compare")) {
        assertThat(inner).isNotNull();
        connector.reader().read(ref(), name);
      }
      connector.reader().read(ref(), name);
    }
    connector.reader().read(ref(), name);
    assertThat(connector.status().calls())
        .containsOnly(
            Map.entry("login", 1L),
            Map.entry("read", 2L),
            Map.entry("account-customer", 2L),
            Map.entry("compare", 1L));
    assertThat(connector.status().lastAnswer()).isPresent();
    assertThat(connector.status().lastFailure()).isEmpty();
  }

  @Test
  void nothing_is_sent_when_the_days_calls_are_used_up() {
    org.on("GET", "/query", rows().with("Sforce-Limit-Info", "api-usage=96000/100000"));
    connector.reader().read(ref(), Selection.of("Name"));
    assertThatThrownBy(() -> connector.reader().read(ref(), Selection.of("Name")))
        .isInstanceOf(ThrottledException.class)
        .hasMessageContaining("96000 of the org's 100000");
    assertThat(org.seen("GET", "/query")).hasSize(1);
  }

  @Test
  void a_refusal_for_want_of_calls_silences_the_connector() {
    org.on(
        "GET",
        "/query",
        Answer.json(403, "[{'errorCode':'REQUEST_LIMIT_EXCEEDED','message':'TotalRequests'}]"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> connector.reader().read(ref(), Selection.of("Name")))
          .isInstanceOf(ThrottledException.class);
    }
    assertThat(org.seen("GET", "/query")).hasSize(1);
  }

  @Test
  void a_lost_create_is_found_by_its_key() {
    org.on("GET", "/describe", Answer.json(200, DESCRIBE));
    org.on("GET", "/query", rows(row("Account", ID, "'Key__c':'K-1','Name':'Other'")));
    assertThat(look("{'Name':'x','Key__c':'K-1'}", "", ref -> false)).hasSize(1);
    assertThat(org.seen("GET", "/query").get(0).path()).endsWith("WHERE Key__c = 'K-1' LIMIT 10");
    assertThat(look("{'Name':'REF-1'}", "REF-1", ref -> false)).hasSize(1);
    assertThat(org.seen("GET", "/query").get(1).path()).endsWith("WHERE Name = 'REF-1' LIMIT 10");
  }

  @Test
  void a_lost_create_without_a_key_is_found_by_its_whole_content() {
    org.on("GET", "/describe", Answer.json(200, DESCRIBE));
    org.on(
        "GET",
        "/query",
        rows(
            row(
                "Account",
                ID,
                "'Name':'Müller','Amount__c':1.0,'At__c':'2026-01-01T00:00:00.000+0000','Fax':null"),
            row("Account", "001000000000002AAA", "'Name':'Müller','Amount__c':2,'Fax':null"),
            row("Account", "001000000000003AAA", "'Name':'Maier','Amount__c':1.0,'Fax':null")));
    String sent = "{'Name':' Müller ','Amount__c':1,'At__c':'2026-01-01T00:00:00Z','Fax':''}";
    assertThat(look(sent, "", ref -> false)).map(found -> found.ref().id()).containsExactly(ID);
    assertThat(look(sent, "", ref -> ref.id().equals(ID))).isEmpty();
    assertThat(org.seen("GET", "/query").get(0).path())
        .contains(
            "WHERE CreatedById = '"
                + ScriptedOrg.USER
                + "' AND CreatedDate >="
                + " 2026-03-01T11:59:00Z");
  }

  @Test
  void there_are_no_exchange_rates_and_a_request_ends_after_minutes() {
    assertThat(connector.exchangeRates()).isEmpty();
    assertThat(connector.longestRequest()).isEqualTo(Duration.ofMinutes(11));
    assertThat(connector.system()).isEqualTo("salesforce");
  }

  private List<RemoteRecord> look(String values, String reference, Predicate<RecordRef> linked) {
    ObjectNode sent = CapturedOrg.json(values);
    return connector
        .probe()
        .look(
            new Creation(
                "Account", reference, sent, Instant.parse("2026-03-01T12:00:00Z"), linked));
  }

  private static RecordRef ref() {
    return new RecordRef("salesforce", "Account", ID);
  }
}
