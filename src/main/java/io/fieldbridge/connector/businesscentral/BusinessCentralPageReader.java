package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads lists page by page, following the server's links verbatim. Thread-safe. */
final class BusinessCentralPageReader {

  private static final int PAGES_MAX = 100_000;

  private final BusinessCentralClient client;
  private final int pageSize;
  private final Clock clock;

  BusinessCentralPageReader(BusinessCentralClient client, int pageSize, Clock clock) {
    this.client = client;
    this.pageSize = pageSize;
    this.clock = clock;
  }

  /**
   * @param rows as they came
   * @param askedAt the server's clock no later than when it began to answer, by whole seconds
   * @param last whether no page follows
   */
  record Page(List<ObjectNode> rows, Instant askedAt, boolean last) {}

  /**
   * Reads until the reader has enough or nothing is left.
   *
   * @param call the first page; its headers go with every further one
   * @param what for messages
   * @param wantsMore takes a page and tells whether another is wanted
   */
  void read(Call call, String what, Predicate<Page> wantsMore) {
    Call next = call.with("Prefer", "odata.maxpagesize=" + pageSize);
    for (int pages = 0; pages < PAGES_MAX; pages++) {
      Instant sent = clock.instant();
      Answer answer = send(next, what);
      ObjectNode body =
          answer.object().orElseThrow(() -> BusinessCentralFailures.notJson(answer, what));
      Optional<URI> link = link(body, call.uri(), what);
      if (!wantsMore.test(new Page(rows(body), askedAt(answer, sent), link.isEmpty()))
          || link.isEmpty()) {
        return;
      }
      next = new Call(next.method(), link.get(), next.body(), next.headers(), next.terms());
    }
    throw new IllegalStateException(what + " has more than " + PAGES_MAX + " pages");
  }

  private Answer send(Call call, String what) {
    try {
      Answer answer = client.send(call);
      if (!answer.succeeded()) {
        throw BusinessCentralFailures.of(answer, Deed.READ, what);
      }
      return answer;
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.unanswered(what, lost);
    }
  }

  private Instant askedAt(Answer answer, Instant sent) {
    Duration took = Duration.between(sent, clock.instant());
    return answer.date().orElse(clock.instant()).minus(took);
  }

  /** Some sets are singletons and answer the record itself. */
  static List<ObjectNode> rows(ObjectNode body) {
    List<ObjectNode> rows = new ArrayList<>();
    if (!body.has("value")) {
      rows.add(body);
    }
    for (JsonNode row : body.path("value")) {
      if (row instanceof ObjectNode object) {
        rows.add(object);
      }
    }
    return rows;
  }

  /** The token must not follow a link to somebody else's server. */
  private static Optional<URI> link(ObjectNode body, URI from, String what) {
    String text = body.path("@odata.nextLink").asText("");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI link = new URI(text);
      if (!from.getAuthority().equalsIgnoreCase(link.getAuthority())
          || !from.getScheme().equalsIgnoreCase(link.getScheme())) {
        throw foreign(what, String.valueOf(link.getAuthority()));
      }
      return Optional.of(link);
    } catch (URISyntaxException noAddress) {
      throw foreign(what, "an address that is none");
    }
  }

  private static SystemUnavailableException foreign(String what, String place) {
    return new SystemUnavailableException(
        Reason.of(
            "foreign-link",
            "The next page of "
                + what
                + " is said to be at "
                + place
                + ", which is not where Business Central is.",
            "Check the API root and any proxy before it."),
        null);
  }
}
