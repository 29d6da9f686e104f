package io.fieldbridge.connector.businesscentral;

import java.util.List;
import java.util.Locale;

/**
 * What each error of the vendor means: by code first, by the words of its English text second, by
 * status last (learn.microsoft.com, "Business Central web service error codes").
 */
final class FailureTable {

  /** What to do about a failure. */
  enum Verdict {
    UNAVAILABLE,
    UNAVAILABLE_PERHAPS_FOR_RECORD,
    CONTENDED,
    REFERENCE_MISSING,
    REJECTED,
    CONTRACT,
    LOST
  }

  /**
   * One row; the first that fits counts.
   *
   * @param code the vendor's code, or what it begins with if it ends in {@code *}
   * @param stem words of the text in lower case, or empty for any text
   * @param verdict what to do
   * @param advice what a person can do
   */
  record Row(String code, String stem, Verdict verdict, String advice) {

    /** A server's own failure is judged by its status, unless the code says exactly which. */
    boolean fits(int status, String givenCode, String givenText) {
      boolean vague = code.equals("Unknown") || (code.endsWith("*") && code.length() > 1);
      if (vague && status >= 500) {
        return false;
      }
      boolean sameCode =
          code.endsWith("*")
              ? givenCode.startsWith(code.substring(0, code.length() - 1))
              : givenCode.equals(code);
      return sameCode && givenText.toLowerCase(Locale.ROOT).contains(stem);
    }
  }

  private static final int CANCELLED = 408;
  private static final String RETRY = ", then retry this message.";
  private static final String SELF = "None needed; it will be tried again.";
  private static final String DIALOG = "Application_DialogException";
  private static final String FIELD = "Application_FieldValidationException";
  private static final String SETUP = "Complete the setup in Business Central" + RETRY;

  private static final List<Row> ANY_CODE =
      List.of(
          new Row("*", "deadlock", Verdict.LOST, SELF),
          new Row(
              "*",
              "data upgrade",
              Verdict.UNAVAILABLE_PERHAPS_FOR_RECORD,
              "An administrator has to run the API data upgrade in Business Central."));

  private static final List<Row> RULES =
      List.of(
          new Row(DIALOG, "is blocked with type", Verdict.REJECTED, "Unblock it there" + RETRY),
          new Row(DIALOG, "privacy blocked", Verdict.REJECTED, "Lift the privacy block" + RETRY),
          new Row(
              DIALOG,
              "cannot sell",
              Verdict.REJECTED,
              "Lift the item's sales block or take the item off the document" + RETRY),
          new Row(
              DIALOG,
              "range of allowed posting dates",
              Verdict.REJECTED,
              "Open the posting period in General Ledger Setup (or in User Setup for the"
                  + " integration's user), or correct the date"
                  + RETRY),
          new Row(
              DIALOG,
              "nothing to post",
              Verdict.REJECTED,
              "Check the quantities to ship and to invoice on the lines" + RETRY),
          new Row(
              DIALOG, "add at least one line", Verdict.REJECTED, "Add a line that bills" + RETRY),
          new Row(
              DIALOG,
              "cannot be shipped completely",
              Verdict.REJECTED,
              "Allow partial shipping on the order or bring in the stock" + RETRY),
          new Row(
              DIALOG,
              "insufficient quantity",
              Verdict.REJECTED,
              "Bring the item into stock in Business Central" + RETRY),
          new Row(
              DIALOG,
              "serial number",
              Verdict.REJECTED,
              "Assign the serial numbers to the order's lines in Business Central" + RETRY),
          new Row(
              DIALOG,
              "item tracking does not match",
              Verdict.REJECTED,
              "Correct the item tracking of the order's lines in Business Central" + RETRY),
          new Row(
              DIALOG,
              "rounding precision",
              Verdict.REJECTED,
              "Correct the unit's rounding precision on the item, or the quantity" + RETRY),
          new Row(
              DIALOG,
              "out of balance",
              Verdict.REJECTED,
              "Correct the unit's rounding precision on the item, or the quantity" + RETRY),
          new Row(
              DIALOG,
              "warehouse",
              Verdict.REJECTED,
              "Ship it through the warehouse documents of Business Central" + RETRY),
          new Row(
              DIALOG,
              "numbers manually",
              Verdict.CONTRACT,
              "Allow manual numbers for this number series, or send no number."),
          new Row(
              DIALOG,
              "does not match to",
              Verdict.REJECTED,
              "Choose a code that exists in Business Central, or create it there" + RETRY),
          new Row(
              DIALOG,
              "do not match",
              Verdict.CONTRACT,
              "Send one of the pair (id or code), not both."),
          new Row(
              DIALOG,
              "must specify",
              Verdict.CONTRACT,
              "Lines are reached through their document only."),
          new Row(
              DIALOG,
              "dimension",
              Verdict.REJECTED,
              "Add the mandatory dimension in Business Central" + RETRY),
          new Row(
              DIALOG,
              "posted",
              Verdict.REJECTED,
              "The document is posted and cannot change; correct it with a credit memo."));

