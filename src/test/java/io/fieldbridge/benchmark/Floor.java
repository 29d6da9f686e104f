package io.fieldbridge.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The least that can be done: each event becomes one write, at once, up to five at a time. It knows
 * its customers by heart, reads nothing, remembers nothing and repeats nothing.
 */
final class Floor {

  private static final int CALLS_AT_ONCE = 5;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_ONCE);
  private final URI company;
  private final String token;
  private final Map<String, String> customers;

  private Floor(Address address, Map<String, String> customers) {
    this.company = address.company();
    this.token = Login.at(address.businessCentralToken(), "fieldbridge-demo").token();
    this.customers = customers;
  }

  /**
   * @param arguments the address, then a file of accounts and their customers, a pair a line
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Address address = Address.read(List.of(arguments));
    Map<String, String> customers =
        Files.readAllLines(Path.of(arguments[4])).stream()
            .map(line -> line.split(","))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Floor floor = new Floor(address, customers);
    try (ChangeStream stream =
        new ChangeStream(address, event -> PhoneChange.in(event).forEach(floor::pass))) {
      stream.awaitEnd();
    }
  }

  private void pass(PhoneChange change) {
    String customer = customers.get(change.account());
    if (customer != null) {
      threads.execute(() -> write(customer, change.phone()));
    }
  }

  private void write(String customer, String phone) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(company + "/customers(" + customer + ")"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .method("PATCH", BodyPublishers.ofString("{\"phoneNumber\":\"" + phone + "\"}"))
            .build();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        System.err.println(request.uri() + ": " + status);
      }
    } catch (IOException e) {
      System.err.println(request.uri() + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
