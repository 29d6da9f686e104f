package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import java.net.URI;
import java.util.Set;

/** What only companies with our extension have: entity sets on a route of their own. */
final class Extension {

  private static final String STANDARD_ROUTE = "/v2.0";
  private static final String ROUTE = "/fieldbridge/integration/v1.0";

  private static final Set<String> SETS =
      Set.of(
          "customerLedgerEntries",
          "externalReferences",
          "itemAvailability",
          "itemTrackingLines",
          "itemUnitsOfMeasure",
          "priceListLines",
          "reservations",
          "serialNumberEntries",
          "shipToAddresses");

  private Extension() {}

  static boolean has(String set) {
    return SETS.contains(set);
  }

  /**
   * @throws SystemUnavailableException where the API's root does not tell where the route is
   */
  static URI root(URI apiRoot) {
    String root = apiRoot.toString();
    if (root.endsWith(STANDARD_ROUTE)) {
      return URI.create(root.substring(0, root.length() - STANDARD_ROUTE.length()) + ROUTE);
    }
    throw new SystemUnavailableException(
        Reason.of(
            "no-extension-route",
            "The API root "
                + root
                + " does not end with "
                + STANDARD_ROUTE
                + ", so the route of the extension cannot be told.",
            "Correct the API root, or do without what needs the extension."),
        null);
  }
}
