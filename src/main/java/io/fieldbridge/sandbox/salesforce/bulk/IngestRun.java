package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.SeveralRecords;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Works off one job: internal batches of 10,000 rows, transactions of 200, each row by itself.
 * Holds no more than one transaction in memory.
 */
final class IngestRun {

  static final int BATCH = 10_000;
  private static final int TRANSACTION = 200;

  /** What became of one row; {@code error} is null where it was done. */
  private record Outcome(String id, boolean created, SalesforceError error) {}

  private final Org org;
  private final Job job;
  private final Runnable batchStarts;
  private final ObjectType type;
  private final Field key;

  /**
   * @param batchStarts is told of each internal batch and may refuse it
   */
  IngestRun(Org org, Job job, Runnable batchStarts) {
    this.org = org;
    this.job = job;
    this.batchStarts = batchStarts;
    this.type = org.schema().require(job.order().object());
    String external = job.order().externalId();
    this.key = external == null ? null : type.field(external);
  }

  /** Reads the upload to its end; rows that are not processed go into their own file. */
  void run() throws IOException {
    if (!job.order().dialect().endsLinesOf(job.file("upload"))) {
      job.fail(
          "InvalidBatch : LineEnding is invalid on user data. Current LineEnding setting is "
              + job.order().dialect().lineEnding());
      return;
    }
    try (CSVParser parser =
        CSVParser.builder()
            .setPath(job.file("upload"))
            .setFormat(job.order().dialect().reading())
            .get()) {
      rows(parser.iterator());
    } catch (UncheckedIOException malformed) {
      job.fail("InvalidBatch : Failed to parse CSV: " + malformed.getMessage());
    } catch (Columns.HeaderException unknown) {
      job.fail(unknown.getMessage());
    }
  }

  private void rows(Iterator<CSVRecord> lines) throws IOException, Columns.HeaderException {
    if (!lines.hasNext()) {
      throw new Columns.HeaderException("InvalidBatch : Failed to parse CSV header");
    }
    List<String> names = lines.next().toList();
    Columns columns = Columns.of(type, job.order().operation(), names, key);
    try (ResultFiles results = new ResultFiles(job, names)) {
      List<CSVRecord> chunk = new ArrayList<>(TRANSACTION);
      long read = 0;
      while (lines.hasNext()) {
        if (read % BATCH == 0) {
          begin();
        }
        chunk.add(checked(lines.next(), names.size()));
        read++;
        if (chunk.size() == TRANSACTION || !lines.hasNext()) {
          transaction(columns, chunk, results);
          chunk.clear();
        }
      }
    }
  }

  private void begin() {
    try {
      if (job.state() == JobState.IN_PROGRESS) {
        batchStarts.run();
      }
    } catch (SalesforceError refused) {
      job.fail(refused.getMessage());
    }
  }

  private static CSVRecord checked(CSVRecord row, int columns) throws Columns.HeaderException {
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

  private void transaction(Columns columns, List<CSVRecord> rows, ResultFiles results)
      throws IOException {
    Map<String, Integer> keys = new HashMap<>();
    if (key != null) {
      rows.forEach(row -> keys.merge(lower(columns.key(row)), 1, Integer::sum));
    }
    List<Outcome> outcomes =
        org.write(
            job.owner().caller(),
            transaction ->
                job.state() == JobState.IN_PROGRESS
                    ? rows.stream().map(row -> row(transaction, columns, row, keys)).toList()
                    : List.of());
    if (outcomes.isEmpty()) {
      for (CSVRecord row : rows) {
        results.unprocessed(row);
      }
      return;
    }
    long failures = 0;
    for (int index = 0; index < rows.size(); index++) {
      Outcome outcome = outcomes.get(index);
      if (outcome.error == null) {
        results.succeeded(outcome.id, outcome.created, rows.get(index));
      } else {
        results.failed(outcome.id, ResultFiles.text(outcome.error), rows.get(index));
        failures++;
      }
    }
    job.count(rows.size(), failures);
  }

  private Outcome row(
      Transaction transaction, Columns columns, CSVRecord row, Map<String, Integer> keys) {
    int savepoint = transaction.savepoint();
    try {
      return done(new Records(transaction), columns, row, keys);
    } catch (SalesforceError refused) {
      transaction.rollBackTo(savepoint);
      return new Outcome(columns.id(row), false, refused);
    } catch (SeveralRecords several) {
      transaction.rollBackTo(savepoint);
      SalesforceError error =
          new SalesforceError(
              "DUPLICATE_EXTERNAL_ID",
              key.name() + ": more than one record found for external id field: " + several.ids(),
              key.name());
      return new Outcome("", false, error);
    }
  }

  private Outcome done(Records records, Columns columns, CSVRecord row, Map<String, Integer> keys) {
    String id = columns.id(row);
    switch (job.order().operation()) {
      case "insert":
        return new Outcome(records.create(type, columns.body(row)), true, null);
      case "update":
        records.update(type, required(id), columns.body(row));
        return new Outcome(RecordIds.canonical(id), false, null);
      case "upsert":
        return upsert(records, columns, row, keys);
      case "delete":
        records.delete(type, required(id));
        return new Outcome(RecordIds.canonical(id), false, null);
      default:
        records.hardDelete(type, required(id));
        return new Outcome(RecordIds.canonical(id), false, null);
    }
  }

  private Outcome upsert(
      Records records, Columns columns, CSVRecord row, Map<String, Integer> keys) {
    boolean byId = key.name().equals("Id");
    String value = columns.key(row);
    if (value.isEmpty() && byId) {
      return new Outcome(records.create(type, columns.body(row)), true, null);
    }
    if (value.isEmpty()) {
      throw new SalesforceError("MISSING_ARGUMENT", key.name() + " not specified", key.name());
    }
    if (keys.get(lower(value)) > 1) {
      throw new SalesforceError(
          "DUPLICATE_VALUE", "Duplicate external id specified: " + value, key.name());
    }
    Records.Upserted upserted = records.upsert(type, key, value, columns.body(row));
    return new Outcome(upserted.id(), upserted.created(), null);
  }

  private static String required(String id) {
    if (id.isEmpty()) {
      throw new SalesforceError("MISSING_ARGUMENT", "Id not specified in an update call", "Id");
    }
    return id;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
