package io.fieldbridge.sandbox.salesforce.events;

import static io.fieldbridge.sandbox.salesforce.events.ServedOrg.entity;
import static io.fieldbridge.sandbox.salesforce.events.ServedOrg.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.TopicRequest;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event looks like to a client that knows only the vendor's contract. */
class ChangeEventWireTest {
  private static final String ALL = "/data/ChangeEvents";
  private static final String ACCOUNTS = "/data/AccountChangeEvent";
  private static final String ID = "001000000000001AAA";

  private final ServedOrg org = new ServedOrg();
  private final PubSubClient client = org.client();

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void the_schema_begins_with_the_header_and_nests_addresses_at_their_first_part() {
    Schema schema = schema(ACCOUNTS);
    assertThat(schema.getFullName()).isEqualTo("com.sforce.eventbus.AccountChangeEvent");
    assertThat(names(schema))
        .containsExactly(
            "ChangeEventHeader",
            "Name",
            "BillingAddress",
            "ShippingAddress",
            "Phone",
            "NumberOfEmployees",
            "AnnualRevenue",
            "Description",
            "ERP_Blocked__c",
            "Founded__c",
            "Opens__c",
            "CreatedDate",
            "LastModifiedDate",
            "LastModifiedById",
            "ERP_Customer_Id__c");
    assertThat(names(schema.getField("BillingAddress").schema().getTypes().get(1)))
        .startsWith("Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode")
        .endsWith("Latitude", "Longitude", "GeocodeAccuracy", "Xyz");
    assertThat(types(schema, "Name")).containsExactly("null", "string", "Switchable_PersonName");
    assertThat(types(schema, "AnnualRevenue")).containsExactly("null", "double");
    assertThat(types(schema, "Founded__c")).containsExactly("null", "long");
  }

  @Test
  void a_contact_has_its_name_nested_and_a_custom_object_its_own_event_name() {
    assertThat(names(schema("/data/ContactChangeEvent")))
        .containsExactly("ChangeEventHeader", "AccountId", "Name");
    assertThat(types(schema("/data/ContactChangeEvent"), "Name"))
        .containsExactly("null", "PersonName");
    assertThat(schema("/data/Invoice__ChangeEvent").getName()).isEqualTo("Invoice__ChangeEvent");
  }

  @Test
  void a_new_field_gives_a_new_schema_id_and_older_events_keep_theirs() {
    org.commit("CREATE", "Invoice__c", "a00000000000001AAA", "{'Name':'I1'}");
    org.log.define(entity("Invoice__c", "Name:string Amount__c:currency Note__c:string"));
    org.commit("CREATE", "Invoice__c", "a00000000000002AAA", "{'Note__c':'x'}");
    List<ConsumerEvent> events = client.subscribe(ALL, ReplayPreset.EARLIEST, 5).await(2);
    assertThat(events.get(0).getEvent().getSchemaId())
        .isNotEqualTo(events.get(1).getEvent().getSchemaId());
    assertThat(client.decode(events.get(0)).get("Name")).hasToString("I1");
    assertThat(client.decode(events.get(1)).get("Note__c")).hasToString("x");
  }

  @Test
  void a_created_record_comes_with_all_values_and_empty_lists_of_fields() {
    org.commit(
        "CREATE",
        "Account",
        ID,
        "{'Name':'Nordwerk','BillingCity':'Kiel','BillingLatitude':54.3,'NumberOfEmployees':7,"
            + "'AnnualRevenue':10.5,'ERP_Blocked__c':false,'Founded__c':'1970-01-02',"
            + "'Opens__c':'08:00:00.000Z','CreatedDate':'1970-01-01T00:00:01.000+0000',"
            + "'SystemModstamp':'1970-01-01T00:00:01.000+0000'}");
    GenericRecord event = first(ACCOUNTS);
    assertThat(event.get("Name")).hasToString("Nordwerk");
    assertThat(((GenericRecord) event.get("BillingAddress")).get("City")).hasToString("Kiel");
    assertThat(((GenericRecord) event.get("BillingAddress")).get("Latitude")).isEqualTo(54.3);
    assertThat(event.get("ShippingAddress")).isNull();
    assertThat(event.get("NumberOfEmployees")).isEqualTo(7);
    assertThat(event.get("AnnualRevenue")).isEqualTo(10.5);
    assertThat(event.get("ERP_Blocked__c")).isEqualTo(false);
    assertThat(event.get("Founded__c")).isEqualTo(86_400_000L);
    assertThat(event.get("Opens__c")).isEqualTo(28_800_000L);
    assertThat(event.get("CreatedDate")).isEqualTo(1000L);
    assertThat(event.get("Phone")).isNull();
    assertThat(FieldNames.of(event, "changedFields")).isEmpty();
    assertThat(FieldNames.of(event, "nulledFields")).isEmpty();
  }

  @Test
  void the_header_says_who_changed_what_when_and_in_which_transaction() {
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    GenericRecord header = (GenericRecord) first(ACCOUNTS).get("ChangeEventHeader");
    assertThat(header.get("entityName")).hasToString("Account");
    assertThat(header.get("recordIds")).hasToString("[" + ID + "]");
    assertThat(header.get("changeType")).hasToString("UPDATE");
    assertThat(header.get("changeOrigin")).hasToString("com/salesforce/api/rest/62.0;client=test");
    assertThat(header.get("transactionKey")).hasToString("transaction-1");
    assertThat(header.get("sequenceNumber")).isEqualTo(1);
    assertThat(header.get("commitTimestamp")).isEqualTo(org.now.get().toEpochMilli());
    assertThat(header.get("commitNumber")).isEqualTo(11_657_372_702_433L);
    assertThat(header.get("commitUser")).hasToString("005000000000001AAA");
  }