  private static final List<Row> FIELDS =
      List.of(
          new Row(
              FIELD,
              "status must be equal to",
              Verdict.REJECTED,
              "Reopen the document in Business Central" + RETRY),
          new Row(
              FIELD,
              "blocked must be equal to",
              Verdict.REJECTED,
              "Unblock it in Business Central" + RETRY),
          new Row(
              FIELD,
              "must have a value in customer",
              Verdict.REJECTED,
              "Complete the customer card in Business Central, perhaps by a customer template"
                  + RETRY),
          new Row(
              FIELD,
              "must have a value in item",
              Verdict.REJECTED,
              "Complete the item card in Business Central" + RETRY),
          new Row(
              FIELD,
              "external document no",
              Verdict.REJECTED,
              "Enter the external document number" + RETRY),
          new Row(FIELD, "location", Verdict.REJECTED, "Enter a location on the line" + RETRY),
          new Row(
              FIELD,
              "currency factor",
              Verdict.REJECTED,
              "Enter an exchange rate for the posting date in Business Central" + RETRY),
          new Row(FIELD, "posting setup", Verdict.REJECTED, SETUP),
          new Row(FIELD, "", Verdict.REJECTED, "Enter the missing or correct value" + RETRY));

  private static final List<Row> CODES =
      List.of(
          new Row("Request_EntityChanged", "", Verdict.CONTENDED, SELF),
          new Row("BadRequest_InvalidToken", "", Verdict.CONTENDED, SELF),
          new Row("SkipTokenIsNoLongerValid", "", Verdict.CONTENDED, SELF),
          new Row("BadRequest", "", Verdict.REJECTED, "Correct the value" + RETRY),
          new Row(
              "BadRequest_RequiredParamNotProvided",
              "",
              Verdict.REJECTED,
              "Fill in the missing value" + RETRY),
          new Row(
              "BadRequest_InvalidOperation",
              "",
              Verdict.CONTRACT,
              "Take the read-only property out of what the contract writes."),
          new Row(
              "BadRequest_*",
              "",
              Verdict.CONTRACT,
              "Check the object, the field names and the version of the Business Central API."),
          new Row("Internal_RecordNotFound", "posting setup", Verdict.REJECTED, SETUP),
          new Row(
              "Internal_RecordNotFound",
              "",
              Verdict.REFERENCE_MISSING,
              "Create the missing record in Business Central, or correct the reference."),
          new Row(
              "Internal_DataNotFoundFilter",
              "",
              Verdict.REFERENCE_MISSING,
              "Create the missing record in Business Central, or correct the reference."),
          new Row(
              "Internal_InvalidTableRelation",
              "",
              Verdict.REJECTED,
              "Set the code up in Business Central, or choose another" + RETRY),
          new Row(
              "Internal_EntityWithSameKeyExists",
              "",
              Verdict.REJECTED,
              "Link the existing record, or choose another number" + RETRY),
          new Row("Internal_ServerError", "", Verdict.LOST, SELF),
          new Row(
              "Internal_CompanyNotFound",
              "",
              Verdict.UNAVAILABLE,
              "Check the configured company and the application's access to it."),
          new Row("Internal_TenantUnavailable", "", Verdict.UNAVAILABLE, SELF),
          new Row(DIALOG, "", Verdict.REJECTED, "Do what the text asks for" + RETRY),
          new Row(
              "Application_StringExceededLength",
              "",
              Verdict.REJECTED,
              "Shorten the value, or let the contract cut it" + RETRY),
          new Row(
              "Application_CallbackNotAllowed",
              "",
              Verdict.REJECTED,
              "A customisation asks a question that nobody can answer here; an administrator has"
                  + " to change it"
                  + RETRY),
          new Row("Application_FilterErrorException", "", Verdict.CONTRACT, "Correct the filter."),
          new Row("Application_InvalidGUID", "", Verdict.CONTRACT, "Map an id to this field."),
          new Row(
              "Application_EvaluateException", "", Verdict.REJECTED, "Correct the value" + RETRY),
          new Row("Application_*", "", Verdict.REJECTED, "Do what the text asks for" + RETRY),
          new Row(
              "Authentication_*",
              "",
              Verdict.UNAVAILABLE,
              "Check that the application is registered and enabled in Business Central."),
          new Row(
              "Authorization_*",
              "",
              Verdict.UNAVAILABLE_PERHAPS_FOR_RECORD,
              "Give the application's user the permission set that allows this."),
          new Row("Unknown", "", Verdict.REJECTED, "Choose a value that exists" + RETRY));

  private FailureTable() {}

  /**
   * The row for an answer with a code that is known, else the row for its status. An operation that
   * was cancelled for its length may have been done first, whatever code comes with that.
   */
  static Row row(int status, String code, String text) {
    if (!code.isEmpty() && status != CANCELLED) {
      for (List<Row> part : List.of(ANY_CODE, RULES, FIELDS, CODES)) {
        for (Row row : part) {
          if (row.fits(status, code, text)) {
            return row;
          }
        }
      }
    }
    return byStatus(status);
  }

  private static Row byStatus(int status) {
    if (status < 400) {
      return new Row("", "", Verdict.UNAVAILABLE, "Check the API root and any proxy before it.");
    }
    switch (status) {
      case 400:
      case 413:
        return new Row("", "", Verdict.REJECTED, "Correct the record" + RETRY);
      case 401:
        return new Row("", "", Verdict.UNAVAILABLE, "Check the application in Business Central.");
      case 403:
        return new Row(
            "",
            "",
            Verdict.UNAVAILABLE_PERHAPS_FOR_RECORD,
            "Check the application's permissions in Business Central.");
      case 404:
        return new Row("", "", Verdict.UNAVAILABLE, "Check the API root, tenant and environment.");
      case 405:
      case 415:
      case 501:
        return new Row(
            "", "", Verdict.CONTRACT, "Check that the API is on, and offers this operation.");
      case 409:
      case 412:
        return new Row("", "", Verdict.CONTENDED, SELF);
      case 503:
        return new Row("", "", Verdict.UNAVAILABLE, SELF);
      default:
        return new Row("", "", Verdict.LOST, SELF);
    }
  }
}
