package io.fieldbridge.sandbox.salesforce.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows that a client uploaded, block by block. Used by one thread at a time. */
final class Upload implements AutoCloseable {

  /**
   * The rows of a transaction.
   *
   * @param problem what is wrong behind these rows; null where nothing is
   */
  record Block(List<CSVRecord> rows, Columns.HeaderException problem) {}

  private final CSVParser parser;
  private final Iterator<CSVRecord> lines;
  private final int columns;
  private final List<String> header;

  /** Reads the header. */
  Upload(Job job) throws IOException, Columns.HeaderException {
    parser =
        CSVParser.builder()
            .setPath(job.file("upload"))
            .setCharset(StandardCharsets.UTF_8)
            .setFormat(job.order().dialect().reading())
            .get();
    lines = parser.iterator();
    try {
      header = lines.hasNext() ? lines.next().toList() : List.of();
    } catch (UncheckedIOException malformed) {
      parser.close();
      throw unreadable(malformed);
    }
    columns = header.size();
  }

  /** The names of the columns; none where the upload is empty. */
  List<String> header() {
    return header;
  }

  /**
   * The next rows; an empty block is the end. Behind a row that cannot be read there are no others,
   * and the transaction that it is in does not happen.
   */
  Block transaction() {
    List<CSVRecord> rows = new ArrayList<>(IngestRun.TRANSACTION);
    try {
      while (rows.size() < IngestRun.TRANSACTION && lines.hasNext()) {
        rows.add(checked(lines.next()));
      }
      return new Block(rows, null);
    } catch (UncheckedIOException malformed) {
      return new Block(List.of(), unreadable(malformed));
    } catch (Columns.HeaderException ragged) {
      return new Block(List.of(), ragged);
    }
  }

  private CSVRecord checked(CSVRecord row) throws Columns.HeaderException {
    if (row.size() != columns) {
      throw new Columns.HeaderException(
          "InvalidBatch : Row "
              + (row.getRecordNumber() - 1)
              + " has "
              + row.size()
              + " columns, the header has "
              + columns);
    }
    return row;
  }

  private static Columns.HeaderException unreadable(UncheckedIOException malformed) {
    return new Columns.HeaderException(
        "InvalidBatch : Failed to parse CSV: " + malformed.getMessage());
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
