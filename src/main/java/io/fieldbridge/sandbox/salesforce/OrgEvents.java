package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.FaultCatalog.Kind;
import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Commit;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.events.EntityDefinition;
import io.fieldbridge.sandbox.salesforce.events.EntityField;
import io.fieldbridge.sandbox.salesforce.events.EventLog;
import io.fieldbridge.sandbox.salesforce.events.EventLogSettings;
import io.fieldbridge.sandbox.salesforce.events.EventUsage;
import io.fieldbridge.sandbox.salesforce.events.PubSubServer;
import io.fieldbridge.sandbox.salesforce.events.PubSubSettings;
import io.fieldbridge.sandbox.salesforce.events.SchemaView;
import io.fieldbridge.sandbox.salesforce.events.TokenCheck;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.streaming.Guests;
import io.fieldbridge.sandbox.salesforce.streaming.StreamingServer;
import io.fieldbridge.sandbox.salesforce.streaming.StreamingSettings;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The events of the org: its objects made known, its commits told, its streams spoilt. */
final class OrgEvents implements AutoCloseable {

  /** The faults that show at once on the open streams or on the events to come. */
  static final List<Kind> FAULTS =
      List.of(
          Kind.atOnce("stream-end", "open streams end without an error"),
          Kind.atOnce("stream-break", "open streams end with UNAVAILABLE, without trailers"),
          Kind.atOnce(
              "stream-break-trailer", "the same with the binary trailer grpc-status-details-bin"),
          Kind.atOnce("stream-unavailable", "open streams end with service.unavailable"),
          Kind.atOnce("stream-protected", "open streams end with service.protection.triggered"),
          Kind.atOnce("stream-internal", "open streams end with subscription.internal.error"),
          Kind.atOnce("stream-unlicensed", "open streams end with service.tenant.license"),
          Kind.atOnce(
              "stream-silent", "nothing is sent any more, until disarmed or struck with times 0"),
          Kind.atOnce(
              "stream-deaf",
              "gRPC streams get signs of life, but no events, until disarmed or struck with times 0"),
          Kind.atOnce("stream-duplicate", "an event is delivered twice, so many times"),
          Kind.atOnce("stream-reorder", "events of one answer come in reverse, so many times"),
          Kind.atOnce("event-gap", "the next events become gap events"),
          Kind.atOnce("event-overflow", "the next transactions become GAP_OVERFLOW events"),
          Kind.atOnce("cometd-forget", "clients of the Streaming API are unknown from now on"),
          Kind.atOnce("cometd-busy", "the next messages of the Streaming API fail with 503::"),
          Kind.atOnce("cometd-break", "held connections of the Streaming API are dropped"),
          Kind.atOnce("replay-expired", "all replay ids given so far are refused"));

  /** What the streams need to know of logins. */
  interface OpenSessions extends Guests {
    String url();
  }

  private static final Status REFUSED =
      Status.UNAVAILABLE.withDescription("RST_STREAM closed stream");

  private static final Status DISCONNECTED =
      Status.UNAVAILABLE.withDescription("upstream connect error");

  /** A google.rpc.Status with code 14 and no message. */
  private static final byte[] DETAILS = {0x08, 0x0e};

  private final EventLog log;
  private final PubSubServer server;
  private final Org org;
  private final Consumer<Commit> publisher;
  private final StreamingServer streaming;
  private volatile int overflowAfterChanges = Integer.MAX_VALUE;

  OrgEvents(
      SalesforceSandboxSettings settings, Org org, OpenSessions session, BooleanSupplier merging) {
    log = new EventLog(settings.clock(), EventLogSettings.defaults(), new LiveValues(org));
    org.schema().objects().forEach(type -> log.define(definition(type)));
    this.org = org;
    Consumer<Commit> changes =
        new ChangePublisher(log::append, merging, log::selects, () -> overflowAfterChanges);
    this.publisher = changes.andThen(new PlatformEvents(log));
    PubSubSettings streams =
        PubSubSettings.defaults(settings.pubSubPort(), Users.ORG_ID)
            .withTimes(settings.streams().keepAlive(), settings.streams().endAfterDelivered());
    TokenCheck tokens = new SessionCheck(session);
    streaming = new StreamingServer(log, session);
    server = new PubSubServer(log, tokens, streams);
    try {
      server.start();
    } catch (IOException busy) {
      throw new UncheckedIOException("cannot listen on port " + settings.pubSubPort(), busy);
    }
  }

