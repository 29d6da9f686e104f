package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.OrgSettings;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code EntityDefinition} and {@code FieldDefinition}: the objects and fields of the org as
 * records, of each caller those that it sees. Thread-safe.
 */
final class Definitions {

  private static final String NAMES = "(?i)(Entity|Field)Definition";
  private static final Pattern NAMED =
      Pattern.compile("(?i)\\bFROM\\s+(Entity|Field)Definition\\b");
  private static final Pattern FILTER =
      Pattern.compile(
          "(?is).*\\bWHERE\\b.*\\b(EntityDefinition|EntityDefinitionId|DurableId)\\b.*");
  private static final int SIGHTS_MAX = 8;

  private final InstantSource clock;
  private final Map<Schema, SoqlQueries> bySight = new BoundedMap<>(SIGHTS_MAX);

  Definitions(InstantSource clock) {
    this.clock = clock;
  }

  /** The queries over the definitions; null where the statement asks for something else. */
  SoqlQueries of(String statement, Schema seen) {
    if (!NAMED.matcher(statement).find()) {
      return null;
    }
    String object = SoqlQueries.object(statement);
    if (!object.matches(NAMES)) {
      return null;
    }
    if (object.equalsIgnoreCase("FieldDefinition") && !FILTER.matcher(statement).matches()) {
      throw new SalesforceError(
          "MALFORMED_QUERY",
          "FieldDefinition: a filter on a reified column is required"
              + " [EntityDefinitionId,DurableId]");
    }
    synchronized (bySight) {
      return bySight.computeIfAbsent(seen, this::described);
    }
  }

  private SoqlQueries described(Schema seen) {
    Org org = new Org(Schema.tooling(), clock, new OrgSettings(false, Map.of()));
    ObjectType entities = org.schema().require("EntityDefinition");
    ObjectType fields = org.schema().require("FieldDefinition");
    org.write(
        Caller.of("", ""),
        transaction -> {
          Records records = new Records(transaction);
          for (ObjectType type : seen.objects()) {
            String id = records.create(entities, entity(type));
            type.fields()
                .forEach(field -> records.create(fields, field(type, field).put("Entity", id)));
          }
          return seen;
        });
    return new SoqlQueries(org);
  }

  private static ObjectNode entity(ObjectType type) {
    String label = DescribeEndpoint.label(type);
    ObjectNode row =
        Json.object()
            .put("DurableId", type.name())
            .put("QualifiedApiName", type.name())
            .put("DeveloperName", type.name().replaceAll("__[ce]$", ""))
            .put("MasterLabel", label)
            .put("Label", label)
            .put("PluralLabel", DescribeEndpoint.plural(type))
            .put("KeyPrefix", type.prefix())
            .put("InternalSharingModel", sharing(type))
            .put("IsEverCreatable", type.createable())
            .put("IsEverUpdatable", type.updateable())
            .put("IsEverDeletable", type.deletable());
    boolean record = !type.isEvent();
    for (String ability :
        new String[] {"Queryable", "Retrieveable", "Replicateable", "Searchable", "Layoutable"}) {
      row.put("Is" + ability, record);
    }
    return row.put("IsCustomizable", true)
        .put("IsTriggerable", true)
        .put("IsApexTriggerable", true)
        .put("IsWorkflowEnabled", record);
  }

  private static String sharing(ObjectType type) {
    return type.field("OwnerId") == null ? "ControlledByParent" : "ReadWrite";
  }

  /** What a field's describe says, under the names that definitions have. */
  private static ObjectNode field(ObjectType type, Field field) {
    ObjectNode described = FieldDescription.of(field);
    String name = field.name();
    ObjectNode row =
        Json.object()
            .put("DurableId", type.name() + "." + name)
            .put("QualifiedApiName", name)
            .put("DeveloperName", name.replaceAll("__c$", ""))
            .put("EntityDefinitionId", type.name())
            .put("DataType", DataType.of(field))
            .put("ValueTypeId", field.type().soapType().replaceFirst(".*:", ""));
    described.put("indexed", field.identifies() || described.path("unique").booleanValue());
    described.put("compound", field.type().describeName().equals("address"));
    String[] copied = {
      "label:MasterLabel",
      "label:Label",
      "length:Length",
      "precision:Precision",
      "scale:Scale",
      "relationshipName:RelationshipName",
      "calculated:IsCalculated",
      "indexed:IsIndexed",
      "nameField:IsNameField",
      "nillable:IsNillable",
      "filterable:IsApiFilterable",
      "groupable:IsApiGroupable",
      "sortable:IsApiSortable",
      "compound:IsCompound",
      "polymorphicForeignKey:IsPolymorphicForeignKey"
    };
    for (String pair : copied) {
      String[] names = pair.split(":");
      row.set(names[1], described.get(names[0]));
    }
    if (field.reference() != null) {
      row.put("ReferenceTo", String.join(",", field.reference().to()));
    }
    return row;
  }
}
