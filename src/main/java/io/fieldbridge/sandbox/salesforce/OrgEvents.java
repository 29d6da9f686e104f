package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.events.EntityDefinition;
import io.fieldbridge.sandbox.salesforce.events.EntityField;
import io.fieldbridge.sandbox.salesforce.events.EventChannel;
import io.fieldbridge.sandbox.salesforce.events.EventLog;
import io.fieldbridge.sandbox.salesforce.events.EventLogSettings;
import io.fieldbridge.sandbox.salesforce.events.PubSubServer;
import io.fieldbridge.sandbox.salesforce.events.PubSubSettings;
import io.fieldbridge.sandbox.salesforce.events.TokenCheck;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The change events of the org: its objects made known, its commits told, its streams spoilt. */
final class OrgEvents implements AutoCloseable {

  /** The faults that show at once on the open streams or on the events to come. */
  static final Set<String> FAULTS =
      Set.of(
          "stream-end",
          "stream-break",
          "stream-silent",
          "stream-duplicate",
          "event-gap",
          "event-overflow",
          "replay-expired");

  /** What the streams need to know of logins. */
  interface OpenSessions {
    boolean open(String token);

    String url();
  }

  private final EventLog log;
  private final PubSubServer server;
  private final Org org;
  private final ChangePublisher publisher;

  OrgEvents(
      SalesforceSandboxSettings settings, Org org, OpenSessions session, BooleanSupplier merging) {
    log =
        new EventLog(
            settings.clock(),
            EventLogSettings.defaults(),
            (entity, id) -> org.table(org.schema().require(entity)).row(id));
    org.schema().objects().forEach(type -> log.define(definition(type)));
    this.org = org;
    this.publisher = new ChangePublisher(log::append, merging);
    PubSubSettings streams =
        PubSubSettings.defaults(settings.pubSubPort(), Users.ORG_ID)
            .withTimes(settings.streams().keepAlive(), settings.streams().endAfterDelivered());
    server = new PubSubServer(log, check(session), streams);
    try {
      server.start();
    } catch (IOException busy) {
      throw new UncheckedIOException("cannot listen on port " + settings.pubSubPort(), busy);
    }
  }

  int port() {
    return server.port();
  }

  void select(List<String> entities) {
    log.channel(EventChannel.standard(entities));
  }

  /** Whether commits become events; the seed's do not. */
  void listen(boolean listening) {
    org.onCommit(listening ? publisher : commit -> {});
  }

  void revoke(String token) {
    server.revoke(token);
  }

  void reset() {
    server.disarm();
    log.clear();
  }

  /** Shows one of {@link #FAULTS}; false where the fault is another. */
  boolean strike(Fault fault) {
    switch (fault.fault()) {
      case "stream-end":
        server.endStreams();
        return true;
      case "stream-break":
        server.breakStreams(Status.UNAVAILABLE.withDescription("RST_STREAM closed stream"));
        return true;
      case "stream-silent":
        server.fallSilent(fault.times() != 0);
        return true;
      case "stream-duplicate":
        server.duplicateNextEvents(fault.times());
        return true;
      case "event-gap":
        log.faults().gapNextEvents(fault.times());
        return true;
      case "event-overflow":
        log.faults().overflowNextTransactions(fault.times());
        return true;
      case "replay-expired":
        log.forgetBeforeNow();
        return true;
      default:
        return false;
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private static TokenCheck check(OpenSessions session) {
    return (token, instance, tenant) -> {
      if (!session.open(token)) {
        return TokenCheck.Verdict.TOKEN_INVALID;
      }
      return tenant.equals(Users.ORG_ID) && instance.startsWith(session.url())
          ? TokenCheck.Verdict.ACCEPTED
          : TokenCheck.Verdict.HEADERS_INVALID;
    };
  }

  private static EntityDefinition definition(ObjectType type) {
    return new EntityDefinition(
        type.name(),
        type.fields().stream()
            .map(field -> new EntityField(field.name(), field.type().describeName()))
            .toList());
  }
}
