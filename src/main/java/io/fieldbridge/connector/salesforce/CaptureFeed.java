package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.ChangeFeed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Change Data Capture by the Pub/Sub API: one subscription for all captured objects of a channel,
 * with a position of its own.
 */
final class CaptureFeed implements ChangeFeed {

  private final Bus bus;
  private final Clock clock;
  private final Complaints complaints;

  CaptureFeed(Bus bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
    this.complaints = new Complaints(bus.heard());
  }

  @Override
  public String name() {
    return SalesforceConnector.SYSTEM + ":" + bus.channel();
  }

  @Override
  public Duration silenceLimit() {
    return bus.pubSub().keepAliveLimit().plus(GRACE);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A first run stores its starting time before it subscribes, so that a stop before the event
   * bus gave its first mark loses nothing either.
   */
  @Override
  public void run(Optional<String> position, Sink sink) throws InterruptedException {
    CapturePosition from =
        position
            .map(CapturePosition::parse)
            .orElseGet(() -> CapturePosition.since(clock.instant()))
            .heardBy(bus.objects(), bus.overlap());
    CaptureRun run = new CaptureRun(bus, clock, sink, from, complaints);
    if (position.isEmpty()) {
      run.store();
    }
    run.untilInterrupted();
  }
}
