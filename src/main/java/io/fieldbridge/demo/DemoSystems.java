package io.fieldbridge.demo;

import java.net.URI;

/**
 * Where the two systems of the story listen. The story knows nothing else about them.
 *
 * @param salesforce root of the Salesforce org, where tokens are given too, without a slash at the
 *     end
 * @param businessCentral API root, up to and including {@code /api/v2.0}
 * @param businessCentralToken token endpoint of the tenant
 * @param businessCentralAdmin root under which the sandbox answers {@code /sandbox/faults}
 * @param company name of the Business Central company
 */
public record DemoSystems(
    URI salesforce,
    URI businessCentral,
    URI businessCentralToken,
    URI businessCentralAdmin,
    String company) {

  /** Name of the company that the Business Central sandbox holds. */
  public static final String COMPANY = "Nordwerk Service";

  private static final String TENANT = "demo.example";
  private static final String ENVIRONMENT = "sandbox";

  /** The two sandboxes of this machine at these ports. */
  public static DemoSystems onLoopback(int salesforcePort, int businessCentralPort) {
    String erp = "http://127.0.0.1:" + businessCentralPort;
    return new DemoSystems(
        URI.create("http://127.0.0.1:" + salesforcePort),
        URI.create(erp + "/v2.0/" + TENANT + "/" + ENVIRONMENT + "/api/v2.0"),
        URI.create(erp + "/" + TENANT + "/oauth2/v2.0/token"),
        URI.create(erp),
        COMPANY);
  }

  URI salesforceToken() {
    return URI.create(salesforce + "/services/oauth2/token");
  }
}
