package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.Change;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the changes of an object that is not captured, by looking at its records again and again.
 * Each look reaches back by the overlap; what was told already is not told twice within a run.
 *
 * <p>The position is the instant from which the next look has to start.
 */
final class PollFeed implements ChangeFeed {

  /** Beyond this it is forgotten what was told; whoever receives it drops what it knows. */
  private static final int TOLD_MAX = 100_000;

  /** Deletions are listed by whole minutes, so they come again a little longer than records. */
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final String object;
  private final SalesforceSettings settings;
  private final Sweep sweep;
  private final Describes describes;
  private final Clock clock;

  PollFeed(
      String object, SalesforceSettings settings, Sweep sweep, Describes describes, Clock clock) {
    this.object = object;
    this.settings = settings;
    this.sweep = sweep;
    this.describes = describes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return SalesforceConnector.SYSTEM + ":poll:" + object;
  }

  @Override
  public Duration silenceLimit() {
    return settings.feed().poll().interval().plus(GRACE);
  }

  @Override
  public void run(Optional<String> position, Sink sink) throws InterruptedException {
    Instant from = position.map(this::parsed).orElseGet(clock::instant);
    if (position.isEmpty()) {
      sink.accept(List.of(), from.toString());
    }
    Map<String, Instant> told = new HashMap<>();
    while (true) {
      from = lookUnlessInterrupted(from, told, sink);
      sink.alive();
      Instant reach = from.minus(REMEMBERED);
      told.values().removeIf(at -> at.isBefore(reach) || told.size() > TOLD_MAX);
      Thread.sleep(settings.feed().poll().interval().toMillis());
    }
  }

  private Instant lookUnlessInterrupted(Instant from, Map<String, Instant> told, Sink sink)
      throws InterruptedException {
    try {
      return look(from, told, sink);
    } catch (SystemUnavailableException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    }
  }

  private Instant look(Instant from, Map<String, Instant> told, Sink sink) {
    List<String> references =
        describes.of(object).map(Description::references).orElseThrow(this::unknown).stream()
            .filter(field -> !field.equals("LastModifiedById"))
            .toList();
    Sweep.Plan plan = new Sweep.Plan(object, references, Change.Kind.UPDATE);
    Optional<Instant> began =
        sweep.since(
            plan,
            from,
            page -> {
              List<Change> fresh =
                  page.stream().filter(change -> !told.containsKey(change.id())).toList();
              if (!fresh.isEmpty()) {
                sink.accept(fresh, from.toString());
                fresh.forEach(change -> told.put(change.id(), change.at()));
              }
            });
    Instant certain = began.map(time -> time.minus(settings.feed().poll().overlap())).orElse(from);
    if (!certain.isAfter(from)) {
      return from;
    }
    sink.accept(List.of(), certain.toString());
    return certain;
  }

  private Instant parsed(String position) {
    try {
      return Instant.parse(position);
    } catch (DateTimeException e) {
      throw new ContractException(
          Reason.of(
              "position-unreadable",
              "'" + position + "' is no position of the feed " + name() + ".",
              "Set it to an instant such as 2026-01-31T00:00:00Z to be read from."),
          e);
    }
  }

  private ContractException unknown() {
    return new ContractException(
        Reason.of(
            "INVALID_TYPE",
            "The org has no object '" + object + "', or the integration user may not see it.",
            "Check the object's name in the contract and the user's permissions."));
  }
}
