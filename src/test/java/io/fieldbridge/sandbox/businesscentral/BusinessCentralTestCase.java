package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings.Profile;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** One sandbox per test class, reset before each test. */
abstract class BusinessCentralTestCase {

  private static BusinessCentralSandbox sandbox;
  static Wire wire;

  @BeforeAll
  static void start() {
    sandbox =
        BusinessCentralSandbox.start(new BusinessCentralSandboxSettings(0, Profile.WITH_EXTENSION));
    wire = new Wire(sandbox);
  }

  @BeforeEach
  void reset() {
    wire.admin("POST", "reset", "{}");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static BusinessCentralSandbox sandbox() {
    return sandbox;
  }

  static JsonNode customer(String number) {
    return wire.only("customers", "number eq '" + number + "'");
  }

  static JsonNode item(String number) {
    return wire.only("items", "number eq '" + number + "'");
  }

  static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  /** An order of 2 parts at 19.99 and 1.5 hours at 87.35 for a customer at home. */
  static JsonNode order(String reference) {
    return wire.created(
        "salesOrders",
        """
        {"customerId":"%s","externalDocumentNumber":"%s","orderDate":"2026-11-03",
         "salesOrderLines":[
          {"lineType":"Item","itemId":"%s","unitOfMeasureCode":"PCS","quantity":2,"unitPrice":19.99,"description2":"first"},
          {"lineType":"Resource","lineObjectNumber":"TECH-01","quantity":1.5,"unitPrice":87.35,"description2":"second"},
          {"lineType":"Comment","description":"Serviced asset SN 4711"}]}
        """
            .formatted(
                customer("K00010").path("id").asText(),
                reference,
                item("P-1001").path("id").asText()));
  }

  static JsonNode lines(JsonNode order) {
    return wire.get("salesOrders(" + order.path("id").asText() + ")/salesOrderLines")
        .body()
        .path("value");
  }

  static String id(JsonNode row) {
    return row.path("id").asText();
  }

  static String etag(JsonNode row) {
    return row.path("@odata.etag").asText();
  }
}
