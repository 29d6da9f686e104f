package io.fieldbridge.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One Subscribe stream: gives its client what it asked for, never more. */
final class Subscription implements StreamObserver<FetchRequest> {
  private static final int OUTSTANDING_MAX = 100;

  private final EventLog log;
  private final Streams streams;
  private final ServerCallStreamObserver<FetchResponse> client;
  private final String accessToken;
  private final EventViewer viewer;
  private final String rpcId = PubSubError.newRpcId();
  private final AtomicBoolean woken = new AtomicBoolean();
  private Topic topic;
  private long position;
  private int pending;
  private boolean closed;
  private ScheduledFuture<?> timer;

  Subscription(
      EventLog log,
      Streams streams,
      TokenCheck tokens,
      ServerCallStreamObserver<FetchResponse> client,
      String accessToken) {
    this.log = log;
    this.streams = streams;
    this.client = client;
    this.accessToken = accessToken;
    this.viewer = tokens.viewer(accessToken);
    client.setOnCancelHandler(this::close);
    client.setOnReadyHandler(this::wake);
  }

  boolean uses(String token) {
    return accessToken.equals(token);
  }

  @Override
  public synchronized void onNext(FetchRequest request) {
    if (closed) {
      return;
    }
    try {
      if (request.getNumRequested() <= 0) {
        throw PubSubError.REQUESTED_EVENTS.exception();
      }
      if (topic == null) {
        begin(request);
      } else if (!request.getTopicName().isEmpty()
          && !request.getTopicName().equals(topic.name())) {
        throw PubSubError.TOPIC_MISMATCH.exception();
      }
    } catch (StatusRuntimeException refusal) {
      fail(refusal);
      return;
    }
    boolean wasIdle = pending == 0;
    pending = (int) Math.min(OUTSTANDING_MAX, (long) pending + request.getNumRequested());
    if (wasIdle) {
      restartTimer();
    }
    deliver();
  }

  @Override
  public void onError(Throwable lost) {
    close();
  }

  @Override
  public void onCompleted() {
    end();
  }

  /** Delivers soon, on another thread. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      streams.threads().execute(this::deliverWoken);
    }
  }

  synchronized void end() {
    if (!closed) {
      close();
      client.onCompleted();
    }
  }

  synchronized void fail(StatusRuntimeException error) {
    if (!closed) {
      close();
      client.onError(error);
    }
  }

  private void begin(FetchRequest request) {
    if (request.getTopicName().isEmpty()) {
      throw PubSubError.TOPIC_EMPTY.exception();
    }
    Topic found =
        log.topics()
            .find(request.getTopicName())
            .orElseThrow(PubSubError.TOPIC_NOT_FOUND::exception);
    if (found.entity() != null && !viewer.sees(found.entity())) {
      throw PubSubError.NOT_SUBSCRIBABLE.exception();
    }
    position = start(request);
    topic = found;
  }

  private long start(FetchRequest request) {
    return switch (request.getReplayPreset()) {
      case LATEST -> log.tip();
      case EARLIEST -> log.earliest();
      case CUSTOM -> custom(request.getReplayId());
      case UNRECOGNIZED -> throw PubSubError.REPLAY_PRESET.exception();
    };
  }

  private long custom(ByteString replayId) {
    if (replayId.isEmpty()) {
      throw PubSubError.REPLAY_ID_MISSING.exception();
    }
    OptionalLong found = log.position(replayId);
    return found.orElseThrow(PubSubError.REPLAY_ID_CORRUPTED::exception);
  }

  private void deliverWoken() {
    woken.set(false);
    deliver();
  }

  private synchronized void deliver() {
    while (canSend() && !streams.faults().deaf()) {
      if (position < log.earliest()) {
        fail(PubSubError.REPLAY_ID_CORRUPTED.exception());
        return;
      }
      EventPage page = log.read(topic, position, pending, viewer);
      position = page.through();
      if (page.events().isEmpty()) {
        return;
      }
      pending -= page.events().size();
      if (!log.usage().deliver(topic.name(), page.events().size())) {
        fail(PubSubError.DELIVERIES_USED_UP.exception());
        return;
      }
      send(streams.faults().spoil(page.events()), position);
    }
  }

  /** Waits anew, by the times as they are now. */
  synchronized void retime() {
    if (timer != null) {
      restartTimer();
    }
  }

  private boolean canSend() {
    return !closed
        && topic != null
        && pending > 0
        && client.isReady()
        && !streams.faults().silent();
  }

  private void send(List<ConsumerEvent> events, long latest) {
    client.onNext(
        FetchResponse.newBuilder()
            .addAllEvents(events)
            .setLatestReplayId(ReplayId.of(latest))
            .setRpcId(rpcId)
            .setPendingNumRequested(pending)
            .build());
    restartTimer();
  }

  private void restartTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
    if (!closed) {
      timer =
          pending > 0
              ? schedule(this::keepAlive, streams.keepAlive())
              : schedule(this::endWhenIdle, streams.endAfterDelivered());
    }
  }

  private ScheduledFuture<?> schedule(Runnable task, Duration delay) {
    return streams.threads().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Tells how far the log is, as a deaf stream does, too: its events wait, the log's tip moves. */
  private synchronized void keepAlive() {
    deliver();
    if (canSend()) {
      send(List.of(), streams.faults().deaf() ? log.tip() : position);
    } else {
      restartTimer();
    }
  }

  private synchronized void endWhenIdle() {
    if (streams.faults().silent()) {
      restartTimer();
    } else if (pending == 0) {
      end();
    }
  }

  private synchronized void close() {
    closed = true;
    streams.closed(this);
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
