package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The subscriptions of an environment; those that have expired are gone. Thread-safe. */
final class Subscriptions {

  private final Environment environment;
  private final Map<String, Subscription> all = new LinkedHashMap<>();
  private final AtomicLong versions = new AtomicLong();

  Subscriptions(Environment environment) {
    this.environment = environment;
  }

  synchronized List<Subscription> list() {
    Instant now = environment.now();
    all.values().removeIf(each -> !each.lifetime().expires().isAfter(now));
    return List.copyOf(all.values());
  }

  Optional<Subscription> find(String id) {
    return list().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  synchronized void put(Subscription subscription) {
    all.put(subscription.id(), subscription);
  }

  synchronized void remove(String id) {
    all.remove(id);
  }

  synchronized void clear() {
    all.clear();
  }

  /** A lifetime that starts now; {@code before} is the one that it renews, or null. */
  Subscription.Lifetime lifetime(Subscription.Lifetime before) {
    Instant now = environment.now();
    int seconds = environment.switches().number(Switch.WEBHOOK_EXPIRY_SECONDS);
    return new Subscription.Lifetime(
        before == null ? now : before.created(),
        now,
        now.plusSeconds(seconds),
        versions.incrementAndGet());
  }
}
