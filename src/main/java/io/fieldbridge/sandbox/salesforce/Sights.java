package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The org's objects as each user sees them. Thread-safe. */
final class Sights {

  private final Schema whole;
  private final Map<String, Schema> byUser = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private volatile OrgSwitches switches;
  private volatile Instant changedAt;

  Sights(Schema whole, OrgSwitches switches, InstantSource clock) {
    this.whole = whole;
    this.switches = switches;
    this.clock = clock;
    this.changedAt = clock.instant();
  }

  /** All that there is, whoever may see it. */
  Schema whole() {
    return whole;
  }

  /** When what users see changed last. */
  Instant changedAt() {
    return changedAt;
  }

  /** Forgets what was seen under other switches. */
  void change(OrgSwitches changed) {
    switches = changed;
    changedAt = clock.instant();
    byUser.clear();
  }

  Schema of(String username) {
    if (switches.multiCurrency() && switches.access().permissions().isEmpty()) {
      return whole;
    }
    return byUser.computeIfAbsent(
        username, user -> whole.seenBy(switches.access().sight(user, switches.multiCurrency())));
  }
}
