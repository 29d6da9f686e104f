package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Arrival;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.Joining;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.link.LeftAlone;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.time.Instant;

/** Everything that is put into the inbox. Each method joins the caller's transaction. */
final class Arrivals {

  /** The inbox that reports wait in, apart from the flows, so that no change waits for a report. */
  static final String REPORT = "report";

  private static final Reason ECHO = Reason.of("echo", "We made this change ourselves.", "");

  private final Inbox inbox;
  private final LeftAlone leftAlone;
  private final Pairs pairs;
  private final Systems systems;
  private final Echoes echoes;

  Arrivals(State state, Pairs pairs, Systems systems, Echoes echoes) {
    this.echoes = echoes;
    this.inbox = state.inbox();
    this.leftAlone = state.links().leftAlone();
    this.pairs = pairs;
    this.systems = systems;
  }

  /** A change that a feed told; false when it is known already. Our own echo has nothing to do. */
  boolean receive(Contract contract, String direction, RecordRef root, Change change) {
    Arrival arrival =
        contract.carriesDocument()
            ? Arrival.ofDocument(contract.flow(), direction, root, change, contract.settledAfter())
            : Arrival.ofState(contract.flow(), direction, pairs.key(contract.flow(), root), change);
    return echoes.ours(change) ? inbox.skip(arrival, ECHO) : inbox.receive(arrival);
  }

  /** A record that somebody else waits for, also one that an approval left alone. */
  void pull(Contract contract, RecordRef record, Message waiting, Instant now) {
    leftAlone.forget(contract.flow(), record);
    String id = "pull " + record + " for " + waiting.id() + "." + waiting.progress().claim();
    receive(contract, systems.direction(record.system()), record, plain(id, record, now));
  }

  /** The record again, since what was sent is not the newest any more. */
  void follow(Contract contract, Message message, Instant now) {
    String id = "follow " + message.id() + "." + message.progress().claim();
    receive(contract, message.direction(), message.record(), plain(id, message.record(), now));
  }

  /**
   * The deletion of a record that the message's creation had made. Where the flow hears nothing of
   * that side, the message's own record is looked at again, which finds its other half gone.
   */
  void departed(Contract contract, Message message, RecordRef record, Instant now) {
    String direction = systems.direction(record.system());
    if (contract.takes(direction)) {
      String id = "deleted " + record + " of " + message.id();
      ObjectNode none = JsonNodeFactory.instance.objectNode();
      Change deletion = new Change(id, record, Change.Kind.DELETE, none, now, "", "");
      receive(contract, direction, record, deletion);
    } else {
      follow(contract, message, now);
    }
  }

  /** The group that the message only names. */
  void handOn(Contract contract, Message message, RecordRef group, Instant now) {
    String id = "group " + message.id() + "." + message.progress().claim();
    receive(contract, message.direction(), group, plain(id, group, now));
  }

  /** A moment at which the message's record is to be looked at again. */
  void lookAgain(Contract contract, Message message, Instant at) {
    String id = "moment " + at + " by " + message.id() + "." + message.progress().claim();
    Change moment = plain(id, message.record(), at);
    inbox.receive(Arrival.ofMoment(contract.flow(), message.direction(), moment));
  }

  /** What a record of the CRM is to show. Newer reports of a record go into the one that waits. */
  void report(Message message, RecordRef record, ObjectNode values, Instant now) {
    String id = "report " + message.id() + "." + message.progress().claim();
    Change change = new Change(id, record, Change.Kind.UPDATE, values, now, "", "");
    inbox.receive(
        new Arrival(
            REPORT,
            systems.direction(systems.other(record.system())),
            record,
            record.toString(),
            change,
            Joining.RECORD,
            Duration.ZERO));
  }

  /** Whatever joins it, the record has to be read. */
  private static Change plain(String id, RecordRef record, Instant now) {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return new Change(id, record, Change.Kind.GAP, none, now, "", "");
  }
}
