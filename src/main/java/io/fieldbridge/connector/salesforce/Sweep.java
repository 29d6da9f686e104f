package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells from the records themselves what was written or deleted since an instant. Telling it again
 * gives the same change ids, once the second in which it was written is over. Thread-safe.
 */
final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final String KIND = "feed";
  private static final String PROBE = "probe";

  /** Salesforce keeps the list of deleted records for 15 days. */
  private static final Duration DELETED_KEPT = Duration.ofDays(15).minusHours(1);

  /** Longer than a second and the time that a query takes. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private static final int IDS_MAX = 200;

  /**
   * @param object what to look through
   * @param fields what to tell of each record beside its id
   * @param updates what a written record is told as: UPDATE, or GAP for "read it"
   */
  record Plan(String object, List<String> fields, Change.Kind updates) {

    /** Nothing else tells of these records; what is missed now is missed for ever. */
    boolean alone() {
      return updates == Change.Kind.UPDATE;
    }
  }

  /** How far a look has seen. */
  private static final class Reach {
    private Optional<Instant> began = Optional.empty();
    private Optional<Instant> newest = Optional.empty();

    void add(Queries.Page page, List<Change> told) {
      began = began.isPresent() ? began : page.answeredAt();
      newest = told.isEmpty() ? newest : Optional.of(told.get(told.size() - 1).at());
    }

    Optional<Instant> at() {
      return began.isPresent() ? began : newest;
    }
  }

  private final Queries queries;
  private final RestClient rest;
  private final Describes describes;
  private final Clock clock;

  Sweep(Queries queries, RestClient rest, Describes describes, Clock clock) {
    this.queries = queries;
    this.rest = rest;
    this.describes = describes;
    this.clock = clock;
  }

  /**
   * Gives the changes since the instant, oldest first, a page at a time; deletions last.
   *
   * @return the server's time when it began to look; the newest stamp told where the server hides
   *     its time; empty where there is neither
   */
  Optional<Instant> since(Plan plan, Instant from, Consumer<List<Change>> page) {
    List<String> columns =
        new ArrayList<>(List.of("Id", "SystemModstamp", "CreatedDate", "LastModifiedById"));
    columns.addAll(plan.fields());
    String soql =
        Soql.select(plan.object(), columns)
            + " WHERE SystemModstamp >= "
            + from.truncatedTo(ChronoUnit.SECONDS)
            + " ORDER BY SystemModstamp, Id";
    Reach reach = new Reach();
    queries.each(
        KIND,
        soql,
        found -> {
          List<Change> told = told(plan, found);
          reach.add(found, told);
          page.accept(told);
        });
    deleted(plan, from, page);
    return reach.at();
  }

  /**
   * The newest edit of an object's records after an instant.
   *
   * @param edit when it was made; empty where there is none
   * @param seenUntil by the server's time, all that was committed until then was seen; empty where
   *     the server hides its time
   */
  record Newest(Optional<Instant> edit, Optional<Instant> seenUntil) {}

  /**
   * When the newest edit after the instant was made, of records that another than the user edited
   * last. What the org recalculates by itself moves {@code SystemModstamp} alone, and is no edit.
   */
  Newest newestEditOfOthers(String object, Instant after, String user) {
    Instant second = after.truncatedTo(ChronoUnit.SECONDS);
    String soql =
        Soql.select(object, List.of("LastModifiedDate"))
            + " WHERE SystemModstamp > %s AND LastModifiedDate > %s".formatted(second, second)
            + " AND LastModifiedById != '%s'".formatted(SalesforceId.of(user))
            + " ORDER BY SystemModstamp DESC LIMIT 1";
    Newest[] newest = new Newest[1];
    queries.each(PROBE, soql, page -> newest[0] = newest(page));
    return newest[0];
  }

  private static Newest newest(Queries.Page page) {
    return new Newest(
        page.rows().stream().findFirst().map(row -> instant(row.path("LastModifiedDate").asText())),
        page.answeredAt().map(time -> time.minus(SETTLING)));
  }

  /**
   * Stamps count whole seconds. A record that is told while its second is not over could be written
   * once more with the same stamp, which would then look like told; so it waits for the next look,
   * or where there may be none, each look tells it as something new.
   */
  private List<Change> told(Plan plan, Queries.Page page) {
    Optional<Instant> settled = page.answeredAt().map(time -> time.minus(SETTLING));
    Stream<Change> written = page.rows().stream().map(row -> written(plan, row));
    return plan.alone()
        ? written.filter(change -> change.at().isBefore(settled.orElse(Instant.MAX))).toList()
        : written
            .map(
                change -> change.at().isBefore(settled.orElse(Instant.MIN)) ? change : anew(change))
            .toList();
  }

  private Change anew(Change change) {
    return new Change(
        change.id() + "/" + clock.instant(),
        change.record(),
        change.kind(),
        change.values(),
        change.at(),
        change.author(),
        change.origin());
  }

  private static Change written(Plan plan, ObjectNode row) {
    String stamp = row.path("SystemModstamp").asText();
    String id = SalesforceId.of(row.path("Id").asText());
    boolean created = plan.alone() && stamp.equals(row.path("CreatedDate").asText());
    return new Change(
        plan.object() + "/" + id + "/" + stamp,
        new RecordRef(SalesforceConnector.SYSTEM, plan.object(), id),
        created ? Change.Kind.CREATE : plan.updates(),
        fields(plan, row),
        instant(stamp),
        row.path("LastModifiedById").asText(""),
        "");
  }

  private static ObjectNode fields(Plan plan, ObjectNode row) {
    return row.deepCopy().retain(plan.fields());
  }

  private void deleted(Plan plan, Instant from, Consumer<List<Change>> page) {
    if (!describes.of(plan.object()).map(Description::listsDeleted).orElse(true)) {
      return;
    }
    List<JsonNode> gone = goneSince(plan.object(), from);
    for (int i = 0; i < gone.size(); i += IDS_MAX) {
      List<JsonNode> some = gone.subList(i, Math.min(gone.size(), i + IDS_MAX));
      Map<String, ObjectNode> remains = remains(plan, some);
      page.accept(some.stream().map(record -> deleted(plan, record, remains)).toList());
    }
  }

  /** What the recycle bin still knows of the deleted records: to which parents they belonged. */
  private Map<String, ObjectNode> remains(Plan plan, List<JsonNode> gone) {
    Map<String, ObjectNode> remains = new HashMap<>();
    if (!plan.fields().isEmpty()) {
      List<String> columns = new ArrayList<>(List.of("Id"));
      columns.addAll(plan.fields());
      List<String> ids = gone.stream().map(record -> record.path("id").asText()).toList();
      String soql = Soql.select(plan.object(), columns) + " WHERE " + Soql.idIn(ids);
      for (ObjectNode row : queries.allWithDeleted(KIND, soql)) {
        remains.put(SalesforceId.of(row.path("Id").asText()), fields(plan, row));
      }
    }
    return remains;
  }

  private static Change deleted(Plan plan, JsonNode record, Map<String, ObjectNode> remains) {
    String id = SalesforceId.of(record.path("id").asText());
    String stamp = record.path("deletedDate").asText();
    return new Change(
        plan.object() + "/" + id + "/deleted/" + stamp,
        new RecordRef(SalesforceConnector.SYSTEM, plan.object(), id),
        Change.Kind.DELETE,
        remains.getOrDefault(id, Json.object()),
        instant(stamp),
        "",
        "");
  }

  private List<JsonNode> goneSince(String object, Instant from) {
    Instant now = clock.instant();
    Instant earliest = now.minus(DELETED_KEPT);
    if (from.isBefore(earliest)) {
      LOG.warn(
          "{}: Salesforce lists deletions of the last 15 days only; compare the flow to find those"
              + " between {} and {}",
          object,
          from,
          earliest);
    }
    Instant start = (from.isBefore(earliest) ? earliest : from).truncatedTo(ChronoUnit.MINUTES);
    Instant nextMinute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    Instant end =
        nextMinute.isAfter(start.plusSeconds(60)) ? nextMinute : start.plus(2, ChronoUnit.MINUTES);
    String what = "the deleted records of " + object;
    String path =
        rest.path("/sobjects/" + Soql.object(object) + "/deleted/")
            + "?start="
            + encoded(start)
            + "&end="
            + encoded(end);
    List<JsonNode> gone = new ArrayList<>();
    JsonNode answer = rest.call(RestRequest.get(KIND, what, path)).json(what);
    answer.path("deletedRecords").forEach(gone::add);
    return gone;
  }

  private static String encoded(Instant instant) {
    return URLEncoder.encode(instant.toString(), StandardCharsets.UTF_8);
  }

  private static Instant instant(String stamp) {
    try {
      return SalesforceTime.parse(stamp);
    } catch (DateTimeException e) {
      throw SalesforceFailures.unreadable("a query", "a time stamp is '" + stamp + "'", e);
    }
  }
}
