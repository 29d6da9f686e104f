package io.fieldbridge.connector.salesforce;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Where the org is and how to talk to it.
 *
 * @param login where and as whom to log in
 * @param feed where changes come from
 * @param limits how long to wait and how much to take
 * @param apiVersion for example {@code 62.0}
 * @param clientName names us in the org's change events, letters and digits
 */
public record SalesforceSettings(
    Login login, Feed feed, Limits limits, String apiVersion, String clientName) {

  public static final String API_VERSION = "62.0";
  public static final String CLIENT_NAME = "fieldbridge";

  public SalesforceSettings {
    if (!apiVersion.matches("[0-9]{2,3}\\.0")) {
      throw new IllegalArgumentException(
          "'" + apiVersion + "' is no Salesforce API version; expected one such as 62.0");
    }
    if (!clientName.matches("[A-Za-z0-9_-]{1,40}")) {
      throw new IllegalArgumentException(
          "'" + clientName + "' is no client name; expected up to 40 letters, digits, - and _");
    }
  }

  /** Settings with the usual API version and client name. */
  public static SalesforceSettings of(Login login, Feed feed, Limits limits) {
    return new SalesforceSettings(login, feed, limits, API_VERSION, CLIENT_NAME);
  }

  /**
   * @param url the login host or the org's My Domain
   * @param consumerKey names our app in the org
   */
  public record Login(URI url, String consumerKey, SalesforceCredentials credentials) {}

  /**
   * @param pubSub the event bus
   * @param captured the objects that are selected for Change Data Capture in the org; all others
   *     are polled
   * @param poll how the others are polled
   * @param quietProbe how long no event of an object may come before its records are asked whether
   *     there should have been one; zero for never
   */
  public record Feed(PubSub pubSub, Set<String> captured, Poll poll, Duration quietProbe) {

    public static final Duration QUIET_PROBE = Duration.ofSeconds(45);

    /** Five, for that is how many entities an org may select without an add-on. */
    public static final Set<String> CAPTURED =
        Set.of("Account", "Contact", "Quote", "WorkOrder", "Asset");

    public Feed {
      captured = Set.copyOf(captured);
    }

    /** With the usual probe of quiet streams. */
    public Feed(PubSub pubSub, Set<String> captured, Poll poll) {
      this(pubSub, captured, poll, QUIET_PROBE);
    }
  }

  /**
   * @param host {@code api.pubsub.salesforce.com}
   * @param port 7443 or 443
   * @param plainText without TLS, for a simulator on the same machine
   * @param channels {@code /data/ChangeEvents}, custom channels of several entities ({@code
   *     /data/X__chn}), channels of one ({@code /data/AccountChangeEvent}); each is a feed of its
   *     own
   * @param keepAliveLimit Salesforce speaks at least this often; a longer silence is a dead stream
   */
  public record PubSub(
      String host, int port, boolean plainText, List<String> channels, Duration keepAliveLimit) {

    public static final String HOST = "api.pubsub.salesforce.com";
    public static final int PORT = 7443;
    public static final String ALL_EVENTS = "/data/ChangeEvents";
    public static final Duration KEEP_ALIVE_LIMIT = Duration.ofSeconds(270);

    public PubSub {
      channels = channels.stream().distinct().toList();
      if (channels.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no change event channel; expected one such as " + ALL_EVENTS);
      }
      channels.forEach(PubSub::check);
    }

    private static void check(String channel) {
      if (!channel.matches("/data/[A-Za-z0-9_]{1,80}")) {
        throw new IllegalArgumentException(
            "'" + channel + "' is no change event channel; expected one such as " + ALL_EVENTS);
      }
    }

    /** Salesforce's own event bus with the channel of all selected objects. */
    public static PubSub standard() {
      return new PubSub(HOST, PORT, false, List.of(ALL_EVENTS), KEEP_ALIVE_LIMIT);
    }
  }

  /**
   * @param interval between two looks
   * @param overlap how far each look reaches back before what was seen: as long as the longest
   *     transaction, for rows are stamped when written and seen when committed; 5 seconds or more
   * @param pageSize rows a query may return at once, 200 to 2,000
   */
  public record Poll(Duration interval, Duration overlap, int pageSize) {

    private static final Duration OVERLAP_MIN = Duration.ofSeconds(5);

    public Poll {
      if (pageSize < 200 || pageSize > 2000) {
        throw new IllegalArgumentException(pageSize + " is no page size; expected 200 to 2000");
      }
      if (overlap.compareTo(OVERLAP_MIN) < 0) {
        throw new IllegalArgumentException(
            overlap + " is too short an overlap; expected " + OVERLAP_MIN + " or more");
      }
    }

    public static Poll standard() {
      return new Poll(Duration.ofMinutes(1), Duration.ofMinutes(10), 2000);
    }
  }

  /**
   * @param connectTimeout to reach the host
   * @param requestTimeout to be answered in full
   * @param longestRequest after this a request that was sent has taken effect or never will:
   *     Salesforce ends REST calls after 10 minutes
   * @param apiUsagePercentMax above this share of the daily calls nothing is sent, 1 to 100
   */
  public record Limits(
      Duration connectTimeout,
      Duration requestTimeout,
      Duration longestRequest,
      int apiUsagePercentMax) {
    public Limits {
      if (apiUsagePercentMax < 1 || apiUsagePercentMax > 100) {
        throw new IllegalArgumentException(
            apiUsagePercentMax + " is no share of the daily calls; expected 1 to 100 per cent");
      }
    }

    public static Limits standard() {
      return new Limits(
          Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofMinutes(11), 95);
    }
  }
}
