package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * What {@code $metadata} says; read once, and again, at most once a minute, after the server called
 * a request malformed. Thread-safe.
 */
final class Schemas {

  private static final Duration REFRESH_AFTER = Duration.ofMinutes(1);

  private final BusinessCentralClient client;
  private final URI metadata;
  private final Clock clock;
  private Map<String, EntitySet> sets = Map.of();
  private Instant readAt = Instant.EPOCH;
  private long misunderstandings;

  Schemas(BusinessCentralClient client, URI apiRoot, Clock clock) {
    this.client = client;
    this.metadata = URI.create(apiRoot + "/$metadata");
    this.clock = clock;
  }

  Optional<EntitySet> find(String set) {
    return Optional.ofNullable(current().get(set));
  }

  /**
   * @throws ContractException when the system has no entity set of that name
   */
  EntitySet get(String set) {
    return find(set)
        .orElseThrow(
            () ->
                new ContractException(
                    Reason.of(
                        "unknown-object",
                        "Business Central has no entity set '" + set + "'.",
                        "Correct the name; it is the one used in URLs, such as customers or"
                            + " salesOrders.")));
  }

  /** An entity set of the type that a navigation leads to. */
  Optional<EntitySet> target(EntitySet.Navigation navigation) {
    return current().values().stream()
        .filter(set -> set.type().equals(navigation.target()))
        .findFirst();
  }

  /** The next question reads them anew. */
  synchronized void forget() {
    sets = Map.of();
  }

  private synchronized Map<String, EntitySet> current() {
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
        Call.get(metadata)
            .with("Accept", "application/xml")
            .onTerms("schema", Throttle.Priority.LIVE);
    try {
      Answer answer = client.send(call);
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
