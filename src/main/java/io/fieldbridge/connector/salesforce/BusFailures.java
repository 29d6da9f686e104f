package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.ThrottledException;
import io.grpc.Status;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What the end of a stream of events asks for. */
final class BusFailures {

  /** What to do next. */
  enum Reaction {
    RECONNECT,
    LOG_IN,
    RESCAN,
    WAIT,
    STOP
  }

  private static final String PREFIX = "sfdc.platform.eventbus.grpc.";
  private static final Duration SHORT_WAIT = Duration.ofSeconds(30);
  private static final Duration LONG_WAIT = Duration.ofMinutes(15);

  private static final Map<String, Reaction> BY_CODE =
      Map.ofEntries(
          Map.entry("service.auth.error", Reaction.LOG_IN),
          Map.entry("service.auth.refresh.invalid", Reaction.LOG_IN),
          Map.entry("service.auth.headers.invalid", Reaction.STOP),
          Map.entry("service.tenant.license", Reaction.STOP),
          Map.entry("concurrent.client.limit.exceeded", Reaction.STOP),
          Map.entry("topic.not.found", Reaction.STOP),
          Map.entry("topic.meta.permission", Reaction.STOP),
          Map.entry("schema.meta.permission", Reaction.STOP),
          Map.entry("subscription.topic.cannot.subscribe", Reaction.STOP),
          Map.entry("topic.validation.empty", Reaction.STOP),
          Map.entry("subscription.fetch.replayid.corrupted", Reaction.RESCAN),
          Map.entry("subscription.fetch.replayid.validation.failed", Reaction.RESCAN),
          Map.entry("service.protection.triggered", Reaction.WAIT),
          Map.entry("service.protection.stream.limit.triggered", Reaction.WAIT),
          Map.entry("subscription.limit.exceeded", Reaction.WAIT));

  private BusFailures() {}

  static Reaction reaction(Subscription.Ended end) {
    Reaction byCode = BY_CODE.get(suffix(end));
    return byCode != null ? byCode : byStatus(end.status());
  }

  /** The failure that a {@code WAIT} or {@code STOP} asks for. */
  static SyncException failure(Subscription.Ended end, String channel) {
    String code = end.code().isEmpty() ? end.status().getCode().name() : end.code();
    String text = "Salesforce's event bus refuses " + channel + ": " + said(end);
    if (reaction(end) == Reaction.WAIT) {
      boolean allocation = suffix(end).equals("subscription.limit.exceeded");
      String advice =
          allocation
              ? "The day's event deliveries are used up: deselect objects or buy the add-on."
              : "Nothing to do: it slows down and tries again.";
      return new ThrottledException(
          Reason.of(code, text, advice), allocation ? LONG_WAIT : SHORT_WAIT);
    }
    return new ContractException(Reason.of(code, text, advice(suffix(end), channel)));
  }

  static String said(Subscription.Ended end) {
    if (end.status().isOk()) {
      return "the server ended the stream";
    }
    String description = end.status().getDescription();
    return end.status().getCode()
        + (end.code().isEmpty() ? "" : " " + end.code())
        + (description == null ? "" : ", " + description);
  }

  private static Reaction byStatus(Status status) {
    return switch (status.getCode()) {
      case UNAUTHENTICATED -> Reaction.LOG_IN;
      case NOT_FOUND, PERMISSION_DENIED, UNIMPLEMENTED -> Reaction.STOP;
      case RESOURCE_EXHAUSTED -> Reaction.WAIT;
      case INVALID_ARGUMENT -> aboutReplay(status) ? Reaction.RESCAN : Reaction.RECONNECT;
      default -> Reaction.RECONNECT;
    };
  }

  private static boolean aboutReplay(Status status) {
    String text = status.getDescription();
    return text != null && text.toLowerCase(Locale.ROOT).contains("replay");
  }

  private static String suffix(Subscription.Ended end) {
    return end.code().startsWith(PREFIX) ? end.code().substring(PREFIX.length()) : end.code();
  }

  private static String advice(String suffix, String channel) {
    return switch (suffix) {
      case "topic.not.found", "topic.validation.empty" ->
          "Check the channel's name, and that objects are selected for it in Setup, Change Data"
              + " Capture.";
      case "topic.meta.permission",
          "schema.meta.permission",
          "subscription.topic.cannot.subscribe" ->
          "Give the integration user View All Records on the objects of " + channel + ".";
      case "service.tenant.license" -> "The org's edition or licence has no Pub/Sub API.";
      case "concurrent.client.limit.exceeded" -> "Stop another subscriber of this org.";
      default -> "Check the Pub/Sub host and channel in the configuration.";
    };
  }
}
