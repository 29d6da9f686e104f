package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Request;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Creations and actions: sent once, whatever happens to the answer (P18, Z5). */
class BusinessCentralRecordWriterTest extends ScriptedTest {

  private static final RecordRef ORDER = new RecordRef("business-central", "salesOrders", ID);
  private static final String ORDER_PATH = "salesOrders\\(" + ID + "\\)";

  @Test
  void a_document_goes_in_one_request_in_the_given_order_and_is_read_back_with_lines() {
    server.on("POST", "salesOrders", r -> Reply.json(201, customerRow(ID, "e1", "")));
    server.on(
        "GET",
        ORDER_PATH,
        r -> customer("e2", "'number':'S-1','salesOrderLines':[{'@odata.etag':'x','id':'l1'}]"));
    RemoteRecord created =
        connector
            .writer()
            .create(
                "salesOrders",
                json(
                    "{'customerId':'"
                        + ID
                        + "','orderDate':'2026-08-03','externalDocumentNumber':"
                        + "'WO-1','salesOrderLines':[{'lineType':'Item','quantity':2.50}]}"));
    assertThat(created.version()).isEqualTo("e2");
    assertThat(created.values().path("salesOrderLines").toString()).isEqualTo("[{\"id\":\"l1\"}]");
    Request post = server.requests().get(0);
    assertThat(post.body().toString())
        .containsSubsequence("customerId", "orderDate", "externalDocumentNumber", "2.50");
    assertThat(server.lines().get(1)).endsWith("?$expand=salesOrderLines");
  }

  @Test
  void a_creation_that_cannot_be_read_back_was_created_all_the_same() {
    server.on("POST", "salesOrders", r -> Reply.json(201, customerRow(ID, "e1", "")));
    server.on("GET", ORDER_PATH, r -> Reply.error(500, "Internal_ServerError", "later"));
    assertThat(connector.writer().create("salesOrders", json("{}")).ref()).isEqualTo(ORDER);
  }

  @Test
  void a_lost_answer_to_a_creation_is_unknown_and_not_sent_again() {
    server.on("POST", "salesOrders", r -> Reply.broken());
    assertThatThrownBy(() -> connector.writer().create("salesOrders", json("{}")))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(server.lines()).containsExactly("POST /salesOrders");
  }

  @Test
  void a_gateway_error_on_a_creation_is_unknown() {
    for (int status : new int[] {408, 500, 502, 504}) {
      server.on("POST", "salesOrders", r -> new Reply(status, Map.of(), "<html>"));
      assertThatThrownBy(() -> connector.writer().create("salesOrders", json("{}")))
          .as("status " + status)
          .isInstanceOf(OutcomeUnknownException.class);
    }
  }

  @Test
  void a_creation_answered_without_the_record_is_unknown() {
    server.on("POST", "salesOrders", r -> new Reply(204, Map.of(), ""));
    assertThatThrownBy(() -> connector.writer().create("salesOrders", json("{}")))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void a_creation_that_never_left_leaves_the_system_unavailable() {
    connector.identity();
    server.close();
    assertThatThrownBy(() -> connector.writer().create("salesOrders", json("{}")))
        .isInstanceOf(SystemUnavailableException.class);
  }

  @Test
  void a_taken_number_with_the_same_contents_may_be_our_own_earlier_try() {
    server.on(
        "POST", "customers", r -> Reply.error(400, "Internal_EntityWithSameKeyExists", "exists"));
    server.on(
        "GET",
        "customers",
        r ->
            Reply.json(
                200,
                "{'value':[" + customerRow(ID, "e", "'number':'FB1','displayName':'A'") + "]}"));
    assertThatThrownBy(
            () ->
                connector.writer().create("customers", json("{'number':'fb1','displayName':'A'}")))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThatThrownBy(
            () ->
                connector.writer().create("customers", json("{'number':'FB1','displayName':'B'}")))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining(ID);
  }

  @Test
  void a_line_is_made_under_its_document() {
    server.on(
        "POST",
        ORDER_PATH + "/salesOrderLines",
        r -> Reply.json(201, customerRow(ID, "e1", "'sequence':10000")));
    server.on("GET", "salesOrderLines\\(" + ID + "\\)", r -> customer("e1", "'sequence':10000"));
    RemoteRecord line =
        connector
            .writer()
            .create("salesOrderLines", json("{'documentId':'" + ID + "','quantity':1}"));
    assertThat(line.values().path("sequence").asInt()).isEqualTo(10_000);
    assertThat(server.requests().get(0).body().toString()).isEqualTo("{\"quantity\":1}");
  }

  @Test
  void an_action_carries_the_version() {
    server.on(
        "POST", ORDER_PATH + "/Microsoft.NAV.shipAndInvoice", r -> new Reply(204, Map.of(), ""));
    connector.writer().act(ORDER, "W/\"1\"", "shipAndInvoice");
    connector.writer().act(ORDER, "", "shipAndInvoice");
    assertThat(server.requests())
        .extracting(r -> r.headers().get("if-match"))
        .containsExactly("W/\"1\"", "*");
  }

  @Test
  void a_lost_answer_to_an_action_is_unknown_and_a_stale_version_contended() {
    String action = ORDER_PATH + "/Microsoft.NAV.post";
    server.on("POST", action, r -> Reply.broken());
    assertThatThrownBy(() -> connector.writer().act(ORDER, "e1", "post"))
        .isInstanceOf(OutcomeUnknownException.class);
    server.on("POST", action, r -> Reply.error(409, "Request_EntityChanged", "changed"));
    assertThatThrownBy(() -> connector.writer().act(ORDER, "e1", "post"))
        .isInstanceOf(ContendedException.class);
    assertThat(server.lines()).hasSize(2);
    assertThatThrownBy(() -> connector.writer().act(ORDER, "e1", "post?x=1"))
        .isInstanceOf(ContractException.class);
  }

  @Test
  void an_upsert_changes_the_one_that_has_the_key() {
    server.on(
        "GET",
        "customers",
        r -> Reply.json(200, "{'value':[" + customerRow(ID, "e7", "'number':'K1'") + "]}"));
    server.on("PATCH", CUSTOMER_PATH, r -> customer("e8", "'city':'Kiel'"));
    connector.writer().upsert("customers", "number", "K1", json("{'city':'Kiel'}"));
    assertThat(server.requests().get(1).headers()).containsEntry("if-match", "e7");
  }
}
