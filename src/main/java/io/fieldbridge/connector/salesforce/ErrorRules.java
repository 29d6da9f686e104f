package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.CONTENDED;
import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.CONTRACT;
import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.FOLLOWS_RECORD;
import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.REFERENCE;
import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.REJECTED;
import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.SHUT_OUT;
import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.THROTTLED;
import static io.fieldbridge.connector.salesforce.ErrorRules.Decision.UNAVAILABLE;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What each of Salesforce's error codes means for a record, and what a person can do. */
final class ErrorRules {

  /** Which failure a code becomes. */
  enum Decision {
    REJECTED,
    CONTRACT,
    REFERENCE,
    CONTENDED,
    THROTTLED,
    UNAVAILABLE,
    SHUT_OUT,
    FOLLOWS_RECORD
  }

  record Rule(Decision decision, String advice) {}

  private static final Map<String, Rule> BY_CODE = new HashMap<>();

  static {
    badValues();
    refusedRecords();
    setup();
    shutOut();
    waits();
  }

  private ErrorRules() {}

  static Optional<Rule> byCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  static Rule byStatus(int status) {
    return switch (status) {
      case 300 -> new Rule(REJECTED, "Make the key unique: several records carry it.");
      case 404 -> new Rule(REJECTED, "Look whether the record was deleted.");
      case 409, 412 -> new Rule(CONTENDED, "Nothing to do: it is read and tried again.");
      case 429 -> new Rule(THROTTLED, "Nothing to do: it waits.");
      case 401, 408, 420, 502, 503, 504 ->
          new Rule(UNAVAILABLE, "Nothing to do: messages wait until Salesforce answers again.");
      case 403 -> new Rule(CONTRACT, "Give the integration user the permission that is missing.");
      case 405, 410, 413, 414, 415, 428, 431 ->
          new Rule(CONTRACT, "Check the API version and the size of the contract's selection.");
      default ->
          status >= 500
              ? new Rule(FOLLOWS_RECORD, "It is tried again a few times, then parked.")
              : new Rule(REJECTED, "Correct the record, then retry.");
    };
  }

  private static void badValues() {
    put(REJECTED, "Fill in the field, then retry.", "REQUIRED_FIELD_MISSING");
    put(
        REJECTED,
        "A rule of the org refused the record: satisfy it or exempt the integration user.",
        "FIELD_CUSTOM_VALIDATION_EXCEPTION");
    put(
        REJECTED,
        "Correct the value: it does not fit the other fields (price book, currency, country,"
            + " owner).",
        "FIELD_INTEGRITY_EXCEPTION");
    put(
        REJECTED,
        "Another record has this value already: merge the two or link to the other one.",
        "DUPLICATE_VALUE",
        "DUPLICATES_DETECTED");
    put(REJECTED, "Shorten the text, or let the contract cut it.", "STRING_TOO_LONG");
    put(
        REJECTED,
        "Correct the value; for a picklist, add it to the picklist or to the value map.",
        "NUMBER_OUTSIDE_VALID_RANGE",
        "INVALID_EMAIL_ADDRESS",
        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
  }

  private static void refusedRecords() {
    put(REJECTED, "Create the standard price first.", "STANDARD_PRICE_NOT_DEFINED");
    put(REJECTED, "Complete the record so that it can be activated.", "FAILED_ACTIVATION");
    put(REJECTED, "Retry when the approval is over.", "ENTITY_IS_LOCKED");
    put(
        REJECTED,
        "Restore the record from the recycle bin, or discard the message.",
        "ENTITY_IS_DELETED",
        "NOT_FOUND");
    put(REJECTED, "Remove what refers to the record first.", "DELETE_FAILED", "DEPENDENCY_EXISTS");
    put(
        REJECTED,
        "Choose an active owner with access to the record.",
        "TRANSFER_REQUIRES_READ",
        "INACTIVE_OWNER_OR_USER");
    put(REJECTED, "Change the converted lead's account instead.", "CANNOT_UPDATE_CONVERTED_LEAD");
    put(
        REJECTED,
        "Give the integration user access to the record, or unlock it.",
        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "INSUFFICIENT_ACCESS");
    put(
        REJECTED,
        "An automation of the org refused the record: repair what its text names.",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
    put(REFERENCE, "It waits for the record that it refers to.", "INVALID_CROSS_REFERENCE_KEY");
  }

  private static void setup() {
    put(
        CONTRACT,
        "Check the field's name in the contract, and that the integration user may see it.",
        "INVALID_FIELD");
    put(
        CONTRACT,
        "Give the integration user edit access to the field, or take it out of the contract.",
        "INVALID_FIELD_FOR_INSERT_UPDATE");
    put(
        CONTRACT,
        "Correct the object, field or value form in the contract.",
        "INVALID_TYPE",
        "INVALID_TYPE_ON_FIELD_IN_RECORD",
        "JSON_PARSER_ERROR",
        "MALFORMED_ID",
        "MALFORMED_QUERY",
        "INVALID_QUERY_FILTER_OPERATOR",
        "EXCEEDED_ID_LIMIT");
  }

  /** Whatever we ask for, the org refuses it. */
  private static void shutOut() {
    put(
        SHUT_OUT,
        "Enable API access for the org and the integration user.",
        "INVALID_AUTH_HEADER",
        "API_DISABLED_FOR_ORG",
        "API_CURRENTLY_DISABLED");
    put(
        SHUT_OUT,
        "Set a new password for the integration user.",
        "INVALID_OPERATION_WITH_EXPIRED_PASSWORD");
  }

  private static void waits() {
    put(
        CONTENDED,
        "Nothing to do: it is read and tried again.",
        "UNABLE_TO_LOCK_ROW",
        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "PROCESSING_HALTED");
    put(
        THROTTLED,
        "Nothing to do: messages wait; raise the org's limit if this recurs.",
        "REQUEST_LIMIT_EXCEEDED");
    put(UNAVAILABLE, "Free some of the org's data storage.", "STORAGE_LIMIT_EXCEEDED");
    put(
        UNAVAILABLE,
        "Nothing to do: it is tried again.",
        "SERVER_UNAVAILABLE",
        "INVALID_SESSION_ID",
        "INVALID_QUERY_LOCATOR");
    put(
        FOLLOWS_RECORD,
        "It is tried again a few times, then parked; ask Salesforce if it recurs.",
        "UNKNOWN_EXCEPTION",
        "QUERY_TIMEOUT",
        "TXN_SECURITY_METERING_ERROR",
        "CANNOT_EXECUTE_FLOW_TRIGGER",
        "APEX_ERROR");
  }

  private static void put(Decision decision, String advice, String... codes) {
    for (String code : codes) {
      BY_CODE.put(code, new Rule(decision, advice));
    }
  }
}