  @Test
  void an_update_marks_changed_cleared_and_nested_fields() {
    org.commit(
        "UPDATE",
        "Account",
        ID,
        "{'Phone':null,'BillingCity':'Ulm','BillingPostalCode':null,"
            + "'Description':{'diff':'@@ -1 +1 @@'},"
            + "'LastModifiedDate':'2026-03-01T12:00:00.000Z'}");
    GenericRecord event = first(ACCOUNTS);
    assertThat(FieldNames.of(event, "changedFields"))
        .containsExactlyInAnyOrder(
            "Phone",
            "Description",
            "LastModifiedDate",
            "BillingAddress.City",
            "BillingAddress.PostalCode");
    assertThat(FieldNames.of(event, "nulledFields"))
        .containsExactlyInAnyOrder("Phone", "BillingAddress.PostalCode");
    assertThat(FieldNames.of(event, "diffFields")).containsExactly("Description");
    assertThat(event.get("Description")).hasToString("@@ -1 +1 @@");
    assertThat(((GenericRecord) event.get("BillingAddress")).get("City")).hasToString("Ulm");
    assertThat(event.get("Name")).isNull();
  }

  @Test
  void bitmaps_are_written_most_significant_byte_first_with_even_digits() {
    org.commit("UPDATE", "Account", ID, "{'Name':'A','ERP_Customer_Id__c':'1','BillingCity':'B'}");
    GenericRecord header = (GenericRecord) first(ACCOUNTS).get("ChangeEventHeader");
    assertThat(header.get("changedFields")).hasToString("[0x4002, 2-0x02]");
    assertThat(header.get("nulledFields")).hasToString("[]");
  }

  @Test
  void a_deleted_record_has_no_values_but_those_of_the_enrichment() {
    org.log.channel(
        new EventChannel(
            "/data/FieldBridge__chn", Map.of("Account", List.of("ERP_Customer_Id__c", "Name"))));
    org.records.put(ID, json("{'Name':'Gone','ERP_Customer_Id__c':'10000','Phone':'1'}"));
    org.commit("DELETE", "Account", ID, "{}");
    assertThat(first(ACCOUNTS).get("Name")).isNull();
    GenericRecord enriched = first("/data/FieldBridge__chn");
    assertThat(enriched.get("Name")).hasToString("Gone");
    assertThat(enriched.get("ERP_Customer_Id__c")).hasToString("10000");
    assertThat(enriched.get("Phone")).isNull();
  }

  @Test
  void enrichment_adds_values_to_an_update_without_marking_them() {
    org.log.channel(new EventChannel("/data/FieldBridge__chn", Map.of("Account", List.of("Name"))));
    org.records.put(ID, json("{'Name':'Nordwerk'}"));
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    GenericRecord event = first("/data/FieldBridge__chn");
    assertThat(event.get("Name")).hasToString("Nordwerk");
    assertThat(FieldNames.of(event, "changedFields")).containsExactly("Phone");
  }

  @Test
  void gap_and_overflow_events_have_only_a_header() {
    org.log.faults().gapNextEvents(1);
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    org.log.faults().overflowNextTransactions(1);
    org.log.append(
        List.of(
            org.event("UPDATE", "Account", ID, "{'Phone':'2'}"),
            org.event("UPDATE", "Account", "001000000000002AAA", "{'Phone':'2'}")));
    org.commit("UPDATE", "Account", ID, "{'Phone':'3'}");
    List<GenericRecord> events =
        client.subscribe(ALL, ReplayPreset.EARLIEST, 9).await(3).stream()
            .map(client::decode)
            .toList();
    assertThat(events)
        .extracting(event -> header(event, "changeType"))
        .containsExactly("GAP_UPDATE", "GAP_OVERFLOW", "UPDATE");
    assertThat(events)
        .extracting(event -> header(event, "recordIds"))
        .containsExactly("[" + ID + "]", "[000000000000000AAA]", "[" + ID + "]");
    assertThat(events.get(0).get("Phone")).isNull();
    assertThat(header(events.get(0), "changedFields")).isEqualTo("[]");
  }

  @Test
  void an_event_of_more_than_a_megabyte_becomes_a_gap() {
    String text = "x".repeat(1 << 20);
    org.commit("UPDATE", "Account", ID, "{'Description':'" + text + "'}");
    assertThat(header(first(ACCOUNTS), "changeType")).isEqualTo("GAP_UPDATE");
  }

  @Test
  void an_unknown_field_or_a_wrong_kind_of_value_is_refused_and_nothing_is_stored() {
    assertThatThrownBy(() -> org.commit("UPDATE", "Account", ID, "{'Fone':'1'}"))
        .hasMessageContaining("AccountChangeEvent has no field Fone");
    assertThatThrownBy(() -> org.commit("UPDATE", "Account", ID, "{'Founded__c':'soon'}"))
        .hasMessageContaining("Field Founded__c expects DateOnly but was given \"soon\"");
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    assertThat(first(ACCOUNTS).get("Phone")).hasToString("1");
  }

  private GenericRecord first(String topic) {
    return client.decode(client.subscribe(topic, ReplayPreset.EARLIEST, 1).await(1).get(0));
  }

  private static String header(GenericRecord event, String field) {
    return ((GenericRecord) event.get("ChangeEventHeader")).get(field).toString();
  }

  private Schema schema(String topic) {
    String id =
        client
            .calls()
            .getTopic(TopicRequest.newBuilder().setTopicName(topic).build())
            .getSchemaId();
    return new Schema.Parser().parse(client.schemaText(id));
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).toList();
  }

  private static List<String> types(Schema schema, String field) {
    return schema.getField(field).schema().getTypes().stream().map(Schema::getName).toList();
  }
}
