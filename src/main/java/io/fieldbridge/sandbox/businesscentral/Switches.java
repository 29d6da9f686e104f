package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The settings of a tenant that differ from customer to customer, changeable while it runs. */
final class Switches {

  /** The names as posted to the admin path, with what holds after a reset. */
  enum Switch {
    TOKEN_SECONDS("tokenSeconds", 3599L),
    STALE_STATUS("staleStatus", 409L),
    SAME_KEY_STATUS("sameKeyStatus", 400L),
    PAGE_SIZE("pageSize", 20_000L),
    CONCURRENT_MAX("concurrentMax", 5L),
    QUEUED_MAX("queuedMax", 95L),
    QUEUE_MILLISECONDS("queueMilliseconds", 480_000L),
    RATE_MAX("rateMax", 6000L),
    RATE_SECONDS("rateSeconds", 300L),
    RETRY_AFTER_SECONDS("retryAfterSeconds", 0L),
    BATCH_PARTS_COUNT("batchPartsCount", false),
    CUSTOMER_TEMPLATE("customerTemplate", true),
    MANUAL_NUMBERS("manualNumbers", false),
    ALLOW_POSTING_FROM("allowPostingFrom", "0001-01-01"),
    ALLOW_POSTING_TO("allowPostingTo", "0001-01-01"),
    PREVENT_NEGATIVE_INVENTORY("preventNegativeInventory", false),
    BLANK_QUANTITY_TO_SHIP("blankQuantityToShip", false),
    EXTERNAL_NUMBER_MANDATORY("externalDocumentNumberMandatory", false),
    EXTERNAL_NUMBER_UNIQUE("rejectDuplicateExternalDocumentNumber", false),
    REJECT_OVER_CREDIT_LIMIT("rejectOverCreditLimit", false),
    USER_POSTING_FROM("userPostingFrom", "0001-01-01"),
    USER_POSTING_TO("userPostingTo", "0001-01-01"),
    LOCATION_MANDATORY("locationMandatory", false),
    VENDOR_INVOICE_NUMBER_MANDATORY("vendorInvoiceNumberMandatory", true),
    MAIL_SETUP("mailSetup", true),
    OPEN_OPPORTUNITY("openOpportunityDialog", false),
    DELETE_NEEDS_TAG("deleteNeedsIfMatch", true),
    WEBHOOK_DELAY_MILLISECONDS("webhookDelayMilliseconds", 30_000L),
    WEBHOOK_RETRY_MILLISECONDS("webhookRetryMilliseconds", 60_000L),
    WEBHOOK_TIMEOUT_MILLISECONDS("webhookTimeoutMilliseconds", 10_000L),
    WEBHOOK_EXPIRY_SECONDS("webhookExpirySeconds", 259_200L),
    WEBHOOK_COLLECTION_FROM("webhookCollectionFrom", 1000L),
    WEBHOOK_SUBSCRIPTIONS_MAX("webhookSubscriptionsMax", 200L),
    WEBHOOK_HTTP_ON_LOOPBACK("webhookHttpOnLoopback", true),
    PERMISSION_STATUS("permissionStatus", 403L),
    OPERATION_MILLISECONDS("operationMilliseconds", 480_000L),
    SKIP_TOKEN_SECONDS("skipTokenSeconds", 86_400L),
    IN_NEEDS_SCHEMA_VERSION("inNeedsSchemaVersion", true),
    TEXT_IGNORES_CASE("textIgnoresCase", false),
    DEFAULT_COMPANY("defaultCompany", false),
    PAYMENT_JOURNALS_POSTABLE("paymentJournalsPostable", true),
    ACTION_LOCATION("actionLocation", false),
    EXPAND_ON_CREATE("expandOnCreate", false),
    CLIENT_CHOSEN_IDS("clientChosenIds", false),
    QUOTE_STATUS_WRITABLE("quoteStatusWritable", false),
    DEEP_INSERT_TAKES_SEQUENCE("deepInsertTakesSequence", false),
    BATCH_CONTINUES("batchContinuesAfterError", true),
    BATCH_HEEDS_DEPENDS_ON("batchHeedsDependsOn", true),
    BATCH_HEEDS_GROUPS("batchHeedsAtomicityGroups", true),
    CUSTOMER_CREATES_CONTACT("customerCreatesContact", true),
    POSTING_DIALOG("postingDialog", false),
    NUMBERS_EXHAUSTED("numberSeriesExhausted", false),
    CONTENT_TYPE_STATUS("missingContentTypeStatus", 415L),
    SALES_TAX("salesTax", false),
    INVOICE_ROUNDING_CENTS("invoiceRoundingCents", 0L),
    REPLICA_LAG_MILLISECONDS("replicaLagMilliseconds", 0L),
    REGISTRATION_FORMATS("taxRegistrationFormats", false),
    PAGE_OVERLAP("pageOverlap", 0L),
    STANDARD_TAX_PERCENT("standardTaxPercent", 19L);

    private final String key;
    private final Object initial;

    Switch(String key, Object initial) {
      this.key = key;
      this.initial = initial;
    }
  }

  private volatile Map<Switch, Object> values = initial();

  void reset() {
    values = initial();
  }

  boolean on(Switch name) {
    return (Boolean) values.get(name);
  }

  int number(Switch name) {
    return ((Long) values.get(name)).intValue();
  }

  LocalDate date(Switch name) {
    return LocalDate.parse((String) values.get(name));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    values.forEach((name, value) -> json.putPOJO(name.key, value));
    return json;
  }

  /**
   * Changes what is named and nothing else.
   *
   * @throws IllegalArgumentException for an unknown name or a value of the wrong kind
   */
  synchronized void change(ObjectNode wanted) {
    Map<Switch, Object> changed = new TreeMap<>(values);
    wanted.properties().forEach(entry -> change(changed, entry.getKey(), entry.getValue()));
    values = changed;
  }

  /** Does work, such as loading a person's own records, while numbers may be given by hand. */
  synchronized <T> T withManualNumbers(Supplier<T> work) {
    Map<Switch, Object> before = values;
    change(Json.object().put(Switch.MANUAL_NUMBERS.key, true));
    try {
      return work.get();
    } finally {
      values = before;
    }
  }

  private static void change(Map<Switch, Object> changed, String key, JsonNode value) {
    Switch found =
        Arrays.stream(Switch.values())
            .filter(each -> each.key.equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown setting '" + key + "', known: " + initialKeys()));
    changed.put(found, converted(found, value));
  }

  private static Object converted(Switch name, JsonNode value) {
    if (name.initial instanceof Boolean && value.isBoolean()) {
      return value.booleanValue();
    }
    if (name.initial instanceof Long && value.canConvertToInt() && value.asLong() >= 0) {
      return value.asLong();
    }
    if (name.initial instanceof String && isDate(value.asText())) {
      return value.asText();
    }
    throw new IllegalArgumentException(
        "'" + name.key + "' must be like " + name.initial + ", not " + value);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException noDate) {
      return false;
    }
  }

  private static String initialKeys() {
    return Arrays.stream(Switch.values()).map(each -> each.key).toList().toString();
  }

  private static Map<Switch, Object> initial() {
    Map<Switch, Object> all = new TreeMap<>();
    Arrays.stream(Switch.values()).forEach(each -> all.put(each, each.initial));
    return all;
  }
}
