package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Times;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** One job: what was asked for, how far it is, where its files are. Thread-safe. */
final class Job {

  /** What a client asked for; {@code externalId} and {@code query} are null where there is none. */
  record Order(
      String operation, String object, String externalId, String query, CsvDialect dialect) {}

  private final String id;
  private final Order order;
  private final BulkCaller owner;
  private final InstantSource clock;
  private final Path folder;
  private final Instant created;
  private Instant stamped;
  private JobState state = JobState.OPEN;
  private boolean uploaded;
  private long processed;
  private long failed;
  private long milliseconds;
  private String errorMessage;

  Job(String id, Order order, BulkCaller owner, InstantSource clock, Path folder) {
    this.id = id;
    this.order = order;
    this.owner = owner;
    this.clock = clock;
    this.folder = folder;
    this.created = clock.instant();
    this.stamped = created;
  }

  String id() {
    return id;
  }

  Order order() {
    return order;
  }

  BulkCaller owner() {
    return owner;
  }

  Path file(String name) {
    return folder.resolve(id + "." + name);
  }

  Instant created() {
    return created;
  }

  synchronized JobState state() {
    return state;
  }

  synchronized Instant stamped() {
    return stamped;
  }

  synchronized boolean uploaded() {
    return uploaded;
  }

  synchronized long processed() {
    return processed;
  }

  /** Takes the one upload that a job may have. */
  synchronized void upload() {
    if (state != JobState.OPEN) {
      throw wrongState("Can't upload data to a job in the state " + state.wireName());
    }
    if (uploaded) {
      throw new SalesforceError(
          "CLIENTINPUTERROR",
          "ClientInputError : Found multiple contents for job: <"
              + id
              + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and"
              + " make sure you only do 'PUT' once on a given Job.");
    }
    uploaded = true;
  }

  /** Goes on where the job is in one state; false where it is in another. */
  synchronized boolean move(JobState from, JobState to) {
    if (state != from) {
      return false;
    }
    enter(to);
    return true;
  }

  synchronized void abort() {
    if (state.isTerminal()) {
      throw wrongState("Aborting already " + state.wireName() + " Job not allowed");
    }
    enter(JobState.ABORTED);
  }

  /** Fails the job as a whole, where it has not ended otherwise. */
  synchronized void fail(String message) {
    if (!state.isTerminal()) {
      errorMessage = message;
      enter(JobState.FAILED);
    }
  }

  synchronized void count(long rows, long failures) {
    processed += rows;
    failed += failures;
    stamped = clock.instant();
  }

  synchronized void took(long duration) {
    milliseconds = duration;
  }

  static SalesforceError wrongState(String sentence) {
    return new SalesforceError("INVALIDJOBSTATE", "InvalidJobState : " + sentence);
  }

  private void enter(JobState next) {
    state = next;
    stamped = clock.instant();
  }

  synchronized ObjectNode toJson() {
    boolean query = order.query() != null;
    ObjectNode json = Json.object().put("id", id).put("operation", order.operation());
    json.put("object", order.object())
        .put("createdById", owner.caller().userId())
        .put("createdDate", Times.text(created))
        .put("systemModstamp", Times.text(stamped))
        .put("state", state.wireName());
    if (order.externalId() != null) {
      json.put("externalIdFieldName", order.externalId());
    }
    json.put("concurrencyMode", "Parallel")
        .put("contentType", "CSV")
        .put("apiVersion", new BigDecimal(owner.version()))
        .put("jobType", query ? "V2Query" : "V2Ingest");
    if (!query) {
      json.put(
          "contentUrl", "services/data/v" + owner.version() + "/jobs/ingest/" + id + "/batches");
    }
    json.put("lineEnding", order.dialect().lineEnding())
        .put("columnDelimiter", order.dialect().columnDelimiter())
        .put("retries", 0)
        .put("totalProcessingTime", milliseconds)
        .put("numberRecordsProcessed", processed);
    if (!query) {
      json.put("apiActiveProcessingTime", milliseconds)
          .put("apexProcessingTime", 0)
          .put("numberRecordsFailed", failed);
    }
    if (errorMessage != null) {
      json.put("errorMessage", errorMessage);
    }
    return json;
  }
}
