package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;

/**
 * What {@code $metadata} of one route says; read once, and again, at most once a minute, after the
 * server called a request malformed. Thread-safe.
 */
final class Metadata {

  private static final Duration REFRESH_AFTER = Duration.ofMinutes(1);

  private final BusinessCentralClient client;
  private final Supplier<URI> root;
  private final boolean mayLack;
  private final Clock clock;
  private Map<String, EntitySet> sets = Map.of();
  private Instant readAt = Instant.EPOCH;
  private long misunderstandings;

  /**
   * @param mayLack whether a system without that route is a system without those sets
   */
  Metadata(BusinessCentralClient client, Supplier<URI> root, boolean mayLack, Clock clock) {
    this.client = client;
    this.root = root;
    this.mayLack = mayLack;
    this.clock = clock;
  }

  /** The next question reads it anew. */
  synchronized void forget() {
    sets = Map.of();
  }

  /** By name; none where there is no such route. */
  synchronized Map<String, EntitySet> sets() {
    boolean misunderstood = client.misunderstandings() != misunderstandings;
    boolean old = !clock.instant().isBefore(readAt.plus(REFRESH_AFTER));
    if (sets.isEmpty() || (misunderstood && old)) {
      misunderstandings = client.misunderstandings();
      sets = read();
      readAt = clock.instant();
    }
    return sets;
  }

  private Map<String, EntitySet> read() {
    Call call =
        Call.get(URI.create(root.get() + "/$metadata"))
            .with("Accept", "application/xml")
            .onTerms("schema", Throttle.Priority.LIVE);
    try {
      Answer answer = client.send(call);
      if (mayLack && BusinessCentralRecordReader.meansGone(answer)) {
        return Map.of();
      }
      if (!answer.succeeded()) {
        throw BusinessCentralFailures.of(answer, Deed.READ, "$metadata");
      }
      return MetadataReader.read(answer.raw());
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.unanswered("$metadata", lost);
    } catch (XMLStreamException notMetadata) {
      throw new SystemUnavailableException(
          Reason.of(
              "metadata-unreadable",
              "What Business Central answered as $metadata cannot be read: "
                  + notMetadata.getMessage(),
              "Check the API root; it has to end with /api/v2.0."),
          notMetadata);
    }
  }
}
