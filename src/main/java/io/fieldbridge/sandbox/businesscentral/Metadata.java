package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;

/** What a route says about itself: the service document and the CSDL. */
final class Metadata {

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:DataServices>
          <Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      """;

  private static final String TAIL =
      """
          </Schema>
        </edmx:DataServices>
      </edmx:Edmx>
      """;

  private Metadata() {}

  static ObjectNode serviceDocument(Schema schema, String root) {
    ObjectNode json = Json.object();
    json.put("@odata.context", root + "/$metadata");
    ArrayNode sets = json.putArray("value");
    schema
        .types()
        .forEach(
            type ->
                sets.addObject()
                    .put("name", type.set())
                    .put("kind", "EntitySet")
                    .put("url", type.set()));
    return json;
  }

  static String document(Schema schema) {
    StringBuilder xml = new StringBuilder(HEAD);
    schema.types().forEach(type -> entity(xml, type, schema));
    schema.types().forEach(type -> enums(xml, type));
    schema.types().forEach(type -> actions(xml, type));
    xml.append("      <EntityContainer Name=\"NAV\">\n");
    schema.types().forEach(type -> set(xml, type));
    return xml.append("      </EntityContainer>\n").append(TAIL).toString();
  }

  private static void entity(StringBuilder xml, EntityType type, Schema schema) {
    xml.append(
        "      <EntityType Name=\"%s\">\n        <Key><PropertyRef Name=\"%s\" /></Key>\n"
            .formatted(type.entity(), type.isQuery() ? type.key() : type.idName()));
    type.properties().values().forEach(property -> property(xml, type, property));
    for (Navigation navigation : type.navigations().values()) {
      String target = "Microsoft.NAV." + schema.type(navigation.set()).entity();
      xml.append(
          "        <NavigationProperty Name=\"%s\" Type=\"%s\" ContainsTarget=\"true\" />\n"
              .formatted(
                  navigation.name(), navigation.many() ? "Collection(" + target + ")" : target));
    }
    xml.append("      </EntityType>\n");
  }

  private static void property(StringBuilder xml, EntityType type, Property property) {
    boolean member = property.kind() == Kind.MEMBER;
    xml.append(
        "        <Property Name=\"%s\" Type=\"%s\""
            .formatted(
                property.name(), member ? enumName(type, property) : property.kind().edmType()));
    if (property.name().equals(type.isQuery() ? type.key() : type.idName())) {
      xml.append(" Nullable=\"false\"");
    }
    if (property.length() > 0) {
      xml.append(" MaxLength=\"").append(property.length()).append('"');
    }
    if (property.kind() == Kind.DECIMAL) {
      xml.append(" Scale=\"Variable\"");
    }
    xml.append(" />\n");
  }

  private static void enums(StringBuilder xml, EntityType type) {
    for (Property property : type.properties().values()) {
      if (property.kind() == Kind.MEMBER) {
        String name = enumName(type, property).substring("Microsoft.NAV.".length());
        xml.append("      <EnumType Name=\"").append(name).append("\">\n");
        for (int value = 0; value < property.members().size(); value++) {
          xml.append(
              "        <Member Name=\"%s\" Value=\"%d\" />\n"
                  .formatted(property.members().get(value), value));
        }
        xml.append("      </EnumType>\n");
      }
    }
  }

  private static void actions(StringBuilder xml, EntityType type) {
    for (String action : type.actions()) {
      xml.append(
          "      <Action Name=\"%s\" IsBound=\"true\"><Parameter Name=\"bindingParameter\" Type=\"Microsoft.NAV.%s\" /></Action>\n"
              .formatted(action, type.entity()));
    }
  }

  private static void set(StringBuilder xml, EntityType type) {
    xml.append(
        "        <EntitySet Name=\"%s\" EntityType=\"Microsoft.NAV.%s\">\n"
            .formatted(type.set(), type.entity()));
    for (Navigation navigation : type.navigations().values()) {
      xml.append(
          "          <NavigationPropertyBinding Path=\"%s\" Target=\"%s\" />\n"
              .formatted(navigation.name(), navigation.set()));
    }
    xml.append("        </EntitySet>\n");
  }

  private static String enumName(EntityType type, Property property) {
    String name = property.name();
    return "Microsoft.NAV."
        + type.entity()
        + Character.toUpperCase(name.charAt(0))
        + name.substring(1);
  }
}
