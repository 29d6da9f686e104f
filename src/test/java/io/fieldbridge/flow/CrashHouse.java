package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.model.Change;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The real steps, inbox, effects and links in one thread: feeds and deliveries take turns, people
 * act between them, and the process dies where it is told to. A new process has the same database
 * and nothing else. Time passes by moving what is stored into the past.
 */
final class CrashHouse {

  private static final String FLOW = "account-customer";
  private static final List<String> TABLES =
      List.of(
          "journal_key",
          "journal",
          "own_write",
          "effect",
          "link",
          "order_alias",
          "message",
          "feed_position");
  private static final int HOURS_MAX = 60;

  final CrashPoints points = new CrashPoints();
  final MemorySystem crm = new MemorySystem("salesforce", "Account", points);
  final MemorySystem erp = new MemorySystem("business-central", "customers", points);
  private final Store store;
  private final Contracts contracts;
  private final Contract contract;
  private final Deque<Runnable> acts = new ArrayDeque<>();
  private Engine engine;
  private int told;

  CrashHouse(Store store, Contracts contracts) {
    this.store = store;
    this.contracts = contracts;
    this.contract = contracts.find(FLOW).orElseThrow();
    points.use();
    points.liveOn();
    TABLES.forEach(table -> store.update("delete from " + table));
  }

  /** Somebody does this between two turns of the daemon. */
  CrashHouse then(Runnable act) {
    acts.add(act);
    return this;
  }

  static ObjectNode values(String... pairs) {
    ObjectNode values = JsonText.object();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  /**
   * Runs until everything rests.
   *
   * @param order in which turns come
   * @param deaths points at which one process after the other dies; the last one lives
   */
  void run(Random order, int... deaths) {
    for (int death : deaths) {
      points.dieAt(death);
      if (!dies(order)) {
        return;
      }
    }
    points.liveOn();
    live(order);
  }

  private boolean dies(Random order) {
    try {
      live(order);
      return false;
    } catch (RuntimeException e) {
      if (!points.dead()) {
        throw e;
      }
      return true;
    }
  }

  private void live(Random order) {
    Systems systems =
        new Systems(
            Map.of("crm", crm.system(), "fsm", crm.system(), "erp", erp.system()),
            Map.of(crm.system(), crm, erp.system(), erp));
    engine =
        new Engine(new io.fieldbridge.flow.State(store), systems, contracts, Clock.systemUTC());
    engine.state().inbox().releaseClaims();
    int hours = 0;
    while (hours < HOURS_MAX) {
      boolean moved = turn(order.nextInt(5)) || anyTurn();
      dieIfDead();
      if (!moved && open().isEmpty() && messages(State.PARKED).isEmpty()) {
        return;
      }
      if (!moved && !giveUp()) {
        hours++;
        anHourPasses();
      }
    }
    throw new AssertionError("It never comes to rest: " + open());
  }

  /** A person is told of what is parked, and gives it up, so that what is behind it goes on. */
  private boolean giveUp() {
    List<Message> parked = messages(State.PARKED);
    parked.forEach(message -> engine.state().inbox().discard(message.id(), "seen"));
    told += parked.size();
    return !parked.isEmpty();
  }

  private void dieIfDead() {
    if (points.dead()) {
      throw new CrashPoints.Crash();
    }
  }

  private boolean anyTurn() {
    for (int turn = 0; turn < 5; turn++) {
      if (turn(turn)) {
        return true;
      }
    }
    return false;
  }

  private boolean turn(int which) {
    return switch (which) {
      case 0 -> hear(crm, "to-erp");
      case 1 -> hear(erp, "to-crm");
      case 2 -> deliver("to-erp", "customers");
      case 3 -> deliver("to-crm", "Account");
      default -> act();
    };
  }

  private boolean act() {
    Optional<Runnable> act = Optional.ofNullable(acts.poll());
    act.ifPresent(Runnable::run);
    return act.isPresent();
  }

  private boolean hear(MemorySystem system, String direction) {
    int at = engine.state().inbox().position(system.system()).map(Integer::parseInt).orElse(0);
    if (at >= system.told.size() || !contract.takes(direction)) {
      return false;
    }
    Change change = system.told.get(at);
    store.inTransaction(
        () -> {
          engine.arrivals().receive(contract, direction, change.record(), change);
          engine.state().inbox().savePosition(system.system(), Integer.toString(at + 1));
        });
    return true;
  }

  private boolean deliver(String direction, String object) {
    List<Message> claimed = engine.state().inbox().claim(FLOW, direction, 1);
    for (Message message : claimed) {
      Delivery delivery = new Delivery(message, contract);
      try {
        Verdict verdict = verdict(delivery, object);
        dieIfDead();
        end(delivery, () -> new Verdicts(engine).apply(delivery, verdict));
      } catch (RecordRejectedException rejected) {
        dieIfDead();
        end(delivery, () -> engine.state().inbox().parked(message, rejected.reason()));
      }
    }
    return !claimed.isEmpty();
  }

  private void end(Delivery delivery, Runnable verdict) {
    store.inTransaction(
        () -> {
          delivery.takeRemembered().forEach(Runnable::run);
          verdict.run();
        });
  }

  private Verdict verdict(Delivery delivery, String object) {
    List<Step> steps =
        List.of(
            new ReadStep(engine),
            new TranslateStep(engine),
            new WriteStep(engine, object, null),
            new LinkStep(engine));
    try {
      for (Step step : steps) {
        if (delivery.verdict().isEmpty()) {
          step.run(delivery);
        }
      }
      return delivery.verdict().orElseGet(Verdict.Delivered::new);
    } catch (OutcomeUnknownException lost) {
      Optional<Duration> again =
          lost.needsPerson() ? Optional.empty() : Optional.of(Duration.ofSeconds(1));
      return new Verdict.InDoubt(lost.reason(), again);
    } catch (ContendedException | SystemUnavailableException notNow) {
      return new Verdict.Waiting(Duration.ofSeconds(1), notNow.reason());
    }
  }

  private void anHourPasses() {
    crm.land();
    erp.land();
    points.liveOn();
    store.inTransaction(
        () -> {
          earlier("message", "due_at");
          earlier("message", "ready_at");
          earlier("effect", "intended_at");
          earlier("effect", "sent_at");
        });
  }

  private void earlier(String table, String column) {
    store.update(
        "update %1$s set %2$s = dateadd(hour, -1, %2$s) where %2$s > timestamp '2001-01-01 00:00:00'"
            .formatted(table, column));
  }

  /** What is not finished. */
  List<Message> open() {
    return messages(State.PENDING, State.CLAIMED, State.WAITING, State.IN_DOUBT);
  }

  /** How many messages a person has seen. */
  int told() {
    return told;
  }

  /** Reports apart, which wait for a route of their own. */
  private List<Message> messages(State... states) {
    return engine.state().inbox().list(MessageFilter.in(Set.of(states)), 0, 100).stream()
        .filter(message -> message.flow().equals(FLOW))
        .toList();
  }

  long openCreations() {
    return engine.state().effects().openCreates(FLOW, erp.system(), "customers")
        + engine.state().effects().openCreates(FLOW, crm.system(), "Account");
  }

  long links() {
    return engine.state().links().count(FLOW);
  }
}
