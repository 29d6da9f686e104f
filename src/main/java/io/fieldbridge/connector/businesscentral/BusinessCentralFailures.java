package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates what Business Central answered into a failure whose type is the decision. */
final class BusinessCentralFailures {

  private static final Pattern CORRELATION =
      Pattern.compile("\\s*CorrelationId:\\s*[0-9A-Za-z-]*\\.?\\s*$");
  private static final Pattern BLOCKED =
      Pattern.compile(
          "\\b(customer|item|contact)\\s+'?([^\\s']+)'?\\s+is blocked with type\\s+([^\\s.]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FIELD =
      Pattern.compile(
          "^(?:The )?(?:field |property )?'?([A-Za-z][\\w .&/()-]{0,60}?)'?"
              + " (?:must have a value|must be equal to|must be filled|of table"
              + "|is read-only|is not editable|cannot be)");
  private static final Pattern QUOTED = Pattern.compile("(?:property|field|parameter) '(\\w+)'");
  private static final Set<FailureTable.Verdict> NO_REFUSAL =
      EnumSet.of(
          FailureTable.Verdict.LOST,
          FailureTable.Verdict.UNAVAILABLE,
          FailureTable.Verdict.UNAVAILABLE_PERHAPS_FOR_RECORD);
  private static final String LOOK_FIRST = "It will be looked for before anything is sent again.";
  private static final int TEXT_LENGTH_MAX = 500;

  private BusinessCentralFailures() {}

  /**
   * @param what the record or object, for people
   */
  static SyncException of(Answer answer, Deed deed, String what) {
    String text = withoutCorrelation(answer.message());
    FailureTable.Row row = FailureTable.row(answer.status(), answer.code(), text);
    String code = answer.code().isEmpty() ? "status-" + answer.status() : answer.code();
    String said = text.isEmpty() ? "status " + answer.status() : text;
    Reason reason = new Reason(code, field(text), sentence(deed, what, said, row), row.advice());
    return failure(row.verdict(), reason, deed, text);
  }

  /** Whether the answer leaves open if the write took effect. */
  static boolean isUndecided(Answer answer) {
    FailureTable.Row row =
        FailureTable.row(answer.status(), answer.code(), withoutCorrelation(answer.message()));
    return !answer.succeeded() && row.verdict() == FailureTable.Verdict.LOST;
  }

  /** A read or a change whose answer was lost; only a slow one may be the record's own fault. */
  static SystemUnavailableException unanswered(String what, ReplyLostException lost) {
    return new SystemUnavailableException(
        Reason.of(
            "unanswered",
            "Business Central did not answer about " + what + ": " + lost.getMessage() + ".",
            "None needed; it will be tried again."),
        lost.getCause() instanceof TimeoutException,
        lost);
  }

  /** A write that is not safe to repeat and whose answer was lost. */
  static OutcomeUnknownException outcomeUnknown(Deed deed, String what, Throwable lost) {
    return new OutcomeUnknownException(
        Reason.of(
            "reply-lost",
            "Business Central was asked to "
                + deed.verb()
                + " "
                + what
                + ", and its answer was lost: "
                + lost.getMessage()
                + ".",
            LOOK_FIRST),
        lost);
  }

  static SystemUnavailableException notJson(Answer answer, String what) {
    return new SystemUnavailableException(
        Reason.of(
            "not-json",
            "What was answered about " + what + " with status " + answer.status() + " is not JSON.",
            "Check the API root and any proxy before Business Central."),
        null);
  }

  static RecordRejectedException setupMissing(String what, String advice) {
    return new RecordRejectedException(Reason.of("setup-missing", what, advice));
  }

  static RecordRejectedException gone(String what) {
    return new RecordRejectedException(
        Reason.of(
            "record-gone",
            what + " does not exist in Business Central any more.",
            "Unlink the record, or discard this message."));
  }

  static String withoutCorrelation(String message) {
    return CORRELATION.matcher(message).replaceFirst("").strip();
  }

  private static SyncException failure(
      FailureTable.Verdict verdict, Reason reason, Deed deed, String text) {
    switch (verdict) {
      case UNAVAILABLE:
        return new SystemUnavailableException(reason, null);
      case UNAVAILABLE_PERHAPS_FOR_RECORD:
        return new SystemUnavailableException(reason, true, null);
      case CONTENDED:
        return new ContendedException(reason);
      case REFERENCE_MISSING:
        return new ReferenceMissingException(reason, "", null);
      case CONTRACT:
        return new ContractException(reason);
      case LOST:
        return lost(reason, deed, text);
      default:
        return new RecordRejectedException(reason);
    }
  }

  private static SyncException lost(Reason reason, Deed deed, String text) {
    if (!deed.repeatable()) {
      return new OutcomeUnknownException(
          new Reason(reason.code(), reason.field(), reason.text(), LOOK_FIRST));
    }
    return text.toLowerCase(Locale.ROOT).contains("deadlock")
        ? new ContendedException(reason)
        : new SystemUnavailableException(reason, true, null);
  }

  private static String sentence(Deed deed, String what, String said, FailureTable.Row row) {
    Matcher blocked = BLOCKED.matcher(said);
    if (blocked.find()) {
      String kind = blocked.group(1).toLowerCase(Locale.ROOT);
      return Character.toUpperCase(kind.charAt(0))
          + kind.substring(1)
          + " '"
          + blocked.group(2)
          + "' is blocked in Business Central (type "
          + blocked.group(3)
          + ").";
    }
    String cut =
        said.length() > TEXT_LENGTH_MAX ? said.substring(0, TEXT_LENGTH_MAX) + " ..." : said;
    String did = NO_REFUSAL.contains(row.verdict()) ? "failed when asked to " : "refused to ";
    return "Business Central " + did + deed.verb() + " " + what + ": " + ended(cut);
  }

  private static String ended(String text) {
    return text.matches("(?s).*[.!?]") ? text : text + ".";
  }

  private static String field(String text) {
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.find()) {
      return quoted.group(1);
    }
    Matcher field = FIELD.matcher(text);
    return field.find() ? field.group(1) : "";
  }
}
