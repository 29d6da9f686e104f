package io.fieldbridge.connector.businesscentral;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach one company of Business Central, and how gently.
 *
 * @param address where it is
 * @param credentials who we are
 * @param limits how much it takes
 * @param timing how often and how long
 * @param customerProof how a customer whose creation was not answered is found again
 */
public record BusinessCentralSettings(
    Address address,
    Credentials credentials,
    Limits limits,
    Timing timing,
    CustomerProof customerProof) {

  public BusinessCentralSettings {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(customerProof, "customerProof");
  }

  /**
   * @param apiRoot the API's root, up to and including {@code /api/v2.0}
   * @param tenant the tenant's id or domain
   * @param environment the environment's name
   * @param company the company's name, display name or id; never guessed
   */
  public record Address(URI apiRoot, String tenant, String environment, String company) {
    public Address {
      String text = apiRoot.toString();
      apiRoot = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (company.isBlank()) {
        throw new IllegalArgumentException(
            "No Business Central company is set; expected its name or id. A company is never"
                + " guessed, since every write would go there.");
      }
    }
  }

  /**
   * @param tokenUrl where the token is asked for
   * @param clientId the application's id
   * @param clientSecret its secret; never printed
   * @param scope the scope to ask for
   */
  public record Credentials(URI tokenUrl, String clientId, String clientSecret, String scope) {

    /** The scope of Business Central online. */
    public static final String DEFAULT_SCOPE = "https://api.businesscentral.dynamics.com/.default";

    @Override
    public String toString() {
      return "Credentials[tokenUrl="
          + tokenUrl
          + ", clientId="
          + clientId
          + ", scope="
          + scope
          + "]";
    }
  }

  /**
   * @param concurrency most calls under way at once
   * @param callsPerWindow most calls begun in any five minutes
   * @param batchPartsCount whether each part of a {@code $batch} counts as a call; the vendor does
   *     not say
   * @param pageSize rows asked for per page, 1 to 20,000
   */
  public record Limits(int concurrency, int callsPerWindow, boolean batchPartsCount, int pageSize) {
    public Limits {
      if (concurrency < 1 || callsPerWindow < 1 || pageSize < 1 || pageSize > 20_000) {
        throw new IllegalArgumentException(
            "Business Central limits need a concurrency and calls of at least 1 and a page size of"
                + " 1 to 20000, not "
                + concurrency
                + ", "
                + callsPerWindow
                + " and "
                + pageSize);
      }
    }

    /** What Business Central online grants one user. */
    public static Limits online() {
      return new Limits(5, 6_000, true, 500);
    }
  }

  /**
   * @param pollInterval pause between two polls of a feed
   * @param overlap how far each poll reads back behind the watermark: a row is stamped when it is
   *     written and seen when that is committed, so as long as the longest request
   * @param longestRequest after this time a request has taken effect or never will
   * @param requestTimeout how long an answer is waited for; the server gives up after 8 minutes,
   *     its gateway after 10
   * @param clockTolerance how far the server's clock may be from ours
   */
  public record Timing(
      Duration pollInterval,
      Duration overlap,
      Duration longestRequest,
      Duration requestTimeout,
      Duration clockTolerance) {

    /** Business Central online: 8 minutes queued and 8 running. */
    public static Timing online() {
      Duration longest = Duration.ofMinutes(16);
      return new Timing(
          Duration.ofSeconds(15), longest, longest, Duration.ofSeconds(510), Duration.ofMinutes(5));
    }

    /** A sandbox: the given time stands for the longest request and for the overlap. */
    public static Timing sandbox(Duration longestRequest) {
      return new Timing(
          Duration.ofMillis(500),
          longestRequest,
          longestRequest,
          Duration.ofSeconds(30),
          Duration.ofSeconds(2));
    }
  }
}
