package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Request;
import io.fieldbridge.model.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is missed between two polls, and nothing is told twice without need (P14). */
class BusinessCentralChangeFeedTest extends ScriptedTest {

  private static final int PAGE_SIZE = 3;
  private static final Pattern SINCE = Pattern.compile("DateTime (gt|ge) (\\S+?)(&|$)");

  private final Map<String, Instant> rows = new ConcurrentSkipListMap<>();
  private final DrivenClock clock = new DrivenClock();
  private final RecordingSink sink = new RecordingSink();
  private ChangeFeed feed = connector.feeds(Set.of("customers")).get(0);
  private Thread thread;

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(5_000);
  }

  @Test
  void a_first_run_stores_where_it_starts_before_it_polls() {
    Instant old = now().minusSeconds(3_600);
    rows.put("old", old);
    start(Optional.empty());
    await().untilAsserted(() -> assertThat(sink.signs.get()).isPositive());
    assertThat(sink.changes).isEmpty();
    assertThat(Instant.parse(sink.positions.get(0))).isEqualTo(old.plusSeconds(60));
  }

  @Test
  void a_first_run_under_a_clock_that_is_minutes_behind_or_ahead_misses_nothing() {
    rows.put("behind", now().minusSeconds(600));
    start(Optional.empty());
    await().untilAsserted(() -> assertThat(sink.signs.get()).isPositive());
    rows.put("entered", now().minusSeconds(420));
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("entered"));

    rows.put("ahead", now().plusSeconds(420));
    await().untilAsserted(() -> assertThat(sink.ids()).contains("ahead"));
    rows.put("put right", now());
    await().untilAsserted(() -> assertThat(sink.ids()).contains("put right"));
  }

  @Test
  void what_was_written_before_the_first_poll_and_committed_after_it_is_told() {
    rows.put("newest", now());
    start(Optional.empty());
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("newest"));
    rows.put("late", now().minusSeconds(30));
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("newest", "late"));
  }

  @Test
  void a_row_that_becomes_visible_behind_the_position_is_told_and_the_position_stays() {
    Instant position = now().minusSeconds(100);
    rows.put("first", position.plusSeconds(50));
    start(Optional.of(position.toString()));
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("first"));
    rows.put("late", position.plusSeconds(20));
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("first", "late"));
    assertThat(sink.positions.get(1)).isEqualTo(sink.positions.get(0));
    assertThat(sink.changes.get(0).kind()).isEqualTo(Change.Kind.UPDATE);
    assertThat(sink.changes.get(0).id()).startsWith("customers/first/");
  }

  @Test
  void rows_are_told_once_and_again_when_they_change() {
    Instant position = now().minusSeconds(100);
    rows.put("a", position.plusSeconds(1));
    start(Optional.of(position.toString()));
    await().untilAsserted(() -> assertThat(sink.signs.get()).isGreaterThan(3));
    rows.put("a", position.plusSeconds(2));
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("a", "a"));
    int signs = sink.signs.get();
    await().untilAsserted(() -> assertThat(sink.signs.get()).isGreaterThan(signs + 3));
    assertThat(sink.ids()).hasSize(2);
  }

  @Test
  void many_pages_are_told_in_order_each_with_its_position() {
    Instant position = now().minusSeconds(1_000);
    for (int i = 0; i < 10; i++) {
      rows.put("row" + i, position.plusSeconds(10 + i));
    }
    start(Optional.of(position.toString()));
    await().untilAsserted(() -> assertThat(sink.ids()).hasSize(10));
    assertThat(sink.ids()).isSorted();
    assertThat(sink.positions).isSorted().doesNotHaveDuplicates();
    assertThat(Instant.parse(sink.positions.get(sink.positions.size() - 1)))
        .isEqualTo(position.plusSeconds(19));
  }

  @Test
  void rows_of_one_stamp_that_fill_pages_are_all_told() {
    Instant position = now().minusSeconds(1_000);
    for (int i = 0; i < 8; i++) {
      rows.put("row" + i, position.plusSeconds(10));
    }
    rows.put("zlast", position.plusSeconds(11));
    start(Optional.of(position.toString()));
    await().untilAsserted(() -> assertThat(sink.ids()).hasSize(9).doesNotHaveDuplicates());
  }

  @Test
  void the_position_never_passes_the_servers_time() {
    rows.put("future", now().plusSeconds(600));
    start(Optional.of(now().minusSeconds(10).toString()));
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("future"));
    assertThat(Instant.parse(sink.positions.get(0))).isBefore(now().plusSeconds(1));
  }

  /** By then nobody may remember that the change was discarded, and it would be delivered. */
  @Test
  void the_newest_row_of_a_set_that_is_quiet_is_not_told_again_by_each_run() throws Exception {
    BusinessCentralSettings given = server.settings();
    BusinessCentralConnector quick =
        new BusinessCentralConnector(
            new BusinessCentralSettings(
                given.address(),
                given.credentials(),
                given.limits(),
                BusinessCentralSettings.Timing.sandbox(Duration.ofSeconds(1)),
                given.customerProof()),
            Clock.systemUTC());
    feed = quick.feeds(Set.of("customers")).get(0);
    Instant old = now().minusSeconds(3_600);
    rows.put("old", old);
    start(Optional.of(old.toString()));
    String settled = Literal.instant(old.plusSeconds(1));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(sink.positions).endsWith(settled));
    assertThat(sink.ids()).containsExactly("old");

    stop();
    int signs = sink.signs.get();
    start(Optional.of(settled));
    rows.put("behind", old.plusMillis(1));
    await().untilAsserted(() -> assertThat(sink.signs.get()).isGreaterThan(signs + 1));
    assertThat(sink.ids()).containsExactly("old", "behind");
    quick.close();
  }

  @Test
  void what_the_sink_did_not_take_is_offered_again() {
    rows.put("a", now());
    AtomicBoolean refuse = new AtomicBoolean(true);
    sink.refuse = () -> refuse.getAndSet(false);
    String position = now().minusSeconds(10).toString();
    start(Optional.of(position));
    await().until(() -> !thread.isAlive());
    assertThat(sink.changes).isEmpty();
    start(Optional.of(position));
    await().untilAsserted(() -> assertThat(sink.ids()).containsExactly("a"));
  }

  @Test
  void a_feed_that_is_asked_to_wait_for_ever_is_red_until_a_poll_is_answered() {
    start(Optional.of(now().toString()));
    await().untilAsserted(() -> assertThat(sink.signs.get()).isPositive());
    AtomicInteger refused = throttle("0");
    await().untilAsserted(() -> assertThat(refused.get()).isGreaterThan(4));
    clock.advance(Duration.ofSeconds(40));
    assertThat(isRed()).isFalse();

    clock.advance(Duration.ofSeconds(20));
    int before = refused.get();
    await().untilAsserted(() -> assertThat(refused.get()).isGreaterThan(before + 4));
    assertThat(isRed()).isTrue();

    server.on("GET", "customers", this::page);
    await().untilAsserted(() -> assertThat(isRed()).isFalse());
  }

  @Test
  void a_wait_that_was_asked_for_is_no_silence() {
    throttle("120");
    start(Optional.of(now().toString()));
    await().untilAsserted(() -> assertThat(silenceLimit()).isBetween(160L, 165L));
    clock.advance(Duration.ofSeconds(150));
    assertThat(isRed()).isFalse();
    clock.advance(Duration.ofSeconds(20));
    assertThat(isRed()).isTrue();
  }

  @Test
  void a_wait_that_is_longer_than_any_limit_lasts_silences_no_alarm() {
    throttle("9999999");
    start(Optional.of(now().toString()));
    await().untilAsserted(() -> assertThat(silenceLimit()).isEqualTo(355));
  }

  private AtomicInteger throttle(String retryAfter) {
    AtomicInteger refused = new AtomicInteger();
    server.on(
        "GET",
        "customers",
        request -> {
          refused.incrementAndGet();
          return Reply.error(429, "Application_TooManyRequests", "Too many.")
              .with("Retry-After", retryAfter);
        });
    return refused;
  }

  private long silenceLimit() {
    return feed.silenceLimit().toSeconds();
  }

  private boolean isRed() {
    Optional<Instant> spoken = Optional.of(sink.spoken);
    return new FeedStatus(feed.name(), Rows.SYSTEM, spoken, feed.silenceLimit(), Optional.empty())
        .red(clock.instant(), sink.spoken);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Clock.systemUTC().millis());
  }

  @BeforeEach
  void serve() {
    server.on("GET", "customers", this::page);
  }

  private void start(Optional<String> position) {
    assertThat(feed.name()).isEqualTo("business-central:customers");
    thread =
        new Thread(
            () -> {
              try {
                feed.run(position, sink);
              } catch (InterruptedException | IllegalStateException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
  }

  /** Answers like the vendor: filtered, ordered, three rows a page. */
  private Reply page(Request request) {
    Matcher since = SINCE.matcher(request.query());
    boolean filtered = since.find();
    int skip =
        request.query().contains("$skiptoken=")
            ? Integer.parseInt(request.query().replaceAll(".*skiptoken=", ""))
            : 0;
    Map<String, String> ordered = new TreeMap<>();
    rows.forEach(
        (id, at) -> {
          if (!filtered || isAfter(at, since)) {
            ordered.put(Literal.instant(at) + id, row(id, at));
          }
        });
    List<String> all = List.copyOf(ordered.values());
    if (request.query().contains(" desc")) {
      return Reply.json(200, "{'value':[" + (all.isEmpty() ? "" : all.get(all.size() - 1)) + "]}");
    }
    int end = Math.min(all.size(), skip + PAGE_SIZE);
    String query = request.query().replaceAll("&.skiptoken=.*", "").replace(" ", "%20");
    String link =
        end == all.size()
            ? ""
            : ",'@odata.nextLink':'"
                + server.root()
                + ScriptedServer.COMPANY
                + "/customers?"
                + query
                + "&$skiptoken="
                + end
                + "'";
    return Reply.json(
        200, "{'value':[" + String.join(",", all.subList(skip, end)) + "]" + link + "}");
  }

  private static boolean isAfter(Instant at, Matcher since) {
    Instant limit = Instant.parse(since.group(2));
    return at.isAfter(limit) || (since.group(1).equals("ge") && at.equals(limit));
  }

  private static String row(String id, Instant at) {
    return customerRow(
        id, "etag-" + at.toEpochMilli(), "'lastModifiedDateTime':'" + Literal.instant(at) + "'");
  }

  private final class RecordingSink implements ChangeFeed.Sink {
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<String> positions = new CopyOnWriteArrayList<>();
    private final AtomicInteger signs = new AtomicInteger();
    private BooleanSupplier refuse = () -> false;
    private volatile Instant spoken = clock.instant();

    @Override
    public void accept(List<Change> told, String position) {
      if (refuse.getAsBoolean()) {
        throw new IllegalStateException("the store is full");
      }
      changes.addAll(told);
      positions.add(position);
    }

    @Override
    public void alive() {
      spoken = clock.instant();
      signs.incrementAndGet();
    }

    private List<String> ids() {
      return changes.stream().map(change -> change.record().id()).toList();
    }
  }
}
