package io.fieldbridge.demo;

import java.net.URI;

/** How one person logs in: OAuth 2.0 client credentials. {@code scope} may be empty. */
record Credentials(URI token, String clientId, String secret, String scope) {

  static Credentials salesperson(DemoSystems systems) {
    return new Credentials(systems.salesforceToken(), "sales-demo", "sales-demo-secret", "");
  }

  static Credentials technician(DemoSystems systems) {
    return new Credentials(
        systems.salesforceToken(), "technician-demo", "technician-demo-secret", "");
  }

  static Credentials finance(DemoSystems systems) {
    return new Credentials(
        systems.businessCentralToken(),
        "finance-demo",
        "finance-demo-secret",
        "https://api.businesscentral.dynamics.com/.default");
  }

  @Override
  public String toString() {
    return clientId + " at " + token;
  }
}
