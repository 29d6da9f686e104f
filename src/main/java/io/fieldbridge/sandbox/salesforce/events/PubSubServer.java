package io.fieldbridge.sandbox.salesforce.events;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The Pub/Sub API of the simulated org on the loopback interface, with switches that make it fail
 * the way the real one does. Safe for use by several threads.
 */
public final class PubSubServer implements AutoCloseable {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private static final int CONCURRENT_CALLS_MAX = 1000;

  private final Streams streams;
  private final Runnable wake;
  private final EventLog log;
  private final Server server;

  /** A server that does not listen yet. */
  public PubSubServer(EventLog log, TokenCheck tokens, PubSubSettings settings) {
    streams = new Streams(log.delivery(), settings.keepAlive(), settings.endAfterDelivered());
    wake = streams::wake;
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", settings.port()))
            .maxConcurrentCallsPerConnection(CONCURRENT_CALLS_MAX)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(new Authentication(tokens))
            .addService(new PubSubService(log, streams, tokens, settings.tenantId()));
    settings
        .certificate()
        .ifPresent(
            certificate ->
                builder.useTransportSecurity(
                    certificate.chain().toFile(), certificate.privateKey().toFile()));
    server = builder.build();
    this.log = log;
    log.tellAppends(wake);
  }

  /**
   * Starts to listen.
   *
   * @throws IOException when the port is taken
   */
  public PubSubServer start() throws IOException {
    server.start();
    return this;
  }

  /** The port in use. */
  public int port() {
    return server.getPort();
  }

  /** The number of open subscriptions. */
  public int subscribers() {
    return streams.count();
  }

  /** Ends the streams of a token that is no longer valid; returns how many there were. */
  public int revoke(String accessToken) {
    return streams.forEach(
        stream -> stream.uses(accessToken),
        stream -> stream.fail(PubSubError.AUTHENTICATION.exception()));
  }

  /** Ends all streams without an error; returns how many there were. */
  public int endStreams() {
    return streams.forEach(stream -> true, Subscription::end);
  }

  /** Ends all streams with an error that carries no trailers; returns how many there were. */
  public int breakStreams(Status status) {
    return streams.forEach(
        stream -> true, stream -> stream.fail(status.asRuntimeException(new Metadata())));
  }

  /**
   * Ends all streams with one of the vendor's errors.
   *
   * @param code the end of its error code, such as {@code service.unavailable}
   * @throws IllegalArgumentException where there is no such error
   */
  public int failStreams(String code) {
    PubSubError error = PubSubError.of(code);
    return streams.forEach(stream -> true, stream -> stream.fail(error.exception()));
  }

  /** Ends all streams with an error and the binary trailer {@code grpc-status-details-bin}. */
  public int breakStreams(Status status, byte[] details) {
    return streams.forEach(
        stream -> true, stream -> stream.fail(status.asRuntimeException(trailers(details))));
  }

  /** While true, open and new streams stay open but nothing is sent, not even a sign of life. */
  public void fallSilent(boolean silent) {
    streams.faults().silent(silent);
    streams.wake();
  }

  /** While true, open and new streams get signs of life in time, but no events. */
  public void fallDeaf(boolean deaf) {
    streams.faults().deaf(deaf);
    streams.wake();
  }

  /** After how long a silent stream gets a sign of life, and a satisfied one is ended. */
  public void times(Duration keepAlive, Duration endAfterDelivered) {
    streams.times(keepAlive, endAfterDelivered);
  }

  /** How many subscriptions may be open at a time. */
  public void clientsMax(int most) {
    streams.most(most);
  }

  /** The next event is delivered twice, with the same replay id, this many times. */
  public void duplicateNextEvents(int times) {
    streams.faults().duplicateNext(times);
  }

  /** The next answers with several events bring them in reverse order, this many times. */
  public void reverseNextAnswers(int times) {
    streams.faults().reorderNext(times);
  }

  /** Ends the silence, stops to duplicate and to reverse. */
  public void disarm() {
    streams.faults().disarm();
    streams.wake();
  }

  /** Stops to listen and breaks all streams as unavailable. */
  @Override
  public void close() {
    log.stopTelling(wake);
    server.shutdown();
    breakStreams(Status.UNAVAILABLE.withDescription("The server is shutting down."));
    try {
      if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    streams.threads().shutdownNow();
  }

  private static Metadata trailers(byte[] details) {
    Metadata trailers = new Metadata();
    trailers.put(DETAILS, details);
    return trailers;
  }
}
