package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One record of a tree; {@code parent} is its parent's reference and {@code lookup} the field that
 * points there, both null for a root.
 */
record TreeNode(ObjectType type, String referenceId, ObjectNode body, String parent, Field lookup) {

  private static final int RECORDS_MAX = 200;
  private static final int LEVELS_MAX = 5;
  private static final int TYPES_MAX = 5;

  /** All records of the trees, parents before their children. */
  static List<TreeNode> read(ObjectType root, JsonNode records) {
    if (!records.isArray() || records.isEmpty()) {
      throw new SalesforceError("INVALID_INPUT", "The request needs a list 'records'");
    }
    List<TreeNode> nodes = new ArrayList<>();
    for (JsonNode record : records) {
      add(new TreeNode(root, null, object(record), null, null), 1, nodes);
    }
    long types = nodes.stream().map(node -> node.type.name()).distinct().count();
    if (nodes.size() > RECORDS_MAX || types > TYPES_MAX) {
      throw new SalesforceError(
          "INVALID_INPUT", "A tree holds at most 200 records of at most 5 types");
    }
    Set<String> references = new HashSet<>();
    for (TreeNode node : nodes) {
      if (!references.add(node.referenceId)) {
        throw new SalesforceError(
            "INVALID_INPUT", "Duplicate referenceId provided in the request: " + node.referenceId);
      }
    }
    return nodes;
  }

  private static ObjectNode object(JsonNode record) {
    if (record instanceof ObjectNode object) {
      return object;
    }
    throw new SalesforceError("JSON_PARSER_ERROR", "each record must be a JSON object");
  }

  private static void add(TreeNode raw, int level, List<TreeNode> nodes) {
    if (level > LEVELS_MAX) {
      throw new SalesforceError("INVALID_INPUT", "A tree may be at most 5 levels deep");
    }
    JsonNode attributes = raw.body.path("attributes");
    String reference = attributes.path("referenceId").asText();
    if (reference.isEmpty()) {
      throw new SalesforceError("INVALID_INPUT", "Include a reference ID for each record");
    }
    if (!attributes.path("type").asText().equalsIgnoreCase(raw.type.name())) {
      throw new SalesforceError(
          "INVALID_INPUT", "The record " + reference + " must be of type " + raw.type.name());
    }
    ObjectNode fields = Json.object();
    List<TreeNode> children = new ArrayList<>();
    raw.body
        .properties()
        .forEach(
            member -> {
              ObjectType.Child child = raw.type.child(member.getKey());
              if (child != null && member.getValue().path("records").isArray()) {
                member
                    .getValue()
                    .path("records")
                    .forEach(
                        one ->
                            children.add(
                                new TreeNode(
                                    child.object(), null, object(one), reference, child.field())));
              } else {
                fields.set(member.getKey(), member.getValue());
              }
            });
    nodes.add(new TreeNode(raw.type, reference, fields, raw.parent, raw.lookup));
    children.forEach(child -> add(child, level + 1, nodes));
  }
}
