package io.fieldbridge.sandbox.businesscentral;

/**
 * Where a suite runs: the simulator, or a real tenant that the environment names by {@code
 * BC_FACTS_API_ROOT}, {@code BC_FACTS_TOKEN_URL}, {@code BC_FACTS_CLIENT_ID}, {@code
 * BC_FACTS_CLIENT_SECRET} and {@code BC_FACTS_COMPANY} (its name).
 */
record Tenant(String apiRoot, String tokenUrl, String client, String secret, String company) {

  static Tenant of(BusinessCentralSandbox sandbox) {
    return new Tenant(
        sandbox.apiRoot(),
        sandbox.tokenUrl(),
        "fieldbridge-demo",
        "fieldbridge-demo-secret",
        sandbox.company());
  }

  static boolean isReal() {
    return System.getenv("BC_FACTS_API_ROOT") != null;
  }

  static Tenant real() {
    return new Tenant(
        System.getenv("BC_FACTS_API_ROOT"),
        System.getenv("BC_FACTS_TOKEN_URL"),
        System.getenv("BC_FACTS_CLIENT_ID"),
        System.getenv("BC_FACTS_CLIENT_SECRET"),
        System.getenv("BC_FACTS_COMPANY"));
  }

  @Override
  public String toString() {
    return apiRoot + " " + company;
  }
}
