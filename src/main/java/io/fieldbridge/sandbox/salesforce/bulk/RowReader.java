package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.data.KeyText;
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
    List<KeyText> keys = lines.stream().map(line -> KeyText.of(columns.key(line))).toList();
    Set<String> twice = columns.hasKey() && mayRepeat(keys) ? twice(keys) : Set.of();
    for (int index = 0; index < keys.size(); index++) {
      CSVRecord line = lines.get(index);
      KeyText key = keys.get(index);
      boolean repeated = !twice.isEmpty() && twice.contains(lower(key));
      rows.add(new UploadRow(line, columns.values(line), key, repeated));
    }
  }

  private static boolean mayRepeat(List<KeyText> keys) {
    long[] hashes = keys.stream().mapToLong(KeyText::hash).sorted().toArray();
    for (int index = 1; index < hashes.length; index++) {
      if (hashes[index] == hashes[index - 1]) {
        return true;
      }
    }
    return false;
  }

  /** The keys that come more than once. */
  private static Set<String> twice(List<KeyText> keys) {
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (KeyText key : keys) {
      if (!once.add(lower(key))) {
        twice.add(lower(key));
      }
    }
    return twice;
  }

  private static String lower(KeyText key) {
    return key.text().toLowerCase(Locale.ROOT);
  }
}
