package io.fieldbridge.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How the deliveries of a flow in one direction fare.
 *
 * @param lastLook when somebody last looked for messages that are due
 * @param trouble what keeps them from being claimed; empty while nothing does
 * @param away the system that they wait for; empty while all that they need are there
 */
public record DeliveryStatus(
    String flow,
    String direction,
    Instant lastLook,
    Optional<Trouble> trouble,
    Optional<Away> away) {

  /**
   * Looks come every half second; a database has a minute for each answer, and a look asks more.
   */
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(3);

  /**
   * @param since when it began
   */
  public record Trouble(Instant since, String what) {}

  /**
   * A system that does not work just now, or not for us.
   *
   * @param since when it first failed
   * @param nextTry when one message tries it again, at the latest
   * @param why what it last failed with
   * @param asked whether it only asked us to wait
   */
  public record Away(String system, Instant since, Instant nextTry, String why, boolean asked) {

    /** The same system, to be tried at once. */
    public Away trying(Instant now) {
      return new Away(system, since, now, why, asked);
    }
  }

  /** What holds messages back, in a sentence; empty where nothing does. */
  public Optional<String> told(Instant now) {
    return standstill(now).or(this::absence);
  }

  /** Whether that is more than a system's wish that we wait. */
  public boolean red(Instant now) {
    return standstill(now).isPresent() || away.filter(one -> !one.asked()).isPresent();
  }

  private Optional<String> absence() {
    return away.map(
        one ->
            "Messages of %s %s wait for %s since %s, one tries again at %s: %s"
                .formatted(
                    flow,
                    direction,
                    one.system(),
                    second(one.since()),
                    second(one.nextTry()),
                    one.why()));
  }

  private Optional<String> standstill(Instant now) {
    return trouble.or(() -> stuck(now)).map(this::sentence);
  }

  private Optional<Trouble> stuck(Instant now) {
    return lastLook.plus(LONGEST_LOOK).isBefore(now)
        ? Optional.of(new Trouble(lastLook, "nobody has looked for messages since."))
        : Optional.empty();
  }

  private String sentence(Trouble found) {
    return "Deliveries of %s %s stand still since %s: %s"
        .formatted(flow, direction, second(found.since()), found.what());
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
