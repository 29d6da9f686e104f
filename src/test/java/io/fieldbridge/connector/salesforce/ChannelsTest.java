package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.model.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several channels of change events, each with its own place and sign of life (P1). */
class ChannelsTest {

  private static final String ACCOUNTS = "/data/AccountChangeEvent";
  private static final String CONTACTS = "/data/ContactChangeEvent";
  private static final String CUSTOM = "/data/FieldBridge__chn";
  private static final Set<String> BOTH = Set.of("Account", "Contact");

  @TempDir private Path keys;
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void stop() {
    threads.forEach(Thread::interrupt);
  }

  @Test
  void each_channel_tells_its_own_objects_and_goes_on_from_its_own_place() throws Exception {
    try (SimulatedOrg org = new SimulatedOrg(keys, List.of(ACCOUNTS, CONTACTS))) {
      List<ChangeFeed> feeds = org.connector.feeds(BOTH);
      assertThat(feeds)
          .map(ChangeFeed::name)
          .containsExactly("salesforce:" + ACCOUNTS, "salesforce:" + CONTACTS);
      Heard accounts = run(feeds.get(0), Optional.empty());
      Heard contacts = run(feeds.get(1), Optional.empty());
      org.person.writer().create("Account", CapturedOrg.json("{'Name':'Told'}"));
      accounts.await(1);
      assertThat(contacts.changes).isEmpty();

      stop();
      join();
      org.person.writer().create("Contact", CapturedOrg.json("{'LastName':'Later'}"));
      Heard later = run(org.connector.feeds(BOTH).get(1), Optional.of(contacts.position()));
      later.await(1);
      assertThat(later.changes).allMatch(change -> change.record().object().equals("Contact"));
      assertThat(accounts.changes).allMatch(change -> change.record().object().equals("Account"));
    }
  }

  @Test
  void an_object_that_another_channel_tells_is_not_missed() {
    List<String> channels = List.of(CUSTOM, "/data/Other__chn");
    try (SimulatedOrg org = new SimulatedOrg(keys, channels, Duration.ofSeconds(1))) {
      org.setting("{'channels':{'FieldBridge__chn':{'Account':{}},'Other__chn':{'Contact':{}}}}");
      List<ChangeFeed> feeds = org.connector.feeds(BOTH);
      Heard accounts = run(feeds.get(0), Optional.empty());
      Heard contacts = run(feeds.get(1), Optional.empty());
      org.person.writer().create("Contact", CapturedOrg.json("{'LastName':'Told'}"));
      contacts.await(1);
      org.forgetRequests();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> org.requests("GET", "/query") >= 12);
      assertThat(accounts.red).isEmpty();
      assertThat(contacts.red).isEmpty();
    }
  }

  @Test
  void an_object_with_a_channel_of_its_own_is_heard_there_alone() {
    assertThat(channels(List.of(CUSTOM, ACCOUNTS)).objects())
        .containsEntry(ACCOUNTS, Set.of("Account"))
        .containsEntry(CUSTOM, Set.of("Contact", "Job__c"));
  }

  @Test
  void an_object_on_no_channel_is_not_heard_so_that_it_is_polled() {
    assertThat(channels(List.of(ACCOUNTS, "/data/Job__ChangeEvent")).objects())
        .containsOnlyKeys(ACCOUNTS, "/data/Job__ChangeEvent")
        .containsEntry("/data/Job__ChangeEvent", Set.of("Job__c"));
  }

  @Test
  void a_channel_with_nothing_to_tell_us_is_not_opened() {
    assertThat(channels(List.of("/data/AssetChangeEvent", CUSTOM)).objects())
        .containsOnlyKeys(CUSTOM);
  }

  private static Channels channels(List<String> names) {
    SalesforceSettings.PubSub bus =
        new SalesforceSettings.PubSub("host", 1, true, names, Duration.ofSeconds(1));
    Set<String> captured = Set.of("Account", "Contact", "Asset", "Job__c");
    SalesforceSettings.Feed feed =
        new SalesforceSettings.Feed(bus, captured, SalesforceSettings.Poll.standard());
    return Channels.of(feed, Set.of("Account", "Contact", "Job__c", "TimeSheetEntry"));
  }

  /** Runs the feed until it has spoken. */
  private Heard run(ChangeFeed feed, Optional<String> position) {
    Heard heard = new Heard();
    Thread thread =
        new Thread(
            () -> {
              try {
                feed.run(position, heard);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    threads.add(thread);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard.alive);
    return heard;
  }

  private void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static final class Heard implements ChangeFeed.Sink {
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<String> positions = new CopyOnWriteArrayList<>();
    private volatile boolean alive;
    private volatile String red = "";

    @Override
    public void accept(List<Change> accepted, String position) {
      changes.addAll(accepted);
      positions.add(position);
    }

    @Override
    public void alive() {
      alive = true;
    }

    @Override
    public void deaf(String why) {
      red = why;
    }

    void await(int atLeast) {
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> changes.size() >= atLeast);
    }

    String position() {
      return positions.get(positions.size() - 1);
    }
  }
}