  int port() {
    return server.port();
  }

  void change(EventSwitches switches, List<String> standard) {
    overflowAfterChanges = switches.overflowAfterChanges();
    log.channels(switches.all(standard));
    log.retention(switches.retention());
    log.usage().deliveries().most(switches.dailyDeliveredEvents());
    log.usage().publications().most(switches.hourlyPublishedEvents());
    server.times(switches.keepAlive(), switches.endAfterDelivered());
    server.clientsMax(switches.streamingClientsMax());
    streaming.change(
        new StreamingSettings(
            switches.cometdHoldMilliseconds(),
            switches.cometdReconnectMilliseconds(),
            switches.streamingClientsMax(),
            switches.cometdCookieRequired(),
            switches.changedFieldsOnCometD()));
  }

  /** Answers a request of the Streaming API. */
  SandboxResponse stream(SandboxRequest request) {
    return streaming.answer(request);
  }

  EventUsage usage() {
    return log.usage();
  }

  SchemaView schemas() {
    return new SchemaView(log);
  }

  /**
   * Takes one of the platform events that may be published in an hour.
   *
   * @throws SalesforceError LIMIT_EXCEEDED where none is left
   */
  void takePublication() {
    if (!log.usage().publications().take(1)) {
      throw new SalesforceError(
          "LIMIT_EXCEEDED", "The hourly limit of published platform events is exceeded.");
    }
  }

  /** Publishes a platform event outside of any transaction. */
  void publish(ObjectType type, ObjectNode row) {
    new PlatformEvents(log).publish(type, row);
  }

  /** Whether commits become events; the seed's do not. */
  void listen(boolean listening) {
    org.onCommit(type -> listening && (type.isEvent() || log.selects(type.name())), publisher);
  }

  void revoke(String token) {
    server.revoke(token);
  }

  void reset() {
    server.disarm();
    streaming.refuseNext(0);
    streaming.forgetAll();
    log.clear();
  }

  /** Ends the silence, and spoils no more events to come. */
  void disarm() {
    server.disarm();
    streaming.refuseNext(0);
    log.faults().disarm();
  }

  /** Shows one of {@link #FAULTS}; false where the fault is another. */
  boolean strike(Fault fault) {
    Optional<Runnable> blow = blow(fault);
    blow.ifPresent(Runnable::run);
    return blow.isPresent();
  }

  private Optional<Runnable> blow(Fault fault) {
    int times = fault.times();
    return Optional.ofNullable(
        switch (fault.fault()) {
          case "stream-end" -> server::endStreams;
          case "stream-break" -> () -> server.breakStreams(REFUSED);
          case "stream-break-trailer" -> () -> server.breakStreams(DISCONNECTED, DETAILS);
          case "stream-unavailable" -> () -> server.failStreams("service.unavailable");
          case "stream-protected" -> () -> server.failStreams("service.protection.triggered");
          case "stream-internal" -> () -> server.failStreams("subscription.internal.error");
          case "stream-unlicensed" -> () -> server.failStreams("service.tenant.license");
          case "stream-reorder" -> () -> server.reverseNextAnswers(times);
          case "stream-silent" -> () -> server.fallSilent(times != 0);
          case "stream-deaf" -> () -> server.fallDeaf(times != 0);
          case "stream-duplicate" -> () -> server.duplicateNextEvents(times);
          case "event-gap" -> () -> log.faults().gapNextEvents(times);
          case "event-overflow" -> () -> log.faults().overflowNextTransactions(times);
          case "replay-expired" -> log::forgetBeforeNow;
          case "cometd-forget" -> streaming::forgetAll;
          case "cometd-break" -> streaming::breakAll;
          case "cometd-busy" -> () -> streaming.refuseNext(fault.times());
          default -> null;
        });
  }

  @Override
  public void close() {
    streaming.close();
    server.close();
  }

  private static EntityDefinition definition(ObjectType type) {
    return new EntityDefinition(
        type.name(),
        type.fields().stream()
            .filter(field -> PlatformEvents.carries(type, field))
            .map(field -> new EntityField(field.name(), field.type().describeName()))
            .toList());
  }
}
