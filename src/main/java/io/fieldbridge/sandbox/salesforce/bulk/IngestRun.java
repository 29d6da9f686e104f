package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.data.KeyText;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.data.SeveralRecords;
import io.fieldbridge.sandbox.salesforce.data.Transaction;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Works off one job: internal batches of 10,000 rows, transactions of 200, each row by itself.
 * Holds no more than a few transactions in memory.
 */
final class IngestRun {

  static final int BATCH = 10_000;
  static final int TRANSACTION = 200;

  /** In the place of the number of refused rows. */
  private static final int NOT_BEGUN = -1;

  /** Blocks that wait for a thread, so that none waits for another on a busy machine. */
  private static final int AHEAD = 4;

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
    this.type = job.owner().schema().require(job.order().object());
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
    try (Upload upload = new Upload(job)) {
      Columns columns = Columns.of(type, job.order().operation(), upload.header(), key);
      try (ResultFiles results = new ResultFiles(job, upload.header())) {
        work(upload, columns, results);
      }
    } catch (Columns.HeaderException wrong) {
      job.fail(wrong.getMessage());
    }
  }

  /** While a block is worked off, later ones are read and the results of earlier ones written. */
  private void work(Upload upload, Columns columns, ResultFiles results)
      throws IOException, Columns.HeaderException {
    RowReader reader = new RowReader(upload, columns, job.order().dialect());
    Deque<Beside.Work<RowReader.Block>> ahead = new ArrayDeque<>();
    Deque<Beside.Work<?>> behind = new ArrayDeque<>();
    try (Beside reading = new Beside("bulk-read");
        Beside writing = new Beside("bulk-write")) {
      RowReader.Block block = next(reading, reader, ahead);
      for (long read = 0; !block.rows().isEmpty(); read += RowReader.ROWS) {
        if (read % BATCH == 0) {
          begin();
        }
        RowTexts texts = block.texts();
        Outcomes outcomes = transactions(columns, block.rows());
        behind.add(writing.start(() -> results.write(texts, outcomes)));
        if (behind.size() > AHEAD) {
          behind.remove().get();
        }
        block = block.problem() == null ? next(reading, reader, ahead) : block.end();
      }
      for (Beside.Work<?> written : behind) {
        written.get();
      }
      if (block.problem() != null) {
        throw block.problem();
      }
    }
  }

  private static RowReader.Block next(
      Beside reading, RowReader reader, Deque<Beside.Work<RowReader.Block>> ahead)
      throws IOException {
    while (ahead.size() < AHEAD) {
      ahead.add(reading.start(reader::next));
    }
    return ahead.remove().get();
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

  private Outcomes transactions(Columns columns, List<UploadRow> rows) {
    Outcomes outcomes = new Outcomes(rows.size());
    for (int start = 0; start < rows.size(); start += TRANSACTION) {
      List<UploadRow> some = rows.subList(start, Math.min(start + TRANSACTION, rows.size()));
      transaction(columns, some, outcomes);
    }
    return outcomes;
  }

  private void transaction(Columns columns, List<UploadRow> rows, Outcomes outcomes) {
    int failed =
        org.write(
            job.owner().caller(),
            transaction ->
                job.state() == JobState.IN_PROGRESS
                    ? each(transaction, columns, rows, outcomes)
                    : NOT_BEGUN);
    if (failed == NOT_BEGUN) {
      rows.forEach(row -> outcomes.add(RowOutcome.UNPROCESSED));
    } else {
      job.count(rows.size(), failed);
    }
  }

  /** How many rows were refused. */
  private int each(
      Transaction transaction, Columns columns, List<UploadRow> rows, Outcomes outcomes) {
    Records records = new Records(transaction);
    if (key != null) {
      records.expect(type, key, keys(rows));
    }
    int failed = 0;
    int before = outcomes.created();
    for (UploadRow row : rows) {
      int savepoint = transaction.savepoint();
      try {
        work(records, columns, row, outcomes);
      } catch (SalesforceError refused) {
        transaction.rollBackTo(savepoint);
        outcomes.add(RowOutcome.refused(row.id(), refused));
        failed++;
      } catch (SeveralRecords several) {
        transaction.rollBackTo(savepoint);
        outcomes.add(RowOutcome.refused("", ambiguous(several)));
        failed++;
      }
    }
    columns.creating(outcomes.created() > before);
    return failed;
  }

  private static List<KeyText> keys(List<UploadRow> rows) {
    List<KeyText> keys = new ArrayList<>(rows.size());
    for (UploadRow row : rows) {
      keys.add(row.key());
    }
    return keys;
  }

  private SalesforceError ambiguous(SeveralRecords several) {
    return new SalesforceError(
        "DUPLICATE_EXTERNAL_ID",
        key.name() + ": more than one record found for external id field: " + several.ids(),
        key.name());
  }

  private void work(Records records, Columns columns, UploadRow row, Outcomes outcomes) {
    if (key == null) {
      outcomes.add(done(records, columns, row));
    } else if (key.type() == FieldType.ID && row.key().text().isEmpty()) {
      outcomes.add(RowOutcome.done(records.create(type, columns.given(row)), true));
    } else {
      outcomes.add(upserted(records, columns, row));
    }
  }

  private RowOutcome done(Records records, Columns columns, UploadRow row) {
    String id = row.id();
    switch (job.order().operation()) {
      case "insert":
        return RowOutcome.done(records.create(type, columns.given(row)), true);
      case "update":
        records.update(type, required(id), columns.given(row));
        return RowOutcome.done(RecordIds.canonical(id), false);
      case "delete":
        records.delete(type, required(id));
        return RowOutcome.done(RecordIds.canonical(id), false);
      default:
        records.hardDelete(type, required(id));
        return RowOutcome.done(RecordIds.canonical(id), false);
    }
  }

  private Records.Upserted upserted(Records records, Columns columns, UploadRow row) {
    String value = row.key().text();
    if (value.isEmpty()) {
      throw new SalesforceError("MISSING_ARGUMENT", key.name() + " not specified", key.name());
    }
    if (row.repeated()) {
      throw new SalesforceError(
          "DUPLICATE_VALUE", "Duplicate external id specified: " + value, key.name());
    }
    return records.upsert(type, key, value, columns.given(row), columns.givenWithKey(row));
  }

  private static String required(String id) {
    if (id.isEmpty()) {
      throw new SalesforceError("MISSING_ARGUMENT", "Id not specified in an update call", "Id");
    }
    return id;
  }
}
