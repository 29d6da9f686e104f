package io.fieldbridge.flow;

import io.fieldbridge.inbox.Message;
import io.fieldbridge.link.LeftAlone;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;

/**
 * Records that the approval of their flow left alone, offered again although nobody has changed
 * them: by a rescan after a gap, by a feed that tells late, or by a message from before the
 * approval. Nothing is created for them (Z24).
 */
final class Spared {

  private final Engine engine;
  private final LeftAlone leftAlone;

  Spared(Engine engine) {
    this.engine = engine;
    this.leftAlone = engine.state().links().leftAlone();
  }

  /** Ends the delivery of such a record; what has changed goes its way from now on. */
  void endIfUnchanged(Delivery delivery) {
    leftAlone
        .find(delivery.contract().flow(), delivery.message().record())
        .ifPresent(entry -> decide(delivery, entry));
  }

  /** A record that is gone is not waited for. */
  void forget(Delivery delivery) {
    String flow = delivery.contract().flow();
    RecordRef record = delivery.message().record();
    delivery.remember(() -> leftAlone.forget(flow, record));
  }

  private void decide(Delivery delivery, LeftAlone.Entry entry) {
    RemoteRecord now = delivery.source();
    if (entry.seen().isStill(now) && isOldNews(delivery.message(), now, entry.at())) {
      delivery.remember(() -> tellOnce(delivery, entry));
      delivery.end(new Verdict.Skipped("left-alone"));
    } else {
      forget(delivery);
    }
  }

  /** An event of its own tells an edit, even one within the second that a time stamp counts. */
  private boolean isOldNews(Message message, RemoteRecord now, Instant approved) {
    Change change = message.change();
    return change.kind() == Change.Kind.GAP
        || !message.progress().createdAt().isAfter(approved)
        || engine
            .systems()
            .connector(now.ref().system())
            .version(change)
            .filter(now.version()::equals)
            .isPresent();
  }

  private void tellOnce(Delivery delivery, LeftAlone.Entry entry) {
    if (leftAlone.tell(delivery.contract().flow(), delivery.message().record())) {
      engine
          .history()
          .tell(
              delivery,
              "left-alone",
              "Offered again, but nobody has changed it since the approval of "
                  + entry.at()
                  + " left it alone. It stays so until somebody edits it or it gets a twin.");
    }
  }
}
