package io.fieldbridge.sandbox.businesscentral;

import java.util.Map;
import java.util.Set;

/** Which combinations of posting groups are set up, and the accounts that they lead to. */
final class PostingSetup {

  static final String ROUNDING_ACCOUNT = "4840";

  private static final Set<String> AREAS = Set.of("DOMESTIC", "EU", "EXPORT");
  private static final Map<String, String> SALES_ACCOUNTS =
      Map.of("RETAIL", "8300", "SERVICES", "8400");
  private static final String PURCHASE_ACCOUNT = "3400";

  private PostingSetup() {}

  /**
   * Refuses a combination that nobody set up.
   *
   * @throws VendorException as the vendor's posting setup table says
   */
  static void exists(String area, String group) {
    if (!AREAS.contains(area) || !SALES_ACCOUNTS.containsKey(group)) {
      throw new VendorException(
          400,
          "Internal_RecordNotFound",
          "The General Posting Setup does not exist. Identification fields and values: Gen. Bus. Posting Group='%s',Gen. Prod. Posting Group='%s'"
              .formatted(area, group));
    }
  }

  /** Refuses an item that may not be sold on this kind of document. */
  static void saleable(Row item, DocumentKind kind) {
    boolean sold = kind.trade() == Trade.SALE && !kind.isReturn();
    if (sold && item.flag("$salesBlocked")) {
      throw VendorException.dialog(
          "You cannot sell Item %s because the Sales Blocked check box is selected on the item card."
              .formatted(item.text("number")));
    }
  }

  /** The account on which a line is booked. */
  static String account(Company company, Trade trade, Row line) {
    if (line.text("lineType").equals("Account")) {
      return line.text("lineObjectNumber");
    }
    if (trade == Trade.PURCHASE) {
      return PURCHASE_ACCOUNT;
    }
    String group =
        company
            .find("items", line.guid("itemId"))
            .map(item -> item.text("generalProductPostingGroupCode"))
            .orElse("SERVICES");
    return SALES_ACCOUNTS.getOrDefault(group, "8400");
  }

  static String partyAccount(Trade trade) {
    return trade == Trade.SALE ? "1400" : "1600";
  }

  static String taxAccount(Trade trade) {
    return trade == Trade.SALE ? "1776" : "1576";
  }
}
