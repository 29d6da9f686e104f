package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
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
   * @param texts the rows as result files repeat them
   * @param problem what is wrong behind these rows; null where nothing is
   */
  record Block(List<UploadRow> rows, RowTexts texts, Columns.HeaderException problem) {

    /** What is left when the rows are done. */
    Block end() {
      return new Block(List.of(), texts, problem);
    }
  }

  private static final int TRANSACTIONS = 10;

  /** More than a transaction has rows; a power of two. */
  private static final int SEEN = 1 << 9;

  /** Those of a block, except for the last. */
  static final int ROWS = TRANSACTIONS * IngestRun.TRANSACTION;

  private final Upload upload;
  private final Columns columns;
  private final CsvDialect dialect;

  RowReader(Upload upload, Columns columns, CsvDialect dialect) {
    this.upload = upload;
    this.columns = columns;
    this.dialect = dialect;
  }

  /** The next rows; an empty block is the end. */
  Block next() throws IOException {
    RowTexts texts = new RowTexts(dialect, ROWS);
    List<UploadRow> rows = new ArrayList<>(ROWS);
    Upload.Block some = upload.transaction();
    while (!some.rows().isEmpty()) {
      transaction(some.rows(), rows);
      some.rows().forEach(texts::add);
      if (rows.size() == ROWS || some.problem() != null) {
        break;
      }
      some = upload.transaction();
    }
    return new Block(rows, texts, some.problem());
  }

  private void transaction(List<CSVRecord> lines, List<UploadRow> rows) {
    KeyText[] keys = new KeyText[lines.size()];
    for (int index = 0; index < keys.length; index++) {
      keys[index] = KeyText.of(columns.key(lines.get(index)));
    }
    Set<String> twice = columns.hasKey() && mayRepeat(keys) ? twice(keys) : Set.of();
    for (int index = 0; index < keys.length; index++) {
      boolean repeated = !twice.isEmpty() && twice.contains(lower(keys[index]));
      rows.add(row(lines.get(index), keys[index], repeated));
    }
  }

  private UploadRow row(CSVRecord line, KeyText key, boolean repeated) {
    JsonNode[] values = columns.values(line);
    CSVRecord cells = columns.tellAll(values, line) ? null : line;
    return new UploadRow(cells, columns.id(line), values, key, repeated);
  }

  private static boolean mayRepeat(KeyText[] keys) {
    long[] seen = new long[SEEN];
    for (KeyText key : keys) {
      long hash = key.hash() | 1;
      int place = (int) (hash >>> 1) & SEEN - 1;
      while (seen[place] != 0 && seen[place] != hash) {
        place = place + 1 & SEEN - 1;
      }
      if (seen[place] == hash) {
        return true;
      }
      seen[place] = hash;
    }
    return false;
  }

  /** The keys that come more than once. */
  private static Set<String> twice(KeyText[] keys) {
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
