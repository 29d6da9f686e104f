package io.fieldbridge.flow;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What flows failed with that were swept one after another, told together. */
final class SweepFailures {

  private final List<SyncException> failures = new ArrayList<>();

  void add(SyncException failure) {
    failures.add(failure);
  }

  /**
   * Throws what there was; several as one. A pause that a system asked for is kept, and as long as
   * any of them may pass by itself, it is tried again without a person.
   */
  void tell() {
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      SyncException together = together();
      failures.forEach(together::addSuppressed);
      throw together;
    }
  }

  private SyncException together() {
    String told = failures.stream().map(Throwable::getMessage).collect(Collectors.joining(" "));
    Reason reason = Reason.of("several-flows", told, "");
    Optional<Duration> pause =
        failures.stream()
            .filter(ThrottledException.class::isInstance)
            .map(throttled -> ((ThrottledException) throttled).retryAfter())
            .max(Comparator.naturalOrder());
    if (pause.isPresent()) {
      return new ThrottledException(reason, pause.get());
    }
    return failures.stream().allMatch(ContractException.class::isInstance)
        ? new ContractException(reason)
        : new SystemUnavailableException(reason, null);
  }
}
