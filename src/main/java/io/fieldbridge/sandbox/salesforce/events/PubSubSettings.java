package io.fieldbridge.sandbox.salesforce.events;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how the Pub/Sub API is served.
 *
 * @param port 0 for any free port
 * @param tenantId 18-character id of the org
 * @param keepAlive time without events after which an empty answer is sent
 * @param endAfterDelivered time after which a stream ends whose client asks for no more
 * @param certificate served by TLS if present, else plain text
 */
public record PubSubSettings(
    int port,
    String tenantId,
    Duration keepAlive,
    Duration endAfterDelivered,
    Optional<Certificate> certificate) {

  /** A certificate chain and its private key, as PEM files. */
  public record Certificate(Path chain, Path privateKey) {}

  /** The vendor's times (270 s and 60 s), in plain text. */
  public static PubSubSettings defaults(int port, String tenantId) {
    return new PubSubSettings(
        port, tenantId, Duration.ofSeconds(270), Duration.ofSeconds(60), Optional.empty());
  }

  /** The same with other times. */
  public PubSubSettings withTimes(Duration keepAlive, Duration endAfterDelivered) {
    return new PubSubSettings(port, tenantId, keepAlive, endAfterDelivered, certificate);
  }

  /** The same with TLS. */
  public PubSubSettings withCertificate(Certificate certificate) {
    return new PubSubSettings(
        port, tenantId, keepAlive, endAfterDelivered, Optional.of(certificate));
  }
}
