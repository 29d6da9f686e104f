package io.fieldbridge.sandbox.salesforce.streaming;

/**
 * How the Streaming API behaves.
 *
 * @param holdMilliseconds how long a connect is held when there is nothing to tell
 * @param reconnectMilliseconds after which a client that does not connect again is forgotten
 * @param clientsMax clients at a time
 * @param cookieRequired whether a request without the handshake's cookie is of an unknown client
 * @param changedFields whether the header of a change event lists the changed fields
 */
public record StreamingSettings(
    long holdMilliseconds,
    long reconnectMilliseconds,
    int clientsMax,
    boolean cookieRequired,
    boolean changedFields) {

  /** The vendor's times. */
  public static StreamingSettings defaults() {
    return new StreamingSettings(110_000, 40_000, 2000, false, false);
  }
}
