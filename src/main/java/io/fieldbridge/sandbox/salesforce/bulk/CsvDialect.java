package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * How a job's files are written.
 *
 * @param columnDelimiter COMMA, TAB, PIPE, SEMICOLON, CARET or BACKQUOTE
 * @param lineEnding LF or CRLF
 */
record CsvDialect(String columnDelimiter, String lineEnding) {

  private static final Map<String, Character> DELIMITERS =
      Map.of(
          "COMMA", ',', "TAB", '\t', "PIPE", '|', "SEMICOLON", ';', "CARET", '^', "BACKQUOTE", '`');
  private static final Map<String, String> ENDINGS = Map.of("LF", "\n", "CRLF", "\r\n");

  CsvDialect {
    known("columnDelimiter", columnDelimiter, DELIMITERS);
    known("lineEnding", lineEnding, ENDINGS);
  }

  private static void known(String member, String value, Map<String, ?> values) {
    if (!values.containsKey(value)) {
      throw new SalesforceError(
          "INVALIDJOB",
          "InvalidJob : " + member + " must be one of " + values.keySet() + ", not " + value);
    }
  }

  char delimiter() {
    return DELIMITERS.get(columnDelimiter);
  }

  String ending() {
    return ENDINGS.get(lineEnding);
  }

  /** How an upload is read: nothing is trimmed, quotes are doubled inside quotes. */
  CSVFormat reading() {
    return CSVFormat.Builder.create(CSVFormat.RFC4180)
        .setDelimiter(delimiter())
        .setIgnoreEmptyLines(true)
        .get();
  }

  /** How results are written: every value in quotes. */
  CSVFormat writing() {
    return CSVFormat.Builder.create(CSVFormat.RFC4180)
        .setDelimiter(delimiter())
        .setRecordSeparator(ending())
        .setQuoteMode(QuoteMode.ALL)
        .get();
  }

  /** Whether the first line of a file ends as the job says; true where there is but one line. */
  boolean endsLinesOf(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      boolean quoted = false;
      int before = -1;
      for (int at = in.read(); at >= 0; at = in.read()) {
        quoted ^= at == '"';
        if (at == '\n' && !quoted) {
          return ending().equals(before == '\r' ? "\r\n" : "\n");
        }
        before = at;
      }
      return true;
    }
  }
}
