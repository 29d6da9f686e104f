package io.fieldbridge.sandbox.salesforce.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/** Reads rows ahead and does what needs no org. Used by one thread at a time. */
final class RowReader {

  /**
   * Some rows, whole transactions except for the last one.
   *
   * @param problem what is wrong behind these rows; null where nothing is
   */
  record Block(List<UploadRow> rows, Columns.HeaderException problem) {

    /** What is left when the rows are done. */
    Block end() {
      return new Block(List.of(), problem);
    }
  }

  private static final int TRANSACTIONS = 10;

  /** Those of a block, except for the last. */
  static final int ROWS = TRANSACTIONS * IngestRun.TRANSACTION;

  private final Upload upload;
  private final Columns columns;

  RowReader(Upload upload, Columns columns) {
    this.upload = upload;
    this.columns = columns;
  }

  /** The next rows; an empty block is the end. */
  Block next() throws IOException {
    Upload.Block block = upload.block(TRANSACTIONS);
    List<CSVRecord> lines = block.rows();
    List<UploadRow> rows = new ArrayList<>(lines.size());
    for (int start = 0; start < lines.size(); start += IngestRun.TRANSACTION) {
      int end = Math.min(start + IngestRun.TRANSACTION, lines.size());
      transaction(lines.subList(start, end), rows);
    }
    return new Block(rows, block.problem());
  }

  private void transaction(List<CSVRecord> lines, List<UploadRow> rows) {
    Set<String> twice = columns.hasKey() ? twice(lines) : Set.of();
    for (CSVRecord line : lines) {
      String key = columns.key(line);
      boolean repeated = !twice.isEmpty() && twice.contains(key.toLowerCase(Locale.ROOT));
      rows.add(new UploadRow(line, columns.values(line), key, repeated));
    }
  }

  /** The keys that come more than once. */
  private Set<String> twice(List<CSVRecord> lines) {
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (CSVRecord line : lines) {
      String key = key(line);
      if (!once.add(key)) {
        twice.add(key);
      }
    }
    return twice;
  }

  private String key(CSVRecord line) {
    return columns.key(line).toLowerCase(Locale.ROOT);
  }
}
