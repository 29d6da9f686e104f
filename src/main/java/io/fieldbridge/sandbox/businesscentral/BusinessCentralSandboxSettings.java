package io.fieldbridge.sandbox.businesscentral;

import java.time.Clock;
import java.util.Locale;

/**
 * How a sandbox starts.
 *
 * @param httpPort 0 takes any free one
 * @param profile what is installed besides the standard API
 * @param clock the time of the environment
 */
public record BusinessCentralSandboxSettings(int httpPort, Profile profile, Clock clock) {

  /** What is installed. */
  public enum Profile {
    /** The standard API alone. */
    STANDARD,
    /** With the route {@code api/fieldbridge/integration/v1.0}. */
    WITH_EXTENSION;

    /** As people write it: {@code standard}, {@code with-extension}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** On the system's clock. */
  public BusinessCentralSandboxSettings(int httpPort, Profile profile) {
    this(httpPort, profile, Clock.systemUTC());
  }
}
