package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.Departure;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Login, headers, limits (P14). */
class BusinessCentralClientTest extends ScriptedTest {

  private static final Selection NAME = Selection.of("displayName");

  @Test
  void the_company_is_the_one_named_and_never_the_first() {
    assertThat(connector.identity().parts())
        .containsEntry("tenant", "demo.example")
        .containsEntry("environment", "sandbox")
        .containsEntry("company", ScriptedServer.COMPANY_ID);
  }

  @Test
  void an_unknown_company_is_refused_with_the_names_there_are() {
    server.on(
        "GET",
        "/api/v2.0/companies",
        r -> Reply.json(200, "{'value':[{'id':'x','name':'Other'}]}"));
    assertThatThrownBy(connector::identity)
        .isInstanceOf(SystemUnavailableException.class)
        .hasMessageContaining("no company 'Nordwerk Service', but Other");
  }

  @Test
  void one_login_serves_many_threads() {
    server.on("GET", CUSTOMER_PATH, r -> customer("e1", ""));
    IntStream.range(0, 20).parallel().forEach(i -> connector.reader().read(CUSTOMER, NAME));
    assertThat(server.count("/token")).isEqualTo(1);
    assertThat(server.requests().get(0).headers())
        .containsEntry("authorization", "Bearer t1")
        .containsEntry("accept-language", "en-US");
  }

  @Test
  void a_refused_token_is_renewed_once() {
    AtomicInteger tokens = new AtomicInteger();
    server.on(
        "POST",
        "/token",
        r ->
            Reply.json(
                200, "{'access_token':'t" + tokens.incrementAndGet() + "','expires_in':3600}"));
    server.on(
        "GET",
        CUSTOMER_PATH,
        r ->
            r.headers().get("authorization").equals("Bearer t1")
                ? Reply.error(401, "Authentication_InvalidCredentials", "expired")
                : customer("e1", ""));
    assertThat(connector.reader().read(CUSTOMER, NAME)).isPresent();
    assertThat(tokens).hasValue(2);
  }

  @Test
  void a_token_refused_twice_stops_it() {
    server.on(
        "GET", CUSTOMER_PATH, r -> Reply.error(401, "Authentication_InvalidCredentials", "no"));
    assertThatThrownBy(() -> connector.reader().read(CUSTOMER, NAME))
        .isInstanceOf(SystemUnavailableException.class);
    assertThat(server.lines()).hasSize(2);
  }

  @Test
  void a_token_is_renewed_before_it_expires() {
    DrivenClock clock = new DrivenClock();
    server.on("GET", CUSTOMER_PATH, r -> customer("e1", ""));
    try (BusinessCentralConnector driven = new BusinessCentralConnector(server.settings(), clock)) {
      driven.reader().read(CUSTOMER, NAME);
      clock.advance(Duration.ofMinutes(54));
      driven.reader().read(CUSTOMER, NAME);
      assertThat(server.count("/token")).isEqualTo(1);
      clock.advance(Duration.ofMinutes(2));
      driven.reader().read(CUSTOMER, NAME);
      assertThat(server.count("/token")).isEqualTo(2);
    }
  }

  @Test
  void a_refused_login_tells_no_secret() {
    server.on(
        "POST",
        "/token",
        r -> Reply.json(401, "{'error':'invalid_client','error_description':'AADSTS7000215'}"));
    assertThatThrownBy(connector::identity)
        .isInstanceOf(SystemUnavailableException.class)
        .hasMessageContaining("AADSTS7000215")
        .hasMessageNotContaining("very-secret");
    assertThat(server.settings().toString()).doesNotContain("very-secret");
  }

  @Test
  void a_long_request_to_wait_is_told_and_held_by_everybody() {
    server.on(
        "GET",
        CUSTOMER_PATH,
        r -> Reply.error(429, "Application_TooManyRequests", "x").with("Retry-After", "120"));
    assertThatThrownBy(() -> connector.reader().read(CUSTOMER, NAME))
        .isInstanceOfSatisfying(
            ThrottledException.class,
            throttled -> assertThat(throttled.retryAfter()).isGreaterThan(Duration.ofMinutes(1)));
    assertThatThrownBy(() -> connector.reader().read(CUSTOMER, NAME))
        .isInstanceOf(ThrottledException.class);
    assertThat(server.lines()).hasSize(1);
  }

