package io.fieldbridge.flow;

import io.fieldbridge.inbox.Message;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a flow's waiting messages: one thread claims, {@code workers} threads deliver. The inbox
 * sees to it that no two messages of one record are claimed at the same time.
 */
final class InboxConsumer extends DefaultConsumer {

  /** Messages that wait for a time come due without an arrival; this is how late we may notice. */
  private static final long LOOK_EVERY_MILLIS = 200;

  private static final long STOP_SECONDS = 30;
  private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);

  private final InboxEndpoint endpoint;
  private final Engine engine;
  private final Door door;
  private final Semaphore idle;
  private final Semaphore signals = new Semaphore(0);
  private volatile boolean stopping;
  private ExecutorService workers;
  private Thread claimer;
  private Runnable forgetListener = () -> {};

  InboxConsumer(InboxEndpoint endpoint, Processor processor, Engine engine) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.engine = engine;
    this.door = new Door(this, engine);
    this.idle = new Semaphore(endpoint.getWorkers());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    workers =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(this, "deliver " + endpoint.getName(), endpoint.getWorkers());
    forgetListener = engine.state().inbox().onArrival(endpoint.getName(), this::wake);
    claimer = new Thread(this::claim, "claim " + getRoute().getRouteId());
    claimer.setDaemon(true);
    claimer.start();
  }

  @Override
  protected void doStop() throws Exception {
    forgetListener.run();
    stopping = true;
    wake();
    claimer.join();
    if (!idle.tryAcquire(endpoint.getWorkers(), STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("Deliveries of {} still run; they end or their leases do", endpoint.getName());
    }
    workers.shutdown();
    super.doStop();
  }

  private void wake() {
    signals.release();
  }

  /** Ends by a flag, never by interruption: that would close the file of an embedded database. */
  private void claim() {
    try {
      while (!stopping) {
        idle.acquire();
        int free = 1 + idle.drainPermits();
        signals.drainPermits();
        List<Message> claimed = stopping ? List.of() : claimUpTo(free);
        idle.release(free - claimed.size());
        claimed.forEach(message -> workers.execute(() -> deliver(message)));
        if (claimed.isEmpty()) {
          signals.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Message> claimUpTo(int free) {
    try {
      return door.open()
          ? engine.state().inbox().claim(endpoint.getName(), endpoint.getDirection(), free)
          : List.of();
    } catch (RuntimeException e) {
      getExceptionHandler().handleException("The inbox cannot be read; trying again", e);
      return List.of();
    }
  }

  private void deliver(Message message) {
    try {
      door.deliver(message);
    } finally {
      idle.release();
      wake();
    }
  }
}
