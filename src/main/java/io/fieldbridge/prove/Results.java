package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The results file: a line of JSON for each run that ended, so that a campaign can go on later.
 * Thread-safe.
 */
final class Results {

  private final Path file;
  private final Map<Long, JsonNode> bySeed = new ConcurrentHashMap<>();

  /** Reads what is there; a last line that was cut short by a kill counts as not there. */
  Results(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          read(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The results file " + file + " cannot be read", e);
    }
  }

  private void read(String line) throws IOException {
    if (line.startsWith("{") && line.endsWith("}")) {
      JsonNode result = Http.JSON.readTree(line);
      bySeed.put(result.path("seed").asLong(), result);
    }
  }

  boolean has(long seed) {
    return bySeed.containsKey(seed);
  }

  JsonNode of(long seed) {
    return bySeed.get(seed);
  }

  synchronized void add(JsonNode result) {
    bySeed.put(result.path("seed").asLong(), result);
    try {
      Files.writeString(file, result + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The results file " + file + " cannot be written", e);
    }
  }

  Path file() {
    return file;
  }
}
