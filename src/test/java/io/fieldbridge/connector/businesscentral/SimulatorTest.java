package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The connector against the simulated Business Central, over the wire. */
abstract class SimulatorTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static BusinessCentralSandbox sandbox;

  BusinessCentralConnector connector;

  @BeforeAll
  static void startSandbox() {
    sandbox =
        BusinessCentralSandbox.start(
            new BusinessCentralSandboxSettings(
                0, BusinessCentralSandboxSettings.Profile.WITH_EXTENSION));
  }

  @AfterAll
  static void stopSandbox() {
    sandbox.close();
  }

  @BeforeEach
  void connect() {
    admin("POST", "reset", "{}");
    connector = connector("fieldbridge-demo", "content");
  }

  @AfterEach
  void disconnect() {
    connector.close();
  }

  static BusinessCentralConnector connector(String client, String customerProof) {
    return new BusinessCentralConnector(
        new BusinessCentralSettings(
            new BusinessCentralSettings.Address(
                URI.create(sandbox.apiRoot()), "demo.example", "sandbox", sandbox.company()),
            new BusinessCentralSettings.Credentials(
                URI.create(sandbox.tokenUrl()),
                client,
                client + "-secret",
                BusinessCentralSettings.Credentials.DEFAULT_SCOPE),
            new BusinessCentralSettings.Limits(5, 6_000, true, 20),
            BusinessCentralSettings.Timing.sandbox(Duration.ofSeconds(2)),
            CustomerProof.parse(customerProof)),
        Clock.systemUTC());
  }

  static JsonNode admin(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/" + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
              .build();
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(path + ": " + new String(answer.body()));
      }
      return Wire.parse(answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  static void fault(String fault, String object, String operation) {
    admin(
        "POST",
        "faults",
        "{'fault':'"
            + fault
            + "','object':'"
            + object
            + "','operation':'"
            + operation
            + "','milliseconds':700}");
  }

  RemoteRecord customer(String number) {
    return find("customers", "number", number);
  }

  RemoteRecord find(String set, String field, String value) {
    List<RemoteRecord> found =
        connector.reader().find(set, Map.of(field, TextNode.valueOf(value)), Selection.of(), 2);
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " " + set + " with " + field + " " + value);
    }
    return found.get(0);
  }

  ObjectNode order(String reference) {
    return ScriptedTest.json(
        "{'customerId':'"
            + customer("K00010").ref().id()
            + "','externalDocumentNumber':'"
            + reference
            + "','orderDate':'2026-11-03','salesOrderLines':["
            + "{'lineType':'Item','itemId':'"
            + find("items", "number", "P-1001").ref().id()
            + "','unitOfMeasureCode':'PCS','quantity':2,'unitPrice':19.99,'description2':'first'},"
            + "{'lineType':'Resource','lineObjectNumber':'TECH-01','quantity':1.5,'unitPrice':87.35,"
            + "'description2':'second'}]}");
  }
}
