package io.fieldbridge.sandbox.salesforce.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * Which flat fields of an object travel nested: the parts of an address and of a person's name.
 *
 * @param name the field of the event, e.g. {@code BillingAddress}
 * @param component the field inside it, e.g. {@code City}
 * @param record the Avro record that holds it
 */
record CompoundField(String name, String component, Record record) {

  /** The records that nest; the order of the components is the order of the bits. */
  enum Record {
    ADDRESS(
        "Address",
        List.of("Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode"),
        List.of("Latitude", "Longitude"),
        List.of("GeocodeAccuracy", "Xyz")),
    PERSON_NAME("PersonName"),
    SWITCHABLE_PERSON_NAME("Switchable_PersonName");

    private final Schema schema;

    Record(String name) {
      this(
          name,
          List.of("Salutation", "FirstName", "LastName", "MiddleName", "InformalName", "Suffix"),
          List.of(),
          List.of());
    }

    Record(String name, List<String> texts, List<String> numbers, List<String> furtherTexts) {
      schema = Schema.createRecord(name, null, EventSchema.NAMESPACE, false);
      List<Schema.Field> fields = new ArrayList<>();
      texts.forEach(text -> fields.add(field(text, FieldKind.TEXT)));
      numbers.forEach(number -> fields.add(field(number, FieldKind.DOUBLE)));
      furtherTexts.forEach(text -> fields.add(field(text, FieldKind.TEXT)));
      schema.setFields(fields);
    }

    Schema schema() {
      return schema;
    }

    boolean has(String component) {
      return schema.getField(component) != null;
    }

    private static Schema.Field field(String name, FieldKind kind) {
      return new Schema.Field(
          name, kind.schema(), "Data:" + kind.label(), JsonProperties.NULL_VALUE);
    }
  }

  private static final List<String> ADDRESSES =
      List.of("Billing", "Shipping", "Mailing", "Other", "QuoteTo", "Additional", "");

  /** Where a flat field nests, or empty where it stands for itself. */
  static Optional<CompoundField> of(EntityDefinition definition, String field) {
    Set<String> names =
        definition.fields().stream().map(EntityField::name).collect(Collectors.toSet());
    return ADDRESSES.stream()
        .filter(prefix -> names.contains(prefix + "Street") && names.contains(prefix + "City"))
        .filter(field::startsWith)
        .map(prefix -> partOf(prefix + "Address", field.substring(prefix.length())))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> names.contains("LastName") ? partOfName(definition, field) : Optional.empty());
  }

  private static Optional<CompoundField> partOf(String compound, String component) {
    return Record.ADDRESS.has(component)
        ? Optional.of(new CompoundField(compound, component, Record.ADDRESS))
        : Optional.empty();
  }

  private static Optional<CompoundField> partOfName(EntityDefinition definition, String field) {
    Record record =
        definition.entity().equals("Account") ? Record.SWITCHABLE_PERSON_NAME : Record.PERSON_NAME;
    return record.has(field)
        ? Optional.of(new CompoundField("Name", field, record))
        : Optional.empty();
  }
}
