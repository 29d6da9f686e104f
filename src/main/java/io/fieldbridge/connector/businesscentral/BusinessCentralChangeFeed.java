package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls one entity set by {@code lastModifiedDateTime}. A row is stamped when it is written and
 * seen when that is committed, so each poll reads an overlap again, and the position never passes
 * the server's time at the poll's beginning. Deletions cannot be seen this way.
 *
 * <p>A page is asked for by the last stamp of the page before, not by the server's link: rows that
 * change meanwhile move to the end and would shift others across a page's edge.
 *
 * <p>Once nothing new has come for long, the position passes the overlap, too: the newest rows of a
 * set where little happens would else be told again by each run, however old.
 *
 * <p>The first run starts after the newest stamp there is, by the clock that makes the stamps,
 * which need not be right, and stores that position before its first poll. What was written within
 * the overlap before is told, too: it may have been committed while the feed started.
 */
final class BusinessCentralChangeFeed implements ChangeFeed {

  private static final Logger LOG = LoggerFactory.getLogger(BusinessCentralChangeFeed.class);
  private static final String PURPOSE = "feed";

  private final String set;
  private final BusinessCentralSettings.Timing timing;
  private final Company company;
  private final Schemas schemas;
  private final BusinessCentralPageReader pages;
  private volatile Duration askedToWait = Duration.ZERO;

  BusinessCentralChangeFeed(
      String set,
      BusinessCentralSettings.Timing timing,
      Company company,
      Schemas schemas,
      BusinessCentralPageReader pages) {
    this.set = set;
    this.timing = timing;
    this.company = company;
    this.schemas = schemas;
    this.pages = pages;
  }

  @Override
  public String name() {
    return Rows.SYSTEM + ":" + set;
  }

  /** A wait that the server asked for counts, but none that is longer than its limits last. */
  @Override
  public Duration silenceLimit() {
    return longer(timing.pollInterval(), shorter(askedToWait, Throttle.WINDOW)).plus(GRACE);
  }

  @Override
  public void run(Optional<String> position, Sink sink) throws InterruptedException {
    RecentRows recent = new RecentRows();
    Quiet quiet = new Quiet(timing.overlap());
    Instant at;
    if (position.isPresent()) {
      at = Instant.parse(position.get());
    } else {
      at = start();
      sink.accept(List.of(), Literal.instant(at));
    }
    while (!Thread.currentThread().isInterrupted()) {
      Duration pause = timing.pollInterval();
      try {
        at = poll(at, recent, quiet, sink);
        recent.forgetBefore(at.minus(timing.overlap()));
        sink.alive();
        askedToWait = Duration.ZERO;
      } catch (ThrottledException wait) {
        askedToWait = wait.retryAfter();
        pause = longer(pause, askedToWait);
      } catch (SystemUnavailableException unavailable) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        throw unavailable;
      } catch (ContendedException disturbed) {
        LOG.info("{} polls again: {}", name(), disturbed.reason());
      }
      Thread.sleep(pause.toMillis());
    }
    throw new InterruptedException();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Where a feed without a position begins. */
  private Instant start() {
    Instant[] start = new Instant[1];
    pages.read(
        call(select() + "&$orderby=" + Query.encoded(Rows.MODIFIED + " desc") + "&$top=1"),
        set,
        page -> {
          Instant newest =
              page.rows().stream().findFirst().map(Rows::modifiedAt).orElse(Instant.EPOCH);
          start[0] = start(newest, page.askedAt());
          return false;
        });
    return start[0];
  }

  /** Each poll reads one overlap earlier than its position. */
  private Instant start(Instant newest, Instant now) {
    Instant overlapAgo = now.minus(timing.overlap());
    if (newest.isAfter(overlapAgo)) {
      return newest.isAfter(now) ? now : newest;
    }
    Instant afterNewest = newest.plus(timing.overlap());
    return afterNewest.isAfter(overlapAgo) ? overlapAgo : afterNewest;
  }

