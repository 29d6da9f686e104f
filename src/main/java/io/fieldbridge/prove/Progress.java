package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;

/** Tells of each run when it has ended, and how far the campaign is. Thread-safe. */
final class Progress {

  private final int runs;
  private final int toPlay;
  private final Clock clock;
  private final PrintStream out;
  private final long began;
  private int played;
  private int failed;

  /**
   * @param toPlay how many of the runs have no result yet
   */
  Progress(Extent extent, int toPlay, Clock clock, PrintStream out) {
    this.runs = extent.runs();
    this.toPlay = toPlay;
    this.clock = clock;
    this.out = out;
    this.began = clock.millis();
  }

  /** The result of a run that was played earlier. */
  synchronized void knows(JsonNode result) {
    failed += result.path("passed").asBoolean() ? 0 : 1;
  }

  /** All of it in one piece, so that runs that end together do not mix. */
  synchronized void ended(Player.Played run) {
    played++;
    knows(run.result());
    int done = runs - toPlay + played;
    long left = (clock.millis() - began) / played * (toPlay - played);
    out.printf(
        "%s%d of %d done, %d failed, about %s to go%n",
        run.told(), done, runs, failed, words(Duration.ofMillis(left)));
    out.flush();
  }

  /** As people say it: {@code 1 h 5 min}, {@code 12 min}, {@code 40 s}. */
  static String words(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
