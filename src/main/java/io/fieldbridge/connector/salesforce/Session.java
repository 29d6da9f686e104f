package io.fieldbridge.connector.salesforce;

import java.net.URI;

/**
 * What a login gave.
 *
 * @param token never printed
 * @param instance where every later call goes
 * @param organization 18 characters
 * @param user 18 characters
 */
record Session(String token, URI instance, String organization, String user) {
  @Override
  public String toString() {
    return "Session[" + instance + ", " + organization + ", " + user + "]";
  }
}
