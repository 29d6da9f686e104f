package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The jobs of one kind and the folder with their files. Thread-safe. */
final class Jobs implements AutoCloseable {

  private static final Duration OPEN_MAX = Duration.ofHours(24);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int PAGE = 1000;
  private static final String PREFIX = "750";

  private final InstantSource clock;
  private final long firstNumber;
  private final Path folder;
  private final Map<String, Job> jobs = new TreeMap<>();
  private long next;

  /**
   * @param firstNumber of the ids, so that jobs of two kinds never share one
   */
  Jobs(InstantSource clock, long firstNumber) {
    this.clock = clock;
    this.firstNumber = firstNumber;
    this.next = firstNumber;
    try {
      this.folder = Files.createTempDirectory("sandbox-bulk");
    } catch (IOException full) {
      throw new UncheckedIOException("cannot make a folder for the files of jobs", full);
    }
  }

  synchronized Job add(Job.Order order, BulkCaller owner) {
    forgetOld();
    String id = RecordIds.generate(PREFIX, next);
    next++;
    Job job = new Job(id, order, owner, clock, folder);
    jobs.put(id, job);
    return job;
  }

  synchronized Job find(String id) {
    forgetOld();
    Job job = jobs.get(RecordIds.canonical(id));
    if (job == null) {
      throw new SalesforceError("NOT_FOUND", "The requested resource does not exist");
    }
    return job;
  }

  /** Removes a job with its files. */
  synchronized void remove(Job job) {
    jobs.remove(job.id());
    for (String name : Set.of("upload", "successful", "failed", "unprocessed", "rows", "index")) {
      delete(job.file(name));
    }
  }

  /** A page of jobs, oldest first; {@code locator} is null for the first page. */
  synchronized ObjectNode list(String locator, String url) {
    forgetOld();
    List<Job> all = new ArrayList<>(jobs.values());
    int from = position(locator, all.size());
    int to = Math.min(all.size(), from + PAGE);
    ObjectNode page = Json.object().put("done", to == all.size());
    ArrayNode records = page.putArray("records");
    all.subList(from, to).forEach(job -> records.add(job.toJson()));
    return page.put("nextRecordsUrl", to == all.size() ? null : url + "?queryLocator=" + to);
  }

  private static int position(String locator, int size) {
    if (locator == null || locator.isEmpty()) {
      return 0;
    }
    if (!locator.matches("\\d{1,9}") || Integer.parseInt(locator) > size) {
      throw new SalesforceError("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return Integer.parseInt(locator);
  }

  synchronized void clear() {
    jobs.values().forEach(job -> job.fail("The org was reset."));
    List.copyOf(jobs.values()).forEach(this::remove);
    next = firstNumber;
  }

  private void forgetOld() {
    Instant now = clock.instant();
    for (Job job : List.copyOf(jobs.values())) {
      if (job.state() == JobState.OPEN && job.created().plus(OPEN_MAX).isBefore(now)) {
        job.fail("InvalidJob : The job was open for more than 24 hours.");
      }
      if (job.state().isTerminal() && job.stamped().plus(KEPT).isBefore(now)) {
        remove(job);
      }
    }
  }

  @Override
  public synchronized void close() {
    clear();
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      left.forEach(Jobs::delete);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    delete(folder);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }
}
