package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * {@code /jobs/ingest}: rows come in one upload and are worked off in the background. Thread-safe.
 */
public final class IngestJobs implements AutoCloseable {

  private static final Set<String> OPERATIONS =
      Set.of("insert", "update", "upsert", "delete", "hardDelete");
  private static final Set<String> MEMBERS =
      Set.of(
          "object",
          "operation",
          "externalIdFieldName",
          "contentType",
          "lineEnding",
          "columnDelimiter",
          "assignmentRuleId");

  private final Org org;
  private final Supplier<BulkSettings> settings;
  private final Jobs jobs;
  private final Background background = new Background();
  private final Quota batches;
  private final AtomicInteger failing = new AtomicInteger();

  public IngestJobs(Org org, Supplier<BulkSettings> settings) {
    this.org = org;
    this.settings = settings;
    this.jobs = new Jobs(org.clock(), 1);
    this.batches = new Quota("The batches", org.clock(), () -> settings.get().dailyBulkBatches());
  }

  /** Opens a job; the request's members are checked as the vendor does. */
  public ObjectNode create(ObjectNode wanted, BulkCaller caller) {
    JobRequest request = new JobRequest(wanted, MEMBERS);
    String operation = request.oneOf("operation", OPERATIONS);
    ObjectType type = org.schema().find(request.text("object", ""));
    if (type == null) {
      throw new SalesforceError(
          "INVALIDENTITY",
          "InvalidEntity : Entity '"
              + request.text("object", "")
              + "' is not supported by the Bulk API.");
    }
    if (operation.equals("hardDelete") && !settings.get().bulkHardDelete()) {
      throw new SalesforceError(
          "FEATURENOTENABLED", "FeatureNotEnabled : hardDelete needs the permission for it");
    }
    String key = key(type, operation, request.text("externalIdFieldName", null));
    Job.Order order = new Job.Order(operation, type.name(), key, null, request.dialect());
    return jobs.add(order, caller).toJson();
  }

  private static String key(ObjectType type, String operation, String name) {
    if (!operation.equals("upsert")) {
      if (name != null) {
        throw invalid("External Id field name is not valid for the operation " + operation);
      }
      return null;
    }
    Field key = name == null ? null : type.field(name);
    if (key == null || !key.identifies()) {
      throw invalid(
          name == null
              ? "External Id field name is required for the operation upsert"
              : "Field name provided, " + name + " does not match an External ID for " + type);
    }
    return key.name();
  }

  static SalesforceError invalid(String sentence) {
    return new SalesforceError("INVALIDJOB", "InvalidJob : " + sentence);
  }

  /** The job as clients see it. */
  public ObjectNode get(String id) {
    return jobs.find(id).toJson();
  }

  /** A page of jobs. */
  public ObjectNode list(String locator, String url) {
    return jobs.list(locator, url);
  }

  /** Takes the one file of rows that a job has; the file is moved away. */
  public void upload(String id, Path rows) {
    Job job = jobs.find(id);
    try {
      if (Files.size(rows) >= settings.get().rawBytesMax()) {
        throw new SalesforceError(
            "EXCEEDEDQUOTA",
            "ExceededQuota : The upload exceeds "
                + settings.get().bulkUploadBytesMax()
                + " bytes after base64 encoding.");
      }
      job.upload();
      Files.move(rows, job.file("upload"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Closes the upload or aborts the job. */
  public ObjectNode change(String id, ObjectNode wanted) {
    Job job = jobs.find(id);
    String state = wanted.path("state").asText();
    if (state.equals("Aborted")) {
      job.abort();
    } else if (!state.equals("UploadComplete")) {
      throw invalid("A job can be set to UploadComplete or Aborted, not to '" + state + "'");
    } else if (job.move(JobState.OPEN, JobState.UPLOAD_COMPLETE)) {
      background.start(() -> process(job), settings.get().bulkLatencyMilliseconds());
    } else {
      throw Job.wrongState("Closing already " + job.state().wireName() + " Job not allowed");
    }
    return job.toJson();
  }

  /** Removes a job that has ended or waits. */
  public void delete(String id) {
    Job job = jobs.find(id);
    if (job.state() == JobState.OPEN || job.state() == JobState.IN_PROGRESS) {
      throw Job.wrongState("A job in the state " + job.state().wireName() + " cannot be deleted");
    }
    job.fail("The job was deleted.");
    jobs.remove(job);
  }

  /**
   * One of the three result files.
   *
   * @param kind {@code successfulResults}, {@code failedResults} or {@code unprocessedrecords}, in
   *     any case
   */
  public SandboxResponse results(String id, String kind) {
    Job job = jobs.find(id);
    String name = kind.toLowerCase(Locale.ROOT).replaceFirst("(results|records)$", "");
    if (!Set.of(ResultFiles.SUCCESSFUL, ResultFiles.FAILED, ResultFiles.UNPROCESSED)
        .contains(name)) {
      throw new SalesforceError("NOT_FOUND", "The requested resource does not exist");
    }
    if (!job.state().isTerminal()) {
      throw Job.wrongState("Results are not available in the state " + job.state().wireName());
    }
    return Results.of(job, name);
  }

  /** The next jobs fail as a whole when their processing starts. */
  public void failNext(int times) {
    failing.set(times);
  }

  /** How many internal batches were started in the last 24 hours. */
  public long batchesUsed() {
    return batches.used();
  }

  private void process(Job job) {
    if (!job.move(JobState.UPLOAD_COMPLETE, JobState.IN_PROGRESS)) {
      return;
    }
    long began = System.nanoTime();
    try {
      if (failing.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
        job.fail("InternalServerError : The batch was retried too often.");
      } else if (job.uploaded()) {
        new IngestRun(org, job, batches::use).run();
      }
    } catch (IOException | RuntimeException broken) {
      job.fail("InternalServerError : " + broken);
    }
    job.took((System.nanoTime() - began) / 1_000_000);
    job.move(JobState.IN_PROGRESS, JobState.JOB_COMPLETE);
  }

  /** Forgets all jobs. */
  public void reset() {
    background.forget();
    failing.set(0);
    jobs.clear();
    batches.reset();
  }

  @Override
  public void close() {
    background.close();
    jobs.close();
  }
}
