package io.fieldbridge.flow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code from: inbox:parked} runs its route once for each message that has been stored as parked or
 * in doubt, and for each flow that was stopped. On a thread of its own, so that no delivery waits
 * for the route or fails with it; when the route is far behind, news is dropped with a warning. The
 * message itself is safe either way.
 *
 * <p>The body is a map with the single entry {@code text}, as chat webhooks take it; flow, record,
 * message number, reason code and correlation id are exchange variables.
 */
final class ParkedConsumer extends DefaultConsumer {

  private static final int BEHIND_MAX = 1000;
  private static final long LOOK_MILLISECONDS = 200;
  private static final Logger LOG = LoggerFactory.getLogger(ParkedConsumer.class);

  private final Engine engine;
  private final BlockingQueue<News> behind = new ArrayBlockingQueue<>(BEHIND_MAX);
  private final Consumer<News> listener = this::note;
  private volatile boolean stopping;
  private Thread teller;

  ParkedConsumer(InboxEndpoint endpoint, Processor processor, Engine engine) {
    super(endpoint, processor);
    this.engine = engine;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    stopping = false;
    teller = new Thread(this::run, "tell " + getRoute().getRouteId());
    teller.setDaemon(true);
    teller.start();
    engine.parkedNews().listen(listener);
  }

  @Override
  protected void doStop() throws Exception {
    engine.parkedNews().forget(listener);
    stopping = true;
    teller.interrupt();
    super.doStop();
  }

  private void note(News news) {
    if (!behind.offer(news)) {
      LOG.warn(
          "Route {} is {} alerts behind; none is sent for message {}",
          getRoute().getRouteId(),
          BEHIND_MAX,
          news.message().id());
    }
  }

  private void run() {
    try {
      while (!stopping) {
        News news = behind.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
        if (news != null) {
          tell(news);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(News news) {
    Exchange exchange = createExchange(false);
    exchange.getMessage().setBody(Map.of("text", news.text()));
    exchange.setVariable("message", news.message().id());
    exchange.setVariable("flow", news.message().flow());
    exchange.setVariable("record", news.message().record().toString());
    exchange.setVariable("code", news.reason().code());
    exchange.setVariable("correlationId", news.message().correlationId());
    CamelCall.failureOf(() -> getProcessor().process(exchange))
        .or(() -> Optional.ofNullable(exchange.getException()))
        .filter(failure -> !stopping)
        .ifPresent(failure -> failed(news, failure));
    releaseExchange(exchange, false);
  }

  /** Says the kind of failure only: its text may hold the webhook's address, which is a secret. */
  private void failed(News news, Throwable failure) {
    LOG.warn(
        "Route {} failed on the news of parked message {}: {}",
        getRoute().getRouteId(),
        news.message().id(),
        failure.getClass().getSimpleName());
  }
}
