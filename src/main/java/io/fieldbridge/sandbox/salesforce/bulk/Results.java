package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.SandboxResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The files that a job leaves, as answers. */
final class Results {

  static final String CSV = "text/csv";

  private Results() {}

  /** A result file; of a job that never began, the whole upload is unprocessed. */
  static SandboxResponse of(Job job, String name) {
    Path file = job.file(name);
    if (Files.exists(file)) {
      return SandboxResponse.streamed(200, CSV, out -> Files.copy(file, out));
    }
    Path upload = job.file("upload");
    boolean whole = name.equals(ResultFiles.UNPROCESSED) && Files.exists(upload);
    if (whole) {
      return SandboxResponse.streamed(200, CSV, out -> Files.copy(upload, out));
    }
    return SandboxResponse.text(200, CSV, header(job, name));
  }

  private static String header(Job job, String name) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, job.order().dialect().writing())) {
      if (!name.equals(ResultFiles.UNPROCESSED)) {
        printer.print("sf__Id");
        printer.print(name.equals(ResultFiles.FAILED) ? "sf__Error" : "sf__Created");
      }
      for (String column : columns(job)) {
        printer.print(column);
      }
      printer.println();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return text.toString();
  }

  private static Iterable<String> columns(Job job) throws IOException {
    Path upload = job.file("upload");
    if (!Files.exists(upload)) {
      return List.of();
    }
    try (CSVParser parser =
        CSVParser.builder()
            .setPath(upload)
            .setCharset(StandardCharsets.UTF_8)
            .setFormat(job.order().dialect().reading())
            .get()) {
      for (CSVRecord first : parser) {
        return first.toList();
      }
    }
    return List.of();
  }
}
