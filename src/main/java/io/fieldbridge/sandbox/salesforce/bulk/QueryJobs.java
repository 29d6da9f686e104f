package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.SandboxResponse;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.query.RecordView;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /jobs/query}: what a statement finds, as CSV in pages. Thread-safe. */
public final class QueryJobs implements AutoCloseable {

  private static final Set<String> OPERATIONS = Set.of("query", "queryAll");
  private static final Set<String> MEMBERS =
      Set.of("operation", "query", "contentType", "lineEnding", "columnDelimiter");
  private static final long FIRST_NUMBER = 1L << 40;
  private static final long MOST = 250_000;

  private final Org org;
  private final SoqlQueries queries;
  private final Supplier<BulkSettings> settings;
  private final Jobs jobs;
  private final Quota perDay;
  private final Background background = new Background();

  public QueryJobs(Org org, Supplier<BulkSettings> settings) {
    this.org = org;
    this.queries = new SoqlQueries(org);
    this.settings = settings;
    this.jobs = new Jobs(org.clock(), FIRST_NUMBER);
    this.perDay =
        new Quota("The query jobs", org.clock(), () -> settings.get().dailyBulkQueryJobs());
  }

  /** Starts a job; a statement that Bulk API does not know is refused at once. */
  public ObjectNode create(ObjectNode wanted, BulkCaller caller) {
    JobRequest request = new JobRequest(wanted, MEMBERS);
    String operation = request.oneOf("operation", OPERATIONS);
    String statement = request.text("query", "");
    QueryColumns columns = QueryColumns.of(org.schema(), statement);
    Job.Order order =
        new Job.Order(operation, columns.object(), null, statement, request.dialect());
    perDay.use();
    Job job = jobs.add(order, caller);
    job.move(JobState.OPEN, JobState.UPLOAD_COMPLETE);
    ObjectNode answer = job.toJson();
    background.start(() -> process(job, columns), settings.get().bulkLatencyMilliseconds());
    return answer;
  }

  /** The job as clients see it. */
  public ObjectNode get(String id) {
    return jobs.find(id).toJson();
  }

  /** A page of jobs. */
  public ObjectNode list(String locator, String url) {
    return jobs.list(locator, url);
  }

  /** Aborts a job. */
  public ObjectNode change(String id, ObjectNode wanted) {
    Job job = jobs.find(id);
    if (!wanted.path("state").asText().equals("Aborted")) {
      throw IngestJobs.invalid("A query job can only be set to Aborted");
    }
    job.abort();
    return job.toJson();
  }

  /** Removes a job that has ended. */
  public void delete(String id) {
    Job job = jobs.find(id);
    if (!job.state().isTerminal()) {
      throw Job.wrongState("A job in the state " + job.state().wireName() + " cannot be deleted");
    }
    jobs.remove(job);
  }

  /**
   * A page of the results.
   *
   * @param locator of an earlier page's answer, null for the first
   * @param maxRecords most rows, null for the vendor's choice
   */
  public SandboxResponse results(String id, String locator, String maxRecords) {
    Job job = jobs.find(id);
    if (job.state() != JobState.JOB_COMPLETE) {
      throw Job.wrongState("Results are not available in the state " + job.state().wireName());
    }
    long most = maxRecords == null ? MOST : number("maxRecords", maxRecords);
    long from = locator == null || locator.isEmpty() ? 0 : position(locator);
    QueryResults results = new QueryResults(job);
    long to = Math.min(job.processed(), from + Math.max(1, most));
    if (from > 0 && from >= job.processed()) {
      throw new SalesforceError("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return SandboxResponse.streamed(200, Results.CSV, out -> results.write(from, to, out))
        .with("Sforce-Locator", to == job.processed() ? "null" : locator(to))
        .with("Sforce-NumberOfRecords", Long.toString(to - from));
  }

  private static String locator(long position) {
    byte[] text = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static long position(String locator) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(locator);
      return number("locator", new String(text, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException foreign) {
      throw new SalesforceError("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
  }

  private static long number(String name, String text) {
    if (!text.matches("\\d{1,12}")) {
      throw new SalesforceError("INVALID_QUERY_LOCATOR", "invalid " + name + ": " + text);
    }
    return Long.parseLong(text);
  }

  private void process(Job job, QueryColumns columns) {
    if (!job.move(JobState.UPLOAD_COMPLETE, JobState.IN_PROGRESS)) {
      return;
    }
    long began = System.nanoTime();
    try {
      boolean deletedToo = job.order().operation().equals("queryAll");
      RecordView view = new RecordView(job.owner().version());
      SoqlQueries.Result found = queries.run(job.order().query(), deletedToo, view);
      job.count(new QueryResults(job).store(columns, found.records()), 0);
    } catch (SalesforceError refused) {
      job.fail("InvalidBatch : " + refused.code() + " : " + refused.getMessage());
    } catch (IOException | RuntimeException broken) {
      job.fail("InternalServerError : " + broken);
    }
    job.took((System.nanoTime() - began) / 1_000_000);
    job.move(JobState.IN_PROGRESS, JobState.JOB_COMPLETE);
  }

  /** How many jobs were started in the last 24 hours. */
  public long used() {
    return perDay.used();
  }

  /** Forgets all jobs. */
  public void reset() {
    background.forget();
    jobs.clear();
    perDay.reset();
  }

  @Override
  public void close() {
    background.close();
    jobs.close();
  }
}
