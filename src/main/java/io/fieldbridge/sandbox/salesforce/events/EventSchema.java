package io.fieldbridge.sandbox.salesforce.events;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * The Avro schema of one object's change events, or of a platform event; its id changes when the
 * object's fields do.
 */
final class EventSchema {
  static final String NAMESPACE = "com.sforce.eventbus";
  static final String HEADER = "ChangeEventHeader";

  private static final Set<String> NEVER_PRESENT =
      Set.of(
          "Id",
          "IsDeleted",
          "SystemModstamp",
          "LastViewedDate",
          "LastReferencedDate",
          "LastActivityDate",
          "PhotoUrl",
          "attributes");

  /** Where a flat field is found: by position, and by position inside its compound field or -1. */
  record Slot(int index, int component, FieldKind kind) {
    boolean nested() {
      return component >= 0;
    }
  }

  private final Schema avro;
  private final String text;
  private final String id;
  private final Map<String, Slot> slots;
  private final Set<String> absent;

  private EventSchema(EntityDefinition definition, Schema avro, Map<String, Slot> slots) {
    this.avro = avro;
    this.text = avro.toString();
    this.id = fingerprint(text);
    this.slots = Map.copyOf(slots);
    this.absent =
        definition.fields().stream()
            .map(EntityField::name)
            .filter(name -> !slots.containsKey(name))
            .collect(Collectors.toSet());
  }

  static EventSchema of(EntityDefinition definition) {
    Map<String, Schema.Field> fields = new LinkedHashMap<>();
    List<String> order = new ArrayList<>();
    if (!definition.isPlatformEvent()) {
      fields.put(HEADER, new Schema.Field(HEADER, EventHeader.SCHEMA));
      order.add(HEADER);
    }
    Map<String, Slot> slots = new HashMap<>();
    for (EntityField field : definition.fields()) {
      add(definition, field, fields, order, slots);
    }
    Schema avro = Schema.createRecord(definition.eventName(), null, NAMESPACE, false);
    avro.setFields(List.copyOf(fields.values()));
    return new EventSchema(definition, avro, slots);
  }

  Schema avro() {
    return avro;
  }

  String text() {
    return text;
  }

  String id() {
    return id;
  }

  /** What a field of the event itself holds; texts where it is a compound field. */
  FieldKind kind(int index) {
    return slots.values().stream()
        .filter(slot -> slot.index() == index && !slot.nested())
        .map(Slot::kind)
        .findFirst()
        .orElse(FieldKind.TEXT);
  }

  /** The names behind bitmaps, parts of compound fields with a dot. */
  List<String> names(List<?> bitmaps) {
    List<String> names = new ArrayList<>();
    Map<Integer, BigInteger> bits = EventJson.bits(bitmaps);
    for (Schema.Field field : avro.getFields()) {
      if (bits.getOrDefault(-1, BigInteger.ZERO).testBit(field.pos())) {
        names.add(field.name());
      }
      BigInteger inside = bits.getOrDefault(field.pos(), BigInteger.ZERO);
      slots.values().stream()
          .filter(slot -> slot.index() == field.pos() && slot.nested())
          .filter(slot -> inside.testBit(slot.component()))
          .sorted(Comparator.comparing(Slot::component))
          .forEach(slot -> names.add(field.name() + "." + partName(field, slot)));
    }
    return names;
  }

  private static String partName(Schema.Field field, Slot slot) {
    return field.schema().getTypes().stream()
        .filter(type -> type.getType() == Schema.Type.RECORD)
        .map(type -> type.getFields().get(slot.component()).name())
        .findFirst()
        .orElseThrow();
  }

  /**
   * Where a field is, or empty for those that no event carries: SystemModstamp, names and addresses
   * as a whole.
   *
   * @throws IllegalArgumentException when the object has no such field
   */
  Optional<Slot> slot(String field) {
    if (slots.containsKey(field)) {
      return Optional.of(slots.get(field));
    }
    if (absent.contains(field) || NEVER_PRESENT.contains(field)) {
      return Optional.empty();
    }
    throw new IllegalArgumentException(
        avro.getName() + " has no field " + field + "; define the object with it first");
  }

  private static void add(
      EntityDefinition definition,
      EntityField field,
      Map<String, Schema.Field> fields,
      List<String> order,
      Map<String, Slot> slots) {
    FieldKind kind = FieldKind.of(field.type());
    CompoundField compound = CompoundField.of(definition, field.name()).orElse(null);
    if (compound != null) {
      if (fields.putIfAbsent(compound.name(), compoundField(compound)) == null) {
        order.add(compound.name());
      }
      Schema.Field part = compound.record().schema().getField(compound.component());
      FieldKind partKind =
          compound.component().endsWith("itude") ? FieldKind.DOUBLE : FieldKind.TEXT;
      slots.put(field.name(), new Slot(order.indexOf(compound.name()), part.pos(), partKind));
    } else if (travels(definition, field)) {
      if (fields.putIfAbsent(field.name(), plainField(definition, field, kind)) == null) {
        order.add(field.name());
      }
      slots.put(field.name(), new Slot(order.indexOf(field.name()), -1, kind));
    }
  }

  private static boolean travels(EntityDefinition definition, EntityField field) {
    boolean derivedName =
        field.name().equals("Name")
            && !definition.entity().equals("Account")
            && CompoundField.of(definition, "LastName").isPresent();
    return !NEVER_PRESENT.contains(field.name()) && !derivedName && !field.type().equals("address");
  }

  private static Schema.Field compoundField(CompoundField compound) {
    boolean switchable = compound.record() == CompoundField.Record.SWITCHABLE_PERSON_NAME;
    Schema type = switchable ? switchableName() : nullable(compound.record().schema());
    return new Schema.Field(
        compound.name(), type, "Data:" + compound.record().schema().getName(), nullDefault());
  }

  private static Schema.Field plainField(
      EntityDefinition definition, EntityField field, FieldKind kind) {
    boolean stamp = field.name().startsWith("Created");
    if (definition.isPlatformEvent() && stamp) {
      return new Schema.Field(field.name(), kind.required(), field.name() + ":" + kind.label());
    }
    if (field.name().equals("Name") && definition.entity().equals("Account")) {
      return new Schema.Field(
          "Name", switchableName(), "Data:Switchable_PersonName", nullDefault());
    }
    return new Schema.Field(field.name(), kind.schema(), "Data:" + kind.label(), nullDefault());
  }

  private static Schema switchableName() {
    return Schema.createUnion(
        Schema.create(Schema.Type.NULL),
        Schema.create(Schema.Type.STRING),
        CompoundField.Record.SWITCHABLE_PERSON_NAME.schema());
  }

  private static Schema nullable(Schema schema) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
  }

  private static Object nullDefault() {
    return JsonProperties.NULL_VALUE;
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