  @Test
  void a_short_request_to_wait_is_obeyed_inside() {
    AtomicInteger calls = new AtomicInteger();
    server.on(
        "GET",
        CUSTOMER_PATH,
        r ->
            calls.incrementAndGet() == 1
                ? new Reply(503, Map.of("Retry-After", "1"), "busy")
                : customer("e1", ""));
    assertThat(connector.reader().read(CUSTOMER, NAME)).isPresent();
    assertThat(calls).hasValue(2);
  }

  @Test
  void metadata_is_read_once_and_again_after_a_misunderstanding() {
    DrivenClock clock = new DrivenClock();
    server.on("GET", CUSTOMER_PATH, r -> Reply.error(400, "BadRequest", "no such property"));
    try (BusinessCentralConnector driven = new BusinessCentralConnector(server.settings(), clock)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> driven.reader().read(CUSTOMER, NAME))
            .isInstanceOf(RecordRejectedException.class);
      }
      assertThat(server.count("/api/v2.0/$metadata")).isEqualTo(1);
      clock.advance(Duration.ofMinutes(2));
      driven.schema("customers");
      driven.schema("customers");
      assertThat(server.count("/api/v2.0/$metadata")).isEqualTo(2);
    }
  }

  @Test
  void never_more_than_five_calls_are_under_way() throws InterruptedException {
    CountDownLatch five = new CountDownLatch(5);
    server.on(
        "POST",
        "customers",
        r -> {
          five.countDown();
          awaitQuietly(five);
          return Reply.json(201, customerRow(ID, "e1", ""));
        });
    server.on("GET", CUSTOMER_PATH, r -> customer("e1", ""));
    connector.identity();
    List<Thread> threads =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    new Thread(
                        () -> connector.writer().create("customers", json("{'city':'Kiel'}"))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join(20_000);
    }
    assertThat(server.lines()).filteredOn(line -> line.equals("POST /customers")).hasSize(12);
    assertThat(server.mostUnderWay()).isEqualTo(5);
  }

  @Test
  void a_creation_is_prepared_when_it_has_its_turn() throws InterruptedException {
    CountDownLatch five = new CountDownLatch(5);
    AtomicInteger prepared = new AtomicInteger();
    Set<Integer> preparedBeforeTheFirstAnswer = ConcurrentHashMap.newKeySet();
    server.on(
        "POST",
        "customers",
        r -> {
          five.countDown();
          awaitQuietly(five);
          preparedBeforeTheFirstAnswer.add(prepared.get());
          return Reply.json(201, customerRow(ID, "e1", ""));
        });
    server.on("GET", CUSTOMER_PATH, r -> customer("e1", ""));
    connector.identity();
    List<Thread> threads =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    new Thread(() -> Departure.preparedBy(prepared::incrementAndGet, this::create)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join(20_000);
    }
    assertThat(preparedBeforeTheFirstAnswer).contains(5);
    assertThat(prepared).hasValue(12);
  }

  @Test
  void a_creation_whose_preparation_fails_does_not_leave_and_gives_its_turn_back() {
    connector.identity();
    for (int more = 0; more < 6; more++) {
      assertThatThrownBy(() -> Departure.preparedBy(this::refuse, this::create))
          .hasMessage("not ours any more");
    }
    assertThat(server.lines()).doesNotContain("POST /customers");
  }

  @Test
  void what_may_be_sent_twice_needs_no_preparation() {
    server.on("GET", CUSTOMER_PATH, r -> customer("e1", ""));
    assertThat(Departure.preparedBy(this::refuse, () -> connector.reader().read(CUSTOMER, NAME)))
        .isPresent();
  }

  private void refuse() {
    throw new IllegalStateException("not ours any more");
  }

  private RemoteRecord create() {
    return connector.writer().create("customers", json("{'city':'Kiel'}"));
  }

  @Test
  void an_unreachable_server_takes_nothing() {
    server.close();
    assertThatThrownBy(() -> connector.reader().read(CUSTOMER, NAME))
        .isInstanceOf(SystemUnavailableException.class)
        .hasMessageContaining("cannot be reached");
    assertThat(connector.status().lastFailure().orElseThrow()).contains("cannot be reached");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