  /** Reads everything since the position less the overlap, and gives the position afterwards. */
  private Instant poll(Instant from, RecentRows recent, Quiet quiet, Sink sink) {
    Progress progress = new Progress(from, recent, sink);
    while (progress.more) {
      Instant pageFrom = progress.readFrom;
      String operator = progress.pages == 0 ? " gt " : " ge ";
      String filter = Query.encoded(Rows.MODIFIED + operator + Literal.instant(pageFrom));
      progress.more = false;
      pages.read(
          call(select() + "&$filter=" + filter + "&$orderby=" + Rows.MODIFIED),
          set,
          page -> progress.take(page, pageFrom));
    }
    Optional<Instant> settled = quiet.settled(progress.begunAt, progress.newest, progress.told);
    if (settled.filter(progress.at::isBefore).isPresent()) {
      progress.at = settled.get();
      sink.accept(List.of(), Literal.instant(progress.at));
    }
    return progress.at;
  }

  private String select() {
    Set<String> known = schemas.get(set).properties().keySet();
    List<String> names = new ArrayList<>(List.of("id", Rows.MODIFIED));
    for (String author : List.of("lastModifiedBy", "systemModifiedBy")) {
      if (known.contains(author)) {
        names.add(author);
      }
    }
    return "$select=" + String.join(",", names);
  }

  private Call call(String query) {
    return Call.get(company.uri(company.path(set) + "?" + query))
        .onTerms(PURPOSE, Throttle.Priority.LIVE);
  }

  private Change change(ObjectNode row) {
    String id = row.path("id").asText();
    String version = Rows.version(row);
    String stamp = version.isEmpty() ? row.path(Rows.MODIFIED).asText() : version;
    return new Change(
        prefix(new RecordRef(Rows.SYSTEM, set, id)) + stamp,
        new RecordRef(Rows.SYSTEM, set, id),
        Change.Kind.UPDATE,
        Wire.object(),
        Rows.modifiedAt(row),
        Rows.author(row),
        "");
  }

  /** The version of the row that the change told of. */
  static Optional<String> version(Change change) {
    String prefix = prefix(change.record());
    return change.id().startsWith(prefix)
        ? Optional.of(change.id().substring(prefix.length()))
        : Optional.empty();
  }

  private static String prefix(RecordRef ref) {
    return ref.object() + "/" + ref.id() + "/";
  }

  /** One poll under way. */
  private final class Progress {
    private final RecentRows recent;
    private final Sink sink;
    private Instant at;
    private Instant readFrom;
    private Instant begunAt;
    private Instant newest = Instant.EPOCH;
    private boolean told;
    private boolean more = true;
    private int pages;

    Progress(Instant from, RecentRows recent, Sink sink) {
      this.at = from;
      this.readFrom = from.minus(timing.overlap());
      this.recent = recent;
      this.sink = sink;
    }

    /** Takes a page; wants the server's next one only where all of this one have one stamp. */
    boolean take(BusinessCentralPageReader.Page page, Instant pageFrom) {
      pages++;
      begunAt = begunAt == null ? page.askedAt() : begunAt;
      List<ObjectNode> fresh =
          page.rows().stream()
              .filter(row -> !recent.contains(row.path("id").asText(), Rows.version(row)))
              .toList();
      Instant last = newest(page.rows());
      newest = last.isAfter(newest) ? last : newest;
      Instant reached = last.isBefore(begunAt) ? last : begunAt;
      Instant next = reached.isAfter(at) ? reached : at;
      deliver(fresh, next);
      if (page.last()) {
        return false;
      }
      boolean advanced = last.isAfter(pageFrom);
      more = advanced;
      readFrom = advanced ? last : readFrom;
      return !advanced;
    }

    private void deliver(List<ObjectNode> fresh, Instant next) {
      if (!fresh.isEmpty()) {
        sink.accept(
            fresh.stream().map(BusinessCentralChangeFeed.this::change).toList(),
            Literal.instant(next));
        at = next;
        told = true;
      }
      fresh.forEach(
          row -> recent.add(row.path("id").asText(), Rows.version(row), Rows.modifiedAt(row)));
    }

    private Instant newest(List<ObjectNode> rows) {
      return rows.stream().map(Rows::modifiedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
    }
  }
}
