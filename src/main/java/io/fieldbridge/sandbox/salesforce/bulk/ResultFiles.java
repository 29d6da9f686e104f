package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Writes the three result files of a job. */
final class ResultFiles implements AutoCloseable {

  static final String SUCCESSFUL = "successful";
  static final String FAILED = "failed";
  static final String UNPROCESSED = "unprocessed";

  private final CSVPrinter successful;
  private final CSVPrinter failed;
  private final CSVPrinter unprocessed;

  ResultFiles(Job job, List<String> columns) throws IOException {
    successful = printer(job, SUCCESSFUL, List.of("sf__Id", "sf__Created"), columns);
    failed = printer(job, FAILED, List.of("sf__Id", "sf__Error"), columns);
    unprocessed = printer(job, UNPROCESSED, List.of(), columns);
  }

  private static CSVPrinter printer(Job job, String name, List<String> before, List<String> columns)
      throws IOException {
    CSVPrinter printer =
        new CSVPrinter(
            Files.newBufferedWriter(job.file(name), StandardCharsets.UTF_8),
            job.order().dialect().writing());
    before.forEach(column -> print(printer, column));
    printer.printRecord(columns);
    return printer;
  }

  void succeeded(String id, boolean created, CSVRecord row) throws IOException {
    print(successful, id);
    print(successful, created ? "true" : "false");
    successful.printRecord(row);
  }

  void failed(String id, String error, CSVRecord row) throws IOException {
    print(failed, id);
    print(failed, error);
    failed.printRecord(row);
  }

  void unprocessed(CSVRecord row) throws IOException {
    unprocessed.printRecord(row);
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

  private static void print(CSVPrinter printer, String value) {
    try {
      printer.print(value);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  @Override
  public void close() throws IOException {
    successful.close();
    failed.close();
    unprocessed.close();
  }
}
