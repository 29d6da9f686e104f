package io.fieldbridge.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the daemon's processes of a run logged. */
final class DaemonLog {

  private static final Pattern BEGIN = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*", Pattern.DOTALL);

  /**
   * Vert.x takes connections a moment before it is ready for them; whoever asks again is served.
   */
  private static final String ASKED_TOO_EARLY = "\"this.sslChannelProvider\" is null";

  private final Path file;

  DaemonLog(Path file) {
    this.file = file;
  }

  /** Where nothing fails unforeseen, there is no error and no stack trace: the first three. */
  List<String> errors() {
    return entries().stream()
        .filter(entry -> entry.contains(" ERROR ") || entry.contains("\n\tat "))
        .filter(entry -> !entry.contains(ASKED_TOO_EARLY))
        .limit(3)
        .toList();
  }

  private List<String> entries() {
    List<String> entries = new ArrayList<>();
    for (String line : lines()) {
      if (entries.isEmpty() || BEGIN.matcher(line).matches()) {
        entries.add(line);
      } else {
        int last = entries.size() - 1;
        entries.set(last, entries.get(last) + "\n" + line);
      }
    }
    return entries;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
