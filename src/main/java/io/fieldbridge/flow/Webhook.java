package io.fieldbridge.flow;

import java.net.URI;
import java.util.Optional;

/**
 * Where alerts go, bound as {@code webhook} for routes. The address is a secret: it is no property,
 * for Camel logs the properties that routes use.
 */
public final class Webhook {

  private final URI address;

  public Webhook(Optional<URI> address) {
    this.address = address.orElse(null);
  }

  /** The address to post to; for the header {@code CamelHttpUri} only. */
  public String address() {
    return String.valueOf(address);
  }

  @Override
  public String toString() {
    return address == null ? "no webhook" : "webhook at " + address.getHost();
  }
}
