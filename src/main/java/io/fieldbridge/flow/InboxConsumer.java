package io.fieldbridge.flow;

import io.fieldbridge.connector.Convoy;
import io.fieldbridge.connector.Trial;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.Watch;
import io.fieldbridge.store.StoreFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a flow's waiting messages: one thread claims, up to {@code workers} threads deliver,
 * most of which wait for an answer at any moment. They form a convoy, so that their reads and
 * updates share calls. The inbox sees to it that no two messages of one record are claimed at the
 * same time.
 */
final class InboxConsumer extends DefaultConsumer {

  /** How late a change of the flow's mode may be noticed, and a stop. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final long STOP_SECONDS = 30;
  private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);

  private final InboxEndpoint endpoint;
  private final Engine engine;
  private final Gate gate;
  private final Door door;
  private final Lookout lookout;
  private final Semaphore idle;
  private final Convoy convoy = new Convoy();
  private final AtomicBoolean strays = new AtomicBoolean();
  private volatile boolean stopping;
  private ExecutorService workers;
  private Thread claimer;

  InboxConsumer(InboxEndpoint endpoint, Processor processor, Engine engine) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.engine = engine;
    this.gate =
        new Gate(endpoint.queue(), engine.clock(), this::lastAnswer, new SplittableRandom());
    this.door = new Door(this, engine, gate);
    this.lookout = new Lookout(endpoint, gate, engine.clock());
    this.idle = new Semaphore(endpoint.getWorkers());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    workers =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newCachedThreadPool(this, "deliver " + endpoint.getName());
    claimer = new Thread(this::claim, "claim " + getRoute().getRouteId());
    claimer.setDaemon(true);
    engine.watch(lookout);
    claimer.start();
  }

  @Override
  protected void doStop() throws Exception {
    stopping = true;
    if (claimer == null) {
      return; // a route that Camel gave up before it started
    }
    claimer.join();
    engine.forget(lookout);
    if (!idle.tryAcquire(endpoint.getWorkers(), STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("Deliveries of {} still run; they go on to their end", endpoint.getName());
    }
    workers.shutdown();
    super.doStop();
  }

  /** Ends by a flag, never by interruption: that would close the file of an embedded database. */
  private void claim() {
    Watch watch = engine.state().inbox().watch(endpoint.getName(), endpoint.getDirection());
    try {
      while (!stopping) {
        lookout.looks();
        if (idle.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          look(1 + idle.drainPermits(), watch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever goes wrong ends this look only: nobody else would claim. */
  private void look(int free, Watch watch) throws InterruptedException {
    try {
      claimFor(free, watch);
      lookout.succeeded();
    } catch (RuntimeException e) {
      strays.set(true);
      Thread.sleep(lookout.failed(e, ThreadLocalRandom.current()).toMillis());
    }
  }

  private void claimFor(int free, Watch watch) throws InterruptedException {
    int admitted = 0;
    List<Message> claimed = List.of();
    try {
      admitted = door.open() ? gate.admits(free) : 0;
      claimed = admitted == 0 ? List.of() : claimUpTo(admitted);
    } finally {
      idle.release(free - claimed.size());
    }
    List<Convoy.Member> members = claimed.stream().map(message -> convoy.expect()).toList();
    for (int i = 0; i < claimed.size(); i++) {
      start(claimed.get(i), members.get(i));
    }
    if (admitted == 0) {
      gate.await(LOOK_EVERY);
    } else if (claimed.isEmpty()) {
      await(watch);
    }
  }

  private List<Message> claimUpTo(int most) {
    Inbox inbox = engine.state().inbox();
    Set<Long> inHand = engine.inHand().messages();
    if (strays.getAndSet(false)) {
      int found = inbox.releaseStrays(endpoint.getName(), endpoint.getDirection(), inHand);
      if (found > 0) {
        LOG.info("{} deliveries of {} begin again after the database failed", found, endpoint);
      }
    }
    inbox.hasten(gate.takeReleased());
    List<Message> claimed = inbox.claim(endpoint.getName(), endpoint.getDirection(), most, inHand);
    gate.claimed(claimed.stream().map(Claim::of).toList());
    return claimed;
  }

  private Optional<Instant> lastAnswer(String system) {
    return engine.systems().connector(system).status().lastAnswer();
  }

  private static void await(Watch watch) throws InterruptedException {
    try {
      watch.await(LOOK_EVERY);
    } catch (StoreFailedException e) {
      LOG.debug("The next message's time cannot be read", e);
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  private void start(Message message, Convoy.Member member) {
    engine.inHand().begin(message);
    workers.execute(
        () -> {
          try {
            deliver(message, member);
          } finally {
            idle.release();
          }
        });
  }

  private void deliver(Message message, Convoy.Member member) {
    member.join();
    boolean stored = false;
    Trial trial = Trial.begin();
    try {
      stored = door.deliver(message);
    } finally {
      engine.inHand().end(message);
      if (!stored) {
        strays.set(true);
      }
      member.leave();
      trial.end();
      gate.ended(Claim.of(message), trial);
    }
  }
}
