package io.fieldbridge.flow;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.mapping.Groups;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries of records that are several rows each. A changed row, and a moment at which another
 * row may count, only name their group; the group's own message reads and carries it, so that
 * changes of all its rows take turns and join.
 */
final class Regrouping {

  private final Engine engine;

  Regrouping(Engine engine) {
    this.engine = engine;
  }

  /**
   * The record of the group that the message is about. Ends the delivery of a message that only
   * names a group. However a delivery of the group itself ends, the next moment is remembered.
   *
   * @return empty when the delivery has ended, and when there is no such group any more
   */
  Optional<RemoteRecord> read(Delivery delivery, Groups groups) {
    Message message = delivery.message();
    RecordRef ref = message.record();
    if (groups.isOutdated(ref)) {
      return Optional.empty();
    }
    if (!groups.names(ref)) {
      handOn(delivery, reader(delivery, groups).row(ref).map(groups::groupOf));
      return Optional.empty();
    }
    if (message.isMoment()) {
      await(delivery, message.change().at());
      return Optional.empty();
    }
    return choose(delivery, groups, reader(delivery, groups).rows(ref));
  }

  private Optional<RemoteRecord> choose(Delivery delivery, Groups groups, List<RemoteRecord> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Instant now = engine.clock().instant();
    Optional<Instant> changesAt = groups.changesAt(rows, now);
    changesAt.ifPresent(at -> lookAgain(delivery, at));
    RemoteRecord chosen = groups.choose(rows, now);
    tell(delivery, chosen, changesAt);
    return Optional.of(chosen);
  }

  /** Where another row counts than the one that was linked, people read which one and how long. */
  private void tell(Delivery delivery, RemoteRecord chosen, Optional<Instant> changesAt) {
    boolean known =
        delivery
            .link()
            .map(link -> link.side(chosen.ref().system()).version())
            .filter(chosen.version()::equals)
            .isPresent();
    if (!known) {
      String row = chosen.version().isEmpty() ? "no row" : "row " + chosen.version().split(" ")[0];
      String until = changesAt.map(at -> ", until " + at + " at least").orElse("");
      String text = chosen.ref() + ": " + row + " counts" + until;
      delivery.remember(() -> engine.history().tell(delivery, "chosen", text));
    }
  }

  private void lookAgain(Delivery delivery, Instant at) {
    delivery.remember(
        () -> engine.arrivals().lookAgain(delivery.contract(), delivery.message(), at));
  }

  private void await(Delivery delivery, Instant at) {
    Duration left = Duration.between(engine.clock().instant(), at);
    if (left.isNegative() || left.isZero()) {
      handOn(delivery, Optional.of(delivery.message().record()));
    } else {
      delivery.end(
          new Verdict.Waiting(
              left,
              Reason.of(
                  "not-yet",
                  "At " + at + " another row of it begins or ceases to hold.",
                  "Nothing to do.")));
    }
  }

  private void handOn(Delivery delivery, Optional<RecordRef> group) {
    group.ifPresent(
        ref ->
            delivery.remember(
                () ->
                    engine
                        .arrivals()
                        .handOn(
                            delivery.contract(),
                            delivery.message(),
                            ref,
                            engine.clock().instant())));
    delivery.end(new Verdict.Skipped(group.isPresent() ? "handed-on" : "gone"));
  }

  private GroupReader reader(Delivery delivery, Groups groups) {
    return engine.groupReader(delivery.contract(), groups);
  }
}
