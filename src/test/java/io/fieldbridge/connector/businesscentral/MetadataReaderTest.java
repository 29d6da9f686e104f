package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.model.ObjectSchema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class MetadataReaderTest {

  @Test
  void types_and_lengths_come_from_the_document() throws XMLStreamException {
    ObjectSchema customers = read(ScriptedMetadata.XML).get("customers").schema();
    assertThat(customers.field("displayName"))
        .contains(new ObjectSchema.Field("text", 100, true, false));
    assertThat(customers.field("creditLimit").orElseThrow().type()).isEqualTo("decimal");
    assertThat(customers.field("paymentTermsId").orElseThrow().type()).isEqualTo("id");
    assertThat(customers.field("blocked").orElseThrow().type()).isEqualTo("text");
    assertThat(customers.field("lastModifiedDateTime").orElseThrow().type()).isEqualTo("instant");
    assertThat(customers.field("paymentTerm"))
        .contains(new ObjectSchema.Field("object", 0, false, false));
  }

  @Test
  void read_only_marks_are_found_inside_and_outside_the_type() throws XMLStreamException {
    Map<String, EntitySet> sets = read(ScriptedMetadata.XML);
    assertThat(sets.get("customers").properties().get("id").writable()).isFalse();
    assertThat(sets.get("salesOrders").properties().get("number").writable()).isFalse();
    assertThat(sets.get("salesOrders").properties().get("orderDate").writable()).isTrue();
  }

  @Test
  void an_external_entity_is_not_followed() {
    String hostile =
        "<!DOCTYPE x [<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
            + "<Schema><EntityType Name='&file;'/></Schema>";
    assertThatThrownBy(() -> read(hostile)).isInstanceOf(XMLStreamException.class);
  }

  private static Map<String, EntitySet> read(String xml) throws XMLStreamException {
    return MetadataReader.read(xml.getBytes(StandardCharsets.UTF_8));
  }
}
