package io.fieldbridge.sandbox.salesforce.data;

import java.util.Map;

/**
 * Switches of the org that change how records behave.
 *
 * @param stateCountryPicklists whether addresses take only known countries and states
 * @param statusCategories status of a work order to its category, where the two differ
 */
public record OrgSettings(boolean stateCountryPicklists, Map<String, String> statusCategories) {

  public OrgSettings {
    statusCategories = Map.copyOf(statusCategories);
  }
}
