package io.fieldbridge.sandbox.salesforce.bulk;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of comma-separated values, each of them in quotes. */
final class QuotedLines implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Writer out;
  private final char delimiter;
  private final String ending;
  private final StringBuilder text = new StringBuilder(BUFFER);
  private boolean begun;

  QuotedLines(Path file, CsvDialect dialect) throws IOException {
    out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    delimiter = dialect.delimiter();
    ending = dialect.ending();
  }

  /** Adds a value to the line. */
  void value(String value) {
    if (begun) {
      text.append(delimiter);
    }
    begun = true;
    String quotesDoubled = value.indexOf('"') < 0 ? value : value.replace("\"", "\"\"");
    text.append('"').append(quotesDoubled).append('"');
  }

  /** Ends the line. */
  void end() throws IOException {
    text.append(ending);
    begun = false;
    if (text.length() >= BUFFER / 2) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.append(text);
    text.setLength(0);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
