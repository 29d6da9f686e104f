package io.fieldbridge.sandbox.salesforce;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How an org is started.
 *
 * @param httpPort 0 for any free port
 * @param pubSubPort 0 for any free port
 * @param clock the org's time
 * @param files what it reads and writes on disk
 * @param streams the times of the Pub/Sub API
 */
public record SalesforceSandboxSettings(
    int httpPort, int pubSubPort, Clock clock, Files files, Streams streams) {

  /**
   * Files and folders.
   *
   * @param certificate PEM of the certificate or public key that JWT logins are checked against;
   *     where absent, a key pair is made at start
   * @param keys folder that the made key pair is written to, as {@code private-key.pem} (PKCS 8,
   *     readable by its owner only) and {@code public-key.pem}
   * @param metadata folder of further {@code *.yaml} objects and fields
   */
  public record Files(Optional<Path> certificate, Optional<Path> keys, Optional<Path> metadata) {

    public static Files none() {
      return new Files(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** After how long a silent stream gets a sign of life, and a satisfied one is ended. */
  public record Streams(Duration keepAlive, Duration endAfterDelivered) {}

  /** The demo ports 7070 and 7071, the vendor's times, nothing on disk. */
  public static SalesforceSandboxSettings defaults() {
    return onPorts(7070, 7071);
  }

  /** As {@link #defaults} on other ports; 0 takes any free one. */
  public static SalesforceSandboxSettings onPorts(int httpPort, int pubSubPort) {
    return new SalesforceSandboxSettings(
        httpPort,
        pubSubPort,
        Clock.systemUTC(),
        Files.none(),
        new Streams(Duration.ofSeconds(270), Duration.ofSeconds(60)));
  }

  public SalesforceSandboxSettings with(Clock other) {
    return new SalesforceSandboxSettings(httpPort, pubSubPort, other, files, streams);
  }

  public SalesforceSandboxSettings with(Files other) {
    return new SalesforceSandboxSettings(httpPort, pubSubPort, clock, other, streams);
  }

  public SalesforceSandboxSettings with(Streams other) {
    return new SalesforceSandboxSettings(httpPort, pubSubPort, clock, files, other);
  }
}
