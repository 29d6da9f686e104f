package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import io.fieldbridge.sandbox.salesforce.schema.Trait;

/** What the org has: {@code /sobjects}, {@code /sobjects/X} and {@code /sobjects/X/describe}. */
final class DescribeEndpoint implements Endpoint {

  private final Schema schema;

  DescribeEndpoint(Schema schema) {
    this.schema = schema;
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    if (call.path().size() == 1) {
      return SandboxResponse.json(200, global(call));
    }
    ObjectType type = schema.require(call.part(1));
    if (call.path().size() == 3) {
      return SandboxResponse.json(200, full(call, type));
    }
    ObjectNode info = Json.object();
    info.set("objectDescribe", summary(call, type));
    info.putArray("recentItems");
    return SandboxResponse.json(200, info);
  }

  private ObjectNode global(ApiCall call) {
    ObjectNode answer = Json.object().put("encoding", "UTF-8").put("maxBatchSize", 200);
    ArrayNode objects = answer.putArray("sobjects");
    schema.objects().forEach(type -> objects.add(summary(call, type)));
    return answer;
  }

  private static ObjectNode summary(ApiCall call, ObjectType type) {
    String url = "/services/data/v" + call.version() + "/sobjects/" + type.name();
    ObjectNode summary = Json.object();
    summary
        .put("name", type.name())
        .put("label", FieldDescription.label(type.name()))
        .put("labelPlural", FieldDescription.label(type.plural()))
        .put("keyPrefix", type.prefix())
        .put("custom", type.name().endsWith("__c"));
    for (String ability :
        new String[] {
          "createable",
          "updateable",
          "queryable",
          "retrieveable",
          "replicateable",
          "searchable",
          "triggerable",
          "layoutable"
        }) {
      summary.put(ability, true);
    }
    summary
        .put("deletable", type.deletable())
        .put("undeletable", type.deletable())
        .put("mergeable", false)
        .put("feedEnabled", false)
        .put("deprecatedAndHidden", false);
    summary
        .putObject("urls")
        .put("sobject", url)
        .put("describe", url + "/describe")
        .put("rowTemplate", url + "/{ID}");
    return summary;
  }

  private static ObjectNode full(ApiCall call, ObjectType type) {
    ObjectNode description = summary(call, type);
    ArrayNode fields = description.putArray("fields");
    type.fields().forEach(field -> fields.add(FieldDescription.of(field)));
    ArrayNode children = description.putArray("childRelationships");
    for (ObjectType.Child child : type.children()) {
      ObjectNode one =
          children
              .addObject()
              .put("childSObject", child.object().name())
              .put("field", child.field().name())
              .put("relationshipName", child.name());
      one.put("cascadeDelete", child.field().is(Trait.CASCADE));
    }
    description.putArray("recordTypeInfos");
    return description;
  }
}
