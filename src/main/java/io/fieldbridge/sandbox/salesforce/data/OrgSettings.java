package io.fieldbridge.sandbox.salesforce.data;

import java.util.Map;

/**
 * Switches of the org that change how records behave.
 *
 * @param stateCountryPicklists whether addresses take only known countries and states
 * @param statusCategories status of a work order to its category, where the two differ
 * @param multiCurrency whether records have a currency of their own
 * @param facts what the vendor's documents leave open
 */
public record OrgSettings(
    boolean stateCountryPicklists,
    Map<String, String> statusCategories,
    boolean multiCurrency,
    Facts facts) {

  /**
   * Facts that were not seen on a real org, as this one takes them.
   *
   * @param negativeStock whether consumption may take more than is there
   * @param activePriceNeedsActiveProduct whether an active custom price needs product and standard
   *     price to be active
   * @param activationAlone whether the update that activates an order may change its status only
   * @param recordTypesChecked whether a record type has to belong to the object
   * @param unchangedTouches whether an update that changes nothing moves LastModifiedDate
   * @param stampedSecondsEarlier by how much the stamps of a record are older than the commit that
   *     makes it visible, as after a long transaction
   */
  public record Facts(
      boolean negativeStock,
      boolean activePriceNeedsActiveProduct,
      boolean activationAlone,
      boolean recordTypesChecked,
      boolean unchangedTouches,
      int stampedSecondsEarlier) {

    public static Facts assumed() {
      return new Facts(true, true, true, true, true, 0);
    }
  }

  public OrgSettings {
    statusCategories = Map.copyOf(statusCategories);
  }

  /** A multi-currency org with the facts as they are assumed. */
  public OrgSettings(boolean stateCountryPicklists, Map<String, String> statusCategories) {
    this(stateCountryPicklists, statusCategories, true, Facts.assumed());
  }
}
