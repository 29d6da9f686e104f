package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.util.List;

/** Writes the three result files of a job. Used by one thread at a time. */
final class ResultFiles implements AutoCloseable {

  static final String SUCCESSFUL = "successful";
  static final String FAILED = "failed";
  static final String UNPROCESSED = "unprocessed";

  private final QuotedLines successful;
  private final QuotedLines failed;
  private final QuotedLines unprocessed;
  private final int columns;

  ResultFiles(Job job, List<String> columns) throws IOException {
    this.columns = columns.size();
    successful = file(job, SUCCESSFUL, List.of("sf__Id", "sf__Created"), columns);
    failed = file(job, FAILED, List.of("sf__Id", "sf__Error"), columns);
    unprocessed = file(job, UNPROCESSED, List.of(), columns);
  }

  private static QuotedLines file(Job job, String name, List<String> before, List<String> columns)
      throws IOException {
    QuotedLines lines = new QuotedLines(job.file(name), job.order().dialect());
    before.forEach(lines::value);
    columns.forEach(lines::value);
    lines.end();
    return lines;
  }

  /** Writes what became of some rows; gives nothing. */
  Void write(List<UploadRow> rows, List<RowOutcome> outcomes) throws IOException {
    for (int index = 0; index < rows.size(); index++) {
      write(rows.get(index), outcomes.get(index));
    }
    return null;
  }

  private void write(UploadRow row, RowOutcome outcome) throws IOException {
    QuotedLines lines = successful;
    if (outcome == RowOutcome.UNPROCESSED) {
      lines = unprocessed;
    } else if (outcome.failed()) {
      lines = failed;
      lines.value(outcome.id());
      lines.value(text(outcome.error()));
    } else {
      lines.value(outcome.id());
      lines.value(outcome.created() ? "true" : "false");
    }
    for (int column = 0; column < columns; column++) {
      lines.value(row.cell(column));
    }
    lines.end();
  }

  /** The form of an error in {@code sf__Error}. */
  static String text(SalesforceError error) {
    String fields = String.join(",", error.fields());
    if (error.code().equals("JSON_PARSER_ERROR") && !fields.isEmpty()) {
      return "INVALID_TYPE_ON_FIELD_IN_RECORD:"
          + fields
          + ": value not of required type: "
          + error.getMessage().replaceFirst(".* value ", "")
          + ":"
          + fields
          + " --";
    }
    return error.code()
        + ":"
        + error.getMessage()
        + ":"
        + (fields.isEmpty() ? "--" : fields + " --");
  }

  @Override
  public void close() throws IOException {
    successful.close();
    failed.close();
    unprocessed.close();
  }
}
