package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;

/** A connector and a scripted server for one test. */
abstract class ScriptedTest {

  static final String ID = "22222222-2222-2222-2222-222222222222";
  static final RecordRef CUSTOMER = new RecordRef("business-central", "customers", ID);
  static final String CUSTOMER_PATH = "customers\\(" + ID + "\\)";

  final ScriptedServer server = new ScriptedServer();
  final BusinessCentralConnector connector = server.connector();

  @AfterEach
  void close() {
    connector.close();
    server.close();
  }

  static ObjectNode json(String text) {
    return (ObjectNode) Wire.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static ScriptedServer.Reply customer(String etag, String values) {
    return ScriptedServer.Reply.json(200, customerRow(ID, etag, values));
  }

  static String customerRow(String id, String etag, String values) {
    return "{'@odata.etag':'"
        + etag
        + "','id':'"
        + id
        + "'"
        + (values.isEmpty() ? "" : "," + values)
        + "}";
  }
}
