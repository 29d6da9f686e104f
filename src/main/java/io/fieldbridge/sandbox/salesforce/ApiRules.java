package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxResponse;
import java.util.regex.Pattern;

/**
 * What the org allows its API's clients.
 *
 * @param versionMin the oldest version that is answered
 * @param versionMax the newest one
 * @param deprecatedBelow versions below it are answered with a warning
 * @param replicationIdsMax most ids of an answer of {@code updated} and {@code deleted}
 * @param callOptionsInComposites whether the client's name of a composite call reaches the change
 *     events of what is inside
 * @param collatedInReverse whether collated neighbours of a composite call run in reverse, as the
 *     vendor promises no order among them
 * @param loginsPerHour logins of a user before {@code rate_limit_exceeded}
 * @param refuseLoginsWith such as {@code invalid_grant: ip restricted}; empty for none
 */
record ApiRules(
    int versionMin,
    int versionMax,
    int deprecatedBelow,
    int replicationIdsMax,
    boolean callOptionsInComposites,
    boolean collatedInReverse,
    long loginsPerHour,
    String refuseLoginsWith) {

  private static final Pattern REFUSAL = Pattern.compile("(\\w+: .+)?");
  private static final int OLDEST = 31;
  private static final int NEWEST = 99;

  static ApiRules usual() {
    return new ApiRules(37, 67, 0, 600_000, true, false, 3600, "");
  }

  void check() {
    if (versionMin < OLDEST || versionMax > NEWEST || versionMin > versionMax) {
      throw new IllegalArgumentException(
          "api.versionMin and api.versionMax must be from 31 to 99, the lower one first");
    }
    if (!REFUSAL.matcher(refuseLoginsWith).matches()) {
      throw new IllegalArgumentException(
          "api.refuseLoginsWith must be like 'invalid_grant: ip restricted', not '"
              + refuseLoginsWith
              + "'");
    }
  }

  boolean answers(int version) {
    return version >= versionMin && version <= versionMax;
  }

  /** The answer with the warning that an old version has. */
  SandboxResponse warned(SandboxResponse answer, int version) {
    return version >= deprecatedBelow
        ? answer
        : answer.with(
            "Warning",
            "299 - \"This API version is deprecated. Use version " + deprecatedBelow + ".0\"");
  }
}
