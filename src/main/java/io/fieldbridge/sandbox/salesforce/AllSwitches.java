package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.bulk.BulkSettings;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All settings of a running org, in three parts that people see as one. */
record AllSwitches(OrgSwitches org, EventSwitches events, BulkSettings bulk) {

  static AllSwitches defaults(SalesforceSandboxSettings.Streams streams) {
    return new AllSwitches(
        OrgSwitches.defaults(), EventSwitches.defaults(streams), BulkSettings.defaults());
  }

  ObjectNode toJson() {
    ObjectNode all = org.toJson();
    all.setAll((ObjectNode) Json.MAPPER.valueToTree(events));
    all.setAll((ObjectNode) Json.MAPPER.valueToTree(bulk));
    return all;
  }

  /**
   * The same with the named settings changed.
   *
   * @throws IllegalArgumentException where a name or value is wrong
   */
  AllSwitches with(ObjectNode wanted, Schema schema) {
    ObjectNode present = toJson();
    wanted
        .properties()
        .forEach(
            entry -> {
              if (!present.has(entry.getKey())) {
                throw new IllegalArgumentException(
                    "unknown setting '" + entry.getKey() + "', known: " + names(present));
              }
              if (entry.getValue().isNull()) {
                throw new IllegalArgumentException(entry.getKey() + " must not be null");
              }
            });
    AllSwitches changed =
        new AllSwitches(
            org.with(wanted.deepCopy().retain(names(org.toJson()))),
            changed(EventSwitches.class, events, wanted),
            changed(BulkSettings.class, bulk, wanted));
    changed.check(schema);
    return changed;
  }

  private static <T> T changed(Class<T> type, T present, ObjectNode wanted) {
    ObjectNode all = Json.MAPPER.valueToTree(present);
    all.setAll(wanted.deepCopy().retain(names(all)));
    try {
      return Json.MAPPER
          .readerFor(type)
          .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .readValue(all);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void check(Schema schema) {
    Set<String> selected = events.selected(org.changeEntities());
    if (selected.size() > org.changeEntitiesMax()) {
      throw new IllegalArgumentException(
          "the channels name "
              + selected
              + ", at most "
              + org.changeEntitiesMax()
              + " objects are allowed; changeEntitiesMax raises that");
    }
    for (String entity : selected) {
      if (schema.find(entity) == null) {
        throw new IllegalArgumentException("channels: there is no object '" + entity + "'");
      }
    }
    org.approvalProcesses().keySet().forEach(object -> checkApproved(schema, object));
    events.all(org.changeEntities());
    events.channels().values().forEach(members -> checkFields(schema, members));
  }

  private static void checkApproved(Schema schema, String object) {
    List<String> possible =
        schema.require("ProcessInstance").field("TargetObjectId").reference().to();
    if (!possible.contains(object)) {
      throw new IllegalArgumentException(
          "approvalProcesses: '" + object + "' cannot have one, only " + possible);
    }
  }

  private static void checkFields(Schema schema, Map<String, EventSwitches.Member> members) {
    members.forEach(
        (entity, member) -> {
          ObjectType type = schema.require(entity);
          for (String name : member.fields()) {
            Field field = type.field(name);
            if (field == null) {
              throw new IllegalArgumentException(
                  "channels: " + entity + " has no field '" + name + "'");
            }
          }
        });
  }
}
