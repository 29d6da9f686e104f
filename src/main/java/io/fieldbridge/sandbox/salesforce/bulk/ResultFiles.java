package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.util.List;

/** Writes the three result files of a job. Used by one thread at a time. */
final class ResultFiles implements AutoCloseable {

  static final String SUCCESSFUL = "successful";
  static final String FAILED = "failed";
  static final String UNPROCESSED = "unprocessed";

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final QuotedLines successful;
  private final QuotedLines failed;
  private final QuotedLines unprocessed;

  ResultFiles(Job job, List<String> columns) throws IOException {
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
  Void write(RowTexts rows, Outcomes outcomes) throws IOException {
    for (int row = 0; row < outcomes.size(); row++) {
      file(outcomes, row).rest(rows, row);
    }
    return null;
  }

  /** The file that a row belongs into, which has already what comes before the row's own values. */
  private QuotedLines file(Outcomes outcomes, int row) {
    RowOutcome other = outcomes.other(row);
    if (other != null) {
      return file(other);
    }
    successful.id(outcomes.prefix(), outcomes.number(row));
    successful.value(outcomes.created(row) ? TRUE : FALSE);
    return successful;
  }

  private QuotedLines file(RowOutcome outcome) {
    if (outcome == RowOutcome.UNPROCESSED) {
      return unprocessed;
    }
    if (outcome.failed()) {
      failed.value(outcome.named());
      failed.value(text(outcome.error()));
      return failed;
    }
    successful.value(outcome.named());
    successful.value(outcome.created() ? TRUE : FALSE);
    return successful;
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
