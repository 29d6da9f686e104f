package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Caller;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.OrgSettings;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The selection of objects with change events as the tooling API shows it. */
final class ChannelMembers {

  private final Org org;

  ChannelMembers(InstantSource clock) {
    this.org = new Org(Schema.tooling(), clock, new OrgSettings(false, Map.of()));
  }

  SoqlQueries queries() {
    return new SoqlQueries(org);
  }

  void select(List<String> entities, Map<String, Map<String, EventSwitches.Member>> channels) {
    org.clear();
    ObjectType type = org.schema().require("PlatformEventChannelMember");
    org.write(
        Caller.of("", ""),
        transaction -> {
          Records records = new Records(transaction);
          entities.forEach(entity -> records.create(type, member("ChangeEvents", entity, null)));
          channels.forEach(
              (channel, members) ->
                  members.forEach(
                      (entity, member) ->
                          records.create(
                              type, member(channel, entity, member.filterExpression()))));
          return entities;
        });
  }

  private static ObjectNode member(String channel, String entity, String filter) {
    String event = entity.replaceAll("__c$", "__") + "ChangeEvent";
    return Json.object()
        .put("DeveloperName", channel.replaceAll("__chn$", "_chn") + "_" + event)
        .put("EventChannel", channel)
        .put("SelectedEntity", event)
        .put("FilterExpression", filter);
  }
}
