package io.fieldbridge.sandbox.salesforce.events;

import static io.fieldbridge.sandbox.salesforce.events.ServedOrg.entity;
import static io.fieldbridge.sandbox.salesforce.events.ServedOrg.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** Schemas and payloads of objects with less common shapes. */
class EventSchemaTest {
  private static final EntityDefinition WORK_ORDER =
      entity("WorkOrder", "Subject:string Street:textarea City:string Status:picklist");

  @Test
  void the_id_depends_on_the_fields_and_on_nothing_else() {
    String id = EventSchema.of(WORK_ORDER).id();
    assertThat(EventSchema.of(WORK_ORDER).id()).isEqualTo(id);
    EntityDefinition other = entity("WorkOrder", "Subject:string Street:textarea City:string");
    assertThat(EventSchema.of(other).id()).isNotEqualTo(id);
  }

  @Test
  void an_address_without_a_prefix_nests_as_address() throws IOException {
    GenericRecord event =
        encoded(WORK_ORDER, "UPDATE", "{'City':null,'Street':'Kai 1','Status':'Completed'}");
    assertThat(event.getSchema().getFields())
        .extracting(Schema.Field::name)
        .containsExactly("ChangeEventHeader", "Subject", "Address", "Status");
    assertThat(((GenericRecord) event.get("Address")).get("Street")).hasToString("Kai 1");
    assertThat(FieldNames.of(event, "changedFields"))
        .containsExactly("Status", "Address.Street", "Address.City");
    assertThat(FieldNames.of(event, "nulledFields")).containsExactly("Address.City");
  }

  @Test
  void a_person_account_has_its_name_as_a_record_and_a_business_account_as_text()
      throws IOException {
    EntityDefinition account =
        entity("Account", "Name:string FirstName:string LastName:string Phone:phone");
    GenericRecord person =
        encoded(account, "CREATE", "{'Name':'Ida Lund','FirstName':'Ida','LastName':'Lund'}");
    assertThat(((GenericRecord) person.get("Name")).get("LastName")).hasToString("Lund");
    GenericRecord business = encoded(account, "CREATE", "{'Name':'Nordwerk','LastName':null}");
    assertThat(business.get("Name")).hasToString("Nordwerk");
  }

  @Test
  void a_contact_is_named_by_the_parts_of_the_name_alone() throws IOException {
    GenericRecord contact =
        encoded(
            ServedOrg.CONTACT, "UPDATE", "{'Name':'Ida Lund','LastName':'Lund','FirstName':null}");
    assertThat(FieldNames.of(contact, "changedFields"))
        .containsExactly("Name.FirstName", "Name.LastName");
    assertThat(FieldNames.of(contact, "nulledFields")).containsExactly("Name.FirstName");
  }

  @Test
  void an_unknown_change_type_is_refused() {
    assertThatThrownBy(() -> encoded(WORK_ORDER, "MOVE", "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not MOVE");
  }

  private static GenericRecord encoded(EntityDefinition definition, String type, String values)
      throws IOException {
    EventSchema schema = EventSchema.of(definition);
    ChangeEvent event =
        new ChangeEvent(
            definition.entity(), List.of("id"), type, null, "key", 1, 0, 0, "user", json(values));
    byte[] payload = new EventEncoder(schema).encode(event, json("{}"));
    Schema read = new Schema.Parser().parse(schema.text());
    return new GenericDatumReader<GenericRecord>(read)
        .read(null, DecoderFactory.get().binaryDecoder(payload, null));
  }
}
