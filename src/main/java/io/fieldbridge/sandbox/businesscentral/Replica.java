package io.fieldbridge.sandbox.businesscentral;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A copy of all companies that calls with read-only intent may see. It is taken anew when it is
 * older than it may be, so that what is seen is between fresh and that old. Thread-safe while the
 * environment is read.
 */
final class Replica {

  private Instant taken = Instant.MIN;
  private Map<UUID, Company> copies = Map.of();

  /** The company as it was at most {@code lag} ago. */
  synchronized Company of(Company company, Collection<Company> all, Instant now, Duration lag) {
    boolean old = copies.isEmpty() || !now.isBefore(taken.plus(lag));
    if (old) {
      Map<UUID, Company> fresh = new HashMap<>();
      all.forEach(each -> fresh.put(each.id(), each.copy()));
      copies = fresh;
      taken = now;
    }
    return copies.get(company.id());
  }

  synchronized void forget() {
    copies = Map.of();
  }
}
