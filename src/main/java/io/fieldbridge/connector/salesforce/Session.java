package io.fieldbridge.connector.salesforce;

import java.net.URI;

/**
 * What a login gave.
 *
 * @param token never printed
 * @param instance where every later call goes, with the path before the API's where it has one
 * @param organization 18 characters
 * @param user 18 characters
 */
record Session(String token, URI instance, String organization, String user) {
  /** The address of a resource, {@code /services/data/...}. */
  URI address(String resource) {
    return address(instance, resource);
  }

  static URI address(URI instance, String resource) {
    String base = instance.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + resource);
  }

  @Override
  public String toString() {
    return "Session[" + instance + ", " + organization + ", " + user + "]";
  }
}
