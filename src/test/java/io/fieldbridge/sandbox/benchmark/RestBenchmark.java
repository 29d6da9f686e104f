package io.fieldbridge.sandbox.benchmark;

import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Single-record reads and writes of both sandboxes against {@link BareServer}, in one run. */
final class RestBenchmark {

  private static final int ROUNDS = 5;

  private final String only;

  private RestBenchmark(String only) {
    this.only = only;
  }

  /** Measures what has {@code only} in its title. */
  static void run(String only) throws IOException {
    RestBenchmark benchmark = new RestBenchmark(only);
    System.out.printf(
        "%-34s %12s %12s %7s   (goal 0.33)%n",
        "REST, requests per second", "bare", "ours", "ratio");
    benchmark.salesforce();
    benchmark.businessCentral();
  }

  private void salesforce() throws IOException {
    try (SalesforceSandbox sandbox =
        SalesforceSandbox.start(SalesforceSandboxSettings.onPorts(0, 0))) {
      int port = URI.create(sandbox.url()).getPort();
      send(port, "POST", "/sandbox/settings", "{\"dailyApiRequests\":1000000000}");
      String login =
          form(
              port,
              "/services/oauth2/token",
              "grant_type=client_credentials&client_id=sales-demo&client_secret=sales-demo-secret");
      String data = "/services/data/v62.0";
      AtomicInteger count = new AtomicInteger();
      String id = created(port, data + "/sobjects/Account", "{\"Name\":\"Benchmark\"}", login);
      String record = data + "/sobjects/Account/" + id;
      compare("Salesforce, GET one Account", port, fixed("GET", record, "", login));
      compare(
          "Salesforce, PATCH one Account",
          port,
          () ->
              WireClient.request(
                  "PATCH", record, "{\"Phone\":\"" + count.incrementAndGet() + "\"}", login));
      compare(
          "Salesforce, POST an Account",
          port,
          () ->
              WireClient.request(
                  "POST",
                  data + "/sobjects/Account",
                  "{\"Name\":\"Benchmark " + count.incrementAndGet() + "\"}",
                  login));
    }
  }

  private void businessCentral() throws IOException {
    try (BusinessCentralSandbox sandbox =
        BusinessCentralSandbox.start(
            new BusinessCentralSandboxSettings(
                0, BusinessCentralSandboxSettings.Profile.STANDARD))) {
      int port = URI.create(sandbox.url()).getPort();
      send(port, "POST", "/sandbox/settings", "{\"rateMax\":1000000000}");
      String login =
          form(
              port,
              "/demo.example/oauth2/v2.0/token",
              "grant_type=client_credentials&client_id=finance-demo&client_secret=finance-demo-secret"
                  + "&scope=https://api.businesscentral.dynamics.com/.default");
      String customers = customers(port, login);
      AtomicInteger count = new AtomicInteger();
      String id = created(port, customers, "{\"displayName\":\"Benchmark\"}", login);
      String record = customers + "(" + id + ")";
      compare("Business Central, GET one customer", port, fixed("GET", record, "", login));
      compare(
          "Business Central, PATCH a customer",
          port,
          () ->
              WireClient.request(
                  "PATCH",
                  record,
                  "{\"website\":\"w" + count.incrementAndGet() + "\"}",
                  login,
                  "If-Match: *"));
      compare(
          "Business Central, POST a customer",
          port,
          () ->
              WireClient.request(
                  "POST",
                  customers,
                  "{\"displayName\":\"Benchmark " + count.incrementAndGet() + "\"}",
                  login));
    }
  }

  private static String customers(int port, String login) throws IOException {
    String root = "/v2.0/demo.example/sandbox/api/v2.0";
    String query = root + "/companies?$filter=name%20eq%20'Nordwerk%20Service'";
    String company = Json.MAPPER.readTree(get(port, query, login)).at("/value/0/id").asText();
    return root + "/companies(" + company + ")/customers";
  }

  private void compare(String what, int port, Supplier<byte[]> requests) throws IOException {
    if (!what.contains(only)) {
      return;
    }
    byte[] body;
    try (WireClient client = new WireClient(port)) {
      body = client.exchange(requests.get());
    }
    try (BareServer bare = new BareServer(body)) {
      Rate.warmUp(bare.port(), requests);
      Rate.warmUp(port, requests);
      double[] bares = new double[ROUNDS];
      double[] ours = new double[ROUNDS];
      double[] ratios = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        bares[round] = Rate.of(bare.port(), requests);
        ours[round] = Rate.of(port, requests);
        ratios[round] = ours[round] / bares[round];
      }
      System.out.printf(
          "%-34s %,12.0f %,12.0f %7.2f%n", what, median(bares), median(ours), median(ratios));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Supplier<byte[]> fixed(String method, String path, String body, String login) {
    byte[] request = WireClient.request(method, path, body, login);
    return () -> request;
  }

  /** Logs in; gives the header that proves it. */
  static String form(int port, String path, String form) throws IOException {
    byte[] request =
        new String(WireClient.request("POST", path, form))
            .replace("application/json", "application/x-www-form-urlencoded")
            .getBytes();
    try (WireClient client = new WireClient(port)) {
      String token = Json.MAPPER.readTree(client.exchange(request)).path("access_token").asText();
      return "Authorization: Bearer " + token;
    }
  }

  static byte[] send(int port, String method, String path, String body, String... headers)
      throws IOException {
    try (WireClient client = new WireClient(port)) {
      return client.exchange(WireClient.request(method, path, body, headers));
    }
  }

  private static byte[] get(int port, String path, String login) throws IOException {
    return send(port, "GET", path, "", login);
  }

  private static String created(int port, String path, String body, String login)
      throws IOException {
    return Json.MAPPER.readTree(send(port, "POST", path, body, login)).path("id").asText();
  }
}
