package io.fieldbridge.sandbox.salesforce.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of comma-separated values, each of them in quotes. */
final class QuotedLines implements AutoCloseable {

  private static final int BUFFER = 1 << 15;

  private final OutputStream out;
  private final QuotedText text;

  QuotedLines(Path file, CsvDialect dialect) throws IOException {
    out = Files.newOutputStream(file);
    text = new QuotedText(dialect, BUFFER);
  }

  /** Adds a value to the line. */
  void value(String value) {
    text.value(value);
  }

  /** Adds the id of a record by its number. */
  void id(String prefix, int number) {
    text.id(prefix, number);
  }

  /** Adds a value that needs no more than quotes around it. */
  void value(byte[] plain) {
    text.value(plain);
  }

  /** Adds the values of a row, and ends the line. */
  void rest(RowTexts rows, int row) throws IOException {
    rows.addTo(text, row);
    flushIfMuch();
  }

  /** Ends the line. */
  void end() throws IOException {
    text.end();
    flushIfMuch();
  }

  private void flushIfMuch() throws IOException {
    if (text.size() >= BUFFER) {
      text.moveTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      text.moveTo(out);
    }
  }
}
