package io.fieldbridge.sandbox.salesforce;

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

  Schema schema() {
    return org.schema();
  }

  SoqlQueries queries() {
    return new SoqlQueries(org);
  }

  void select(List<String> entities) {
    org.clear();
    ObjectType type = org.schema().require("PlatformEventChannelMember");
    org.write(
        Caller.of("", ""),
        transaction -> {
          Records records = new Records(transaction);
          for (String entity : entities) {
            String event = entity.replaceAll("__c$", "__") + "ChangeEvent";
            records.create(
                type,
                Json.object()
                    .put("DeveloperName", "ChangeEvents_" + event)
                    .put("EventChannel", "ChangeEvents")
                    .put("SelectedEntity", event));
          }
          return entities;
        });
  }
}
