package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An answer of any size meets its bound. */
class BoundedBodyTest {

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final BoundedBody body = new BoundedBody(10);

  @Test
  void a_body_within_the_bound_is_collected_whole() {
    send("0123", "456789");
    body.onComplete();
    assertThat(body.getBody().toCompletableFuture().join()).isEqualTo("0123456789".getBytes());
  }

  @Test
  void a_longer_one_breaks_the_exchange() {
    send("0123456789", "x");
    assertThat(cancelled).isTrue();
    assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
  }

  private void send(String... parts) {
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {
            cancelled.set(true);
          }
        });
    for (String part : parts) {
      body.onNext(List.of(ByteBuffer.wrap(part.getBytes())));
    }
  }
}
