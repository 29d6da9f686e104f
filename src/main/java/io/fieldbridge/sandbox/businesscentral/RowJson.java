package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Writes rows as JSON with their tags, selected properties and expanded navigations. */
final class RowJson {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Schema schema;
  private final Company company;

  RowJson(Schema schema, Company company) {
    this.schema = schema;
    this.company = company;
  }

  ObjectNode write(EntityType type, Row row, QueryOptions options) {
    ObjectNode json = Json.object();
    if (!type.isQuery()) {
      json.put("@odata.etag", row.etag());
    }
    Set<String> select = options.select();
    for (Property property : type.properties().values()) {
      if (select.isEmpty() || select.contains(property.name())) {
        put(json, property, Calculated.value(company, type, row, property.name()));
      }
    }
    type.properties().values().stream()
        .filter(property -> property.kind() == Kind.STREAM)
        .forEach(property -> link(json, type, row, property));
    options.expand().forEach((name, nested) -> expand(json, type, row, name, nested));
    return json;
  }

  /** Where the content is read and written, below the company. */
  private void link(ObjectNode json, EntityType type, Row row, Property property) {
    String link =
        "companies(%s)/%s(%s)/%s".formatted(company.id(), type.set(), row.id(), property.name());
    json.put(property.name() + "@odata.mediaReadLink", link);
    if (!property.readOnly()) {
      json.put(property.name() + "@odata.mediaEditLink", link);
    }
  }

  private void expand(ObjectNode json, EntityType type, Row row, String name, QueryOptions nested) {
    Navigation navigation = type.navigations().get(name);
    EntityType target = schema.type(navigation.set());
    if (!navigation.many()) {
      company
          .find(target.set(), row.guid(navigation.property()))
          .ifPresentOrElse(
              found -> json.set(name, write(target, found, nested)), () -> json.putNull(name));
      return;
    }
    Selection found = Selection.of(company, target, nested, navigation.property(), row.id());
    if (nested.window().count()) {
      json.put(name + "@odata.count", found.rows().size());
    }
    ArrayNode many = json.putArray(name);
    found.window(nested.window()).forEach(each -> many.add(write(target, each, nested)));
  }

  static void put(ObjectNode json, Property property, Object value) {
    String name = property.name();
    if (property.kind() == Kind.STREAM) {
      return;
    }
    if (value instanceof BigDecimal number) {
      json.put(name, Calculated.plain(number));
    } else if (value instanceof Long number) {
      json.put(name, number);
    } else if (value instanceof Boolean flag) {
      json.put(name, flag);
    } else if (value instanceof Instant instant) {
      json.put(name, text(instant));
    } else {
      json.put(name, value.toString());
    }
  }

  static String text(Instant instant) {
    boolean empty = instant.equals(Kind.DATE_TIME.empty());
    return empty ? "0001-01-01T00:00:00Z" : DATE_TIME.format(instant);
  }
}
