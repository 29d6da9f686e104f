package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.OrgSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be changed while the org runs, by {@code POST /sandbox/settings}.
 *
 * @param pageSize most records of a query's page
 * @param dailyApiRequests calls before REQUEST_LIMIT_EXCEEDED
 * @param sessionIdleSeconds after which a session ends
 * @param changeEntities the objects with change events
 * @param changeEntitiesMax how many of them the org's edition allows
 * @param mergeIdenticalChanges whether the same change of several records is one event
 * @param stateCountryPicklists whether addresses take only known countries and states
 * @param statusCategories status of a work order to its category, where they differ
 * @param multiCurrency whether records have a currency of their own; a change seeds the org anew
 * @param approvalProcesses the process of each object that has one
 * @param facts what the vendor's documents leave open
 * @param access who may do what
 * @param api what clients of the API may do
 */
record OrgSwitches(
    int pageSize,
    long dailyApiRequests,
    long sessionIdleSeconds,
    List<String> changeEntities,
    int changeEntitiesMax,
    boolean mergeIdenticalChanges,
    boolean stateCountryPicklists,
    Map<String, String> statusCategories,
    boolean multiCurrency,
    Map<String, ApprovalProcess> approvalProcesses,
    OrgSettings.Facts facts,
    Access access,
    ApiRules api) {

  private static final Set<String> GROUPS = Set.of("facts", "access", "api");

  static OrgSwitches defaults() {
    return new OrgSwitches(
        2000,
        100_000,
        7200,
        List.of("Account", "Contact", "Quote", "WorkOrder", "Asset"),
        5,
        true,
        true,
        Map.of(),
        true,
        ApprovalProcess.shipped(),
        OrgSettings.Facts.assumed(),
        Access.open(),
        ApiRules.usual());
  }

  OrgSettings forRecords() {
    return new OrgSettings(stateCountryPicklists, statusCategories, multiCurrency, facts);
  }

  ObjectNode toJson() {
    return Json.MAPPER.valueToTree(this);
  }

  /**
   * The same with the named switches changed.
   *
   * @throws IllegalArgumentException where a name or value is wrong
   */
  OrgSwitches with(ObjectNode wanted) {
    ObjectNode all = toJson();
    wanted
        .properties()
        .forEach(
            entry -> {
              if (!all.has(entry.getKey())) {
                throw new IllegalArgumentException(
                    "unknown setting '"
                        + entry.getKey()
                        + "', known: "
                        + all.propertyStream().map(Map.Entry::getKey).toList());
              }
              if (entry.getValue().isNull()) {
                throw new IllegalArgumentException(entry.getKey() + " must not be null");
              }
              put(all, entry.getKey(), entry.getValue());
            });
    try {
      OrgSwitches changed =
          Json.MAPPER
              .readerFor(OrgSwitches.class)
              .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
              .readValue(all);
      changed.check();
      return changed;
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(wrong.getMessage(), wrong);
    }
  }

  /** Members of a group are changed one by one. */
  private static void put(ObjectNode all, String name, JsonNode value) {
    if (GROUPS.contains(name) && value instanceof ObjectNode members) {
      ((ObjectNode) all.get(name)).setAll(members);
    } else {
      all.set(name, value);
    }
  }

  private void check() {
    api.check();
    if (pageSize < 1 || pageSize > 2000) {
      throw new IllegalArgumentException("pageSize must be 1 to 2000, not " + pageSize);
    }
    if (changeEntities.size() > changeEntitiesMax) {
      throw new IllegalArgumentException(
          "changeEntities names "
              + changeEntities.size()
              + " objects, at most "
              + changeEntitiesMax
              + " are allowed; changeEntitiesMax raises that");
    }
  }
}
