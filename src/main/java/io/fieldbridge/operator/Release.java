package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.breaker.Stop;
import io.fieldbridge.breaker.Touch;
import io.fieldbridge.inbox.Backlog;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A flow that its mass-change breaker stopped: what it was about to do, and how it goes on. */
final class Release {

  private static final int EXAMPLES = 10;
  private static final Duration FURTHER_MAX = Duration.ofDays(1);

  private final Desk desk;

  Release(Desk desk) {
    this.desk = desk;
  }

  /** Why the flow is stopped, with ten examples; changes nothing. */
  ObjectNode report(Contract contract) {
    String flow = contract.flow();
    Optional<Stop> stop = desk.memory().breaker().stop(flow);
    ObjectNode report =
        JsonText.object()
            .put("flow", flow)
            .put("stopped", stop.isPresent())
            .put("waiting", waiting(flow));
    ArrayNode examples = report.putArray("examples");
    stop.ifPresent(
        reason -> {
          report
              .put("deed", Views.word(reason.deed()))
              .put("records", reason.records())
              .put("linked", reason.linked())
              .put("since", Views.time(reason.at()))
              .put("text", reason.words());
          desk.memory()
              .breaker()
              .examples(reason, EXAMPLES)
              .forEach(touch -> example(examples.addObject(), touch));
        });
    return report;
  }

  private static void example(ObjectNode row, Touch touch) {
    row.put("record", touch.record().toString())
        .put("changedAt", Views.time(touch.at()))
        .put("what", touch.told());
  }

  private long waiting(String flow) {
    return desk.memory().inbox().backlog().stream()
        .filter(part -> part.flow().equals(flow))
        .filter(part -> part.state() == State.PENDING || part.state() == State.WAITING)
        .mapToLong(Backlog::count)
        .sum();
  }

  /**
   * Lets the flow go on with all that it has received, and with what it receives for a while, so
   * that a mass change can be announced, too.
   */
  ObjectNode release(Contract contract, Duration further) {
    if (further.isNegative() || further.compareTo(FURTHER_MAX) > 0) {
      throw ControlRefusedException.malformed(
          "A flow is let go for at most " + FURTHER_MAX.toHours() + " hours to come.");
    }
    String flow = contract.flow();
    boolean stopped = desk.memory().breaker().stop(flow).isPresent();
    desk.memory()
        .store()
        .inTransaction(
            () -> {
              desk.memory().breaker().release(flow, further, "operator");
              String text =
                  "An operator let %s go on, with what comes in the next %d s, too."
                      .formatted(flow, further.toSeconds());
              desk.tell(flow, List.of(), List.of(flow), "released", text);
            });
    return JsonText.object()
        .put("flow", flow)
        .put("released", true)
        .put("wasStopped", stopped)
        .put("waiting", waiting(flow))
        .put("furtherSeconds", further.toSeconds());
  }
}
