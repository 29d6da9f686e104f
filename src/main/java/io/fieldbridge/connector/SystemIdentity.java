package io.fieldbridge.connector;

import java.util.Map;

/**
 * What tells one org or company from every other.
 *
 * @param parts for example organization, or tenant, environment and company
 */
public record SystemIdentity(Map<String, String> parts) {
  public SystemIdentity {
    parts = Map.copyOf(parts);
  }
}
