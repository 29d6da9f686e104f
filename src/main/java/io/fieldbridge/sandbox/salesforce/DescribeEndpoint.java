package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.Comparator;
import java.util.List;

/** What the org has: {@code /sobjects}, {@code /sobjects/X} and {@code /sobjects/X/describe}. */
final class DescribeEndpoint implements Endpoint {

  private static final List<String> ALWAYS =
      List.of(
          "queryable",
          "retrieveable",
          "replicateable",
          "searchable",
          "triggerable",
          "layoutable",
          "searchLayoutable",
          "compactLayoutable",
          "mruEnabled");
  private static final List<String> NEVER =
      List.of(
          "activateable",
          "customSetting",
          "deepCloneable",
          "deprecatedAndHidden",
          "feedEnabled",
          "hasSubtypes",
          "isInterface",
          "isSubtype");
  private static final List<String> MERGEABLE = List.of("Account", "Contact");
  private static final String MASTER_RECORD_TYPE = "012000000000000AAA";

  private final Org org;
  private final RecentEndpoint recent;

  DescribeEndpoint(Org org) {
    this.org = org;
    this.recent = new RecentEndpoint(org);
  }

  @Override
  public SandboxResponse answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      throw Endpoint.notAllowed(call);
    }
    boolean info = call.path().size() == 2;
    if (!info && !Preconditions.allow(call)) {
      return Preconditions.failed();
    }
    if (!info && Preconditions.unchanged(call)) {
      return SandboxResponse.empty(304);
    }
    if (call.path().size() == 1) {
      return SandboxResponse.json(200, global(call));
    }
    ObjectType type = call.schema().require(call.part(1));
    if (!info) {
      return SandboxResponse.json(200, full(call, type));
    }
    ObjectNode answer = Json.object();
    answer.set("objectDescribe", summary(call, type));
    answer.set("recentItems", recent.records(call, List.of(type), RecentEndpoint.MOST));
    return SandboxResponse.json(200, answer);
  }

  private static ObjectNode global(ApiCall call) {
    ObjectNode answer = Json.object().put("encoding", "UTF-8").put("maxBatchSize", 200);
    ArrayNode objects = answer.putArray("sobjects");
    call.schema().objects().stream()
        .sorted(Comparator.comparing(ObjectType::name))
        .forEach(type -> objects.add(summary(call, type)));
    return answer;
  }

  private static ObjectNode summary(ApiCall call, ObjectType type) {
    String url = "/services/data/v" + call.version() + "/sobjects/" + type.name();
    ObjectNode summary = Json.object();
    summary
        .put("name", type.name())
        .put("label", label(type))
        .put("labelPlural", plural(type))
        .put("keyPrefix", type.prefix())
        .put("custom", type.name().matches(".*__[ce]"))
        .put("createable", type.createable())
        .put("updateable", type.updateable())
        .put("deletable", type.deletable())
        .put("undeletable", type.deletable() && type.recycled())
        .put("mergeable", MERGEABLE.contains(type.name()));
    ALWAYS.forEach(ability -> summary.put(ability, true));
    NEVER.forEach(ability -> summary.put(ability, false));
    summary
        .putObject("urls")
        .put("sobject", url)
        .put("describe", url + "/describe")
        .put("rowTemplate", url + "/{ID}")
        .put("layouts", url + "/describe/layouts");
    return summary;
  }

  static String label(ObjectType type) {
    return type.label() == null ? FieldDescription.label(type.name()) : type.label();
  }

  static String plural(ObjectType type) {
    return type.label() == null ? FieldDescription.label(type.plural()) : type.label() + "s";
  }

  private ObjectNode full(ApiCall call, ObjectType type) {
    ObjectNode description = summary(call, type);
    description.putArray("actionOverrides");
    ArrayNode fields = description.putArray("fields");
    type.fields().forEach(field -> fields.add(FieldDescription.of(field)));
    ArrayNode children = description.putArray("childRelationships");
    type.children().forEach(child -> children.add(child(child)));
    description.putArray("namedLayoutInfos");
    description.putNull("networkScopeFieldName").putNull("sobjectDescribeOption");
    description.set("recordTypeInfos", recordTypes(type, call));
    ArrayNode scopes = description.putArray("supportedScopes");
    scopes.addObject().put("label", "All " + plural(type)).put("name", "everything");
    scopes.addObject().put("label", "My " + plural(type)).put("name", "mine");
    return description;
  }

  private static ObjectNode child(ObjectType.Child child) {
    ObjectNode one =
        Json.object()
            .put("cascadeDelete", child.field().is(Trait.CASCADE))
            .put("childSObject", child.object().name())
            .put("deprecatedAndHidden", false)
            .put("field", child.field().name());
    one.putArray("junctionIdListNames");
    one.putArray("junctionReferenceTo");
    return one.put("relationshipName", child.name()).put("restrictedDelete", false);
  }

  /** The record types of the object and, behind them, the master one. */
  private ArrayNode recordTypes(ObjectType type, ApiCall call) {
    Schema whole = org.schema();
    ArrayNode infos = Json.array();
    for (ObjectNode row :
        org.read(() -> List.copyOf(org.table(whole.require("RecordType")).all()))) {
      if (row.path("SobjectType").asText().equals(type.name())) {
        String id = row.get("Id").textValue();
        infos.add(
            recordType(call, type, row.get("Name").textValue(), id)
                .put("active", row.path("IsActive").booleanValue())
                .put("developerName", row.get("DeveloperName").textValue())
                .put("defaultRecordTypeMapping", infos.isEmpty())
                .put("master", false));
      }
    }
    boolean only = infos.isEmpty();
    infos.add(
        recordType(call, type, "Master", MASTER_RECORD_TYPE)
            .put("active", true)
            .put("developerName", "Master")
            .put("defaultRecordTypeMapping", only)
            .put("master", true));
    return infos;
  }

  private static ObjectNode recordType(ApiCall call, ObjectType type, String name, String id) {
    ObjectNode info = Json.object().put("available", true).put("name", name);
    info.put("recordTypeId", id)
        .putObject("urls")
        .put(
            "layout",
            "/services/data/v"
                + call.version()
                + "/sobjects/"
                + type.name()
                + "/describe/layouts/"
                + id);
    return info;
  }
}
