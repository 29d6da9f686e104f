package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.breaker.Stop;
import io.fieldbridge.breaker.Touch;
import io.fieldbridge.inbox.Backlog;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.Sightings;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A flow that its mass-change breaker stopped, or of which the key sweep misses more than it
 * believes: what it was about to do, what is missed, and how it goes on.
 */
final class Release {

  private static final int EXAMPLES = 10;
  private static final int PAGE = 200;
  private static final Duration FURTHER_MAX = Duration.ofDays(1);

  private final Desk desk;

  Release(Desk desk) {
    this.desk = desk;
  }

  /** Why the flow is stopped and what is missed, with ten examples each; changes nothing. */
  ObjectNode report(Contract contract) {
    String flow = contract.flow();
    Optional<Stop> stop = desk.memory().breaker().stop(flow);
    ObjectNode report =
        JsonText.object()
            .put("flow", flow)
            .put("stopped", stop.isPresent())
            .put("waiting", waiting(flow));
    missed(contract, report);
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

  private void missed(Contract contract, ObjectNode report) {
    Sightings sightings = desk.memory().links().sightings();
    report.put("missed", sightings.countMissed(contract.flow())).put("missedIn", contract.erp());
    ArrayNode examples = report.putArray("missedExamples");
    sightings
        .missed(contract.flow(), 0, EXAMPLES)
        .forEach(
            link ->
                examples
                    .addObject()
                    .put("record", link.erp().ref().toString())
                    .put("number", link.erp().number())
                    .put("otherHalf", link.crm().ref().toString()));
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
   * that a mass change can be announced, too. What is missed is told as gone, and only that: what
   * is missed later is asked for again.
   */
  ObjectNode release(Contract contract, Duration further) {
    if (further.isNegative() || further.compareTo(FURTHER_MAX) > 0) {
      throw ControlRefusedException.malformed(
          "A flow is let go for at most " + FURTHER_MAX.toHours() + " hours to come.");
    }
    String flow = contract.flow();
    boolean stopped = desk.memory().breaker().stop(flow).isPresent();
    int lost = desk.memory().store().inTransaction(() -> letGo(contract, further));
    return JsonText.object()
        .put("flow", flow)
        .put("released", true)
        .put("wasStopped", stopped)
        .put("lost", lost)
        .put("waiting", waiting(flow))
        .put("furtherSeconds", further.toSeconds());
  }

  private int letGo(Contract contract, Duration further) {
    String flow = contract.flow();
    int lost = tellMissed(contract);
    desk.memory().breaker().release(flow, further, "operator");
    String text =
        "An operator let %s go on, with what comes in the next %d s, too; %d losses are meant."
            .formatted(flow, further.toSeconds(), lost);
    desk.tell(flow, List.of(), List.of(flow), "released", text);
    return lost;
  }

  private int tellMissed(Contract contract) {
    int told = 0;
    long after = 0;
    Sightings sightings = desk.memory().links().sightings();
    List<Link> page = sightings.missed(contract.flow(), after, PAGE);
    while (!page.isEmpty()) {
      for (Link link : page) {
        after = link.id();
        told += desk.remote().lost().test(contract, link) ? 1 : 0;
      }
      page = sightings.missed(contract.flow(), after, PAGE);
    }
    return told;
  }
}
