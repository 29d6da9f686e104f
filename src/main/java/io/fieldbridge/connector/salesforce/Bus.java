package io.fieldbridge.connector.salesforce;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the event feed of a channel works with.
 *
 * @param channel its name, {@code /data/ChangeEvents}
 * @param objects those that are listened to
 * @param heard shared by all channels
 */
record Bus(
    String channel,
    Set<String> objects,
    Heard heard,
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
