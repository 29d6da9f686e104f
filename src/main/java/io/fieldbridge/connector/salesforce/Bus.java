package io.fieldbridge.connector.salesforce;

import java.time.Duration;
import java.util.Optional;

/**
 * What the event feed of a channel works with.
 *
 * @param channel its name, {@code /data/ChangeEvents}
 */
record Bus(
    String channel,
    SalesforceSettings settings,
    Sessions sessions,
    Describes describes,
    Sweep sweep,
    Pulse pulse) {

  SalesforceSettings.PubSub pubSub() {
    return settings.feed().pubSub();
  }

  /** How far a look at the records reaches back before what was told. */
  Duration overlap() {
    return settings.feed().poll().overlap();
  }

  Subscription open(Session session, CapturePosition from) {
    pulse.called("feed");
    return Subscription.open(this, session, from);
  }

  Optional<Description> describe(String object) {
    return describes.fresh(object);
  }
}
