package io.fieldbridge.sandbox.salesforce.bulk;

import org.apache.commons.csv.CSVRecord;

/**
 * The cells of some rows as result files repeat them. They are made where the rows are read, so
 * that the many texts of a row need not wait for its turn. Filled by one thread, then read by
 * another.
 */
final class RowTexts {

  private static final int EXPECTED_BYTES = 1 << 6;

  private final QuotedText text;
  private final int[] ends;
  private int rows;

  /**
   * @param rows how many there may be
   */
  RowTexts(CsvDialect dialect, int rows) {
    text = new QuotedText(dialect, rows * EXPECTED_BYTES);
    ends = new int[rows];
  }

  void add(CSVRecord row) {
    for (int column = 0; column < row.size(); column++) {
      text.value(row.get(column));
    }
    text.end();
    ends[rows++] = text.size();
  }

  void addTo(QuotedText line, int row) {
    line.rest(text, row == 0 ? 0 : ends[row - 1], ends[row]);
  }
}
