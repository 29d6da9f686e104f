package io.fieldbridge.sandbox.salesforce.events;

import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One PublishStream: an answer for each request, the topic fixed by the first. */
final class PublishStream implements StreamObserver<PublishRequest> {
  private static final Duration IDLE_MAX = Duration.ofSeconds(1800);

  private final Publishing publishing;
  private final Streams streams;
  private final StreamObserver<PublishResponse> answer;
  private String topic = "";
  private boolean closed;
  private ScheduledFuture<?> sweeper;

  PublishStream(EventLog log, Streams streams, StreamObserver<PublishResponse> answer) {
    this.publishing = new Publishing(log);
    this.streams = streams;
    this.answer = answer;
    restartSweeper();
  }

  @Override
  public synchronized void onNext(PublishRequest request) {
    if (closed) {
      return;
    }
    restartSweeper();
    try {
      if (!topic.isEmpty()
          && !request.getTopicName().isEmpty()
          && !topic.equals(request.getTopicName())) {
        throw PubSubError.PUBLISH_TOPIC_MISMATCH.exception();
      }
      topic = topic.isEmpty() ? request.getTopicName() : topic;
      answer.onNext(publishing.publish(request.toBuilder().setTopicName(topic).build()));
    } catch (StatusRuntimeException refusal) {
      close();
      answer.onError(refusal);
    }
  }

  @Override
  public synchronized void onError(Throwable lost) {
    close();
  }

  @Override
  public synchronized void onCompleted() {
    if (!closed) {
      close();
      answer.onCompleted();
    }
  }

  private synchronized void sweep() {
    if (!closed) {
      close();
      answer.onError(PubSubError.PUBLISH_STREAM_IDLE.exception());
    }
  }

  private void restartSweeper() {
    if (sweeper != null) {
      sweeper.cancel(false);
    }
    sweeper = streams.threads().schedule(this::sweep, IDLE_MAX.toSeconds(), TimeUnit.SECONDS);
  }

  private void close() {
    closed = true;
    sweeper.cancel(false);
  }
}
