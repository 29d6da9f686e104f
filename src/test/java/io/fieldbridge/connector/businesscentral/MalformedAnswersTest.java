package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fieldbridge.Spoiled;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Answers of any shape: read, or refused with a sentence, and never anything else (G20). */
class MalformedAnswersTest {

  private static final String ID = ScriptedTest.ID;
  private static final RecordRef CUSTOMER = ScriptedTest.CUSTOMER;
  private static final String ROW =
      "{'@odata.etag':'e1','id':'"
          + ID
          + "','number':'10','displayName':'Müller','lastModifiedDateTime':'2026-03-01T12:00:00Z',"
          + "'creditLimit':100.25}";

  private static final ScriptedServer SERVER = new ScriptedServer();
  private static final BusinessCentralConnector CONNECTOR = SERVER.connector();

  @Test
  void a_list_is_read_or_refused() {
    Random chance = Spoiled.chance();
    AtomicReference<String> body = new AtomicReference<>();
    SERVER.on("GET", "customers", r -> Reply.json(200, body.get()));
    String right =
        "{'value':[" + ROW + "],'@odata.nextLink':'" + SERVER.root() + "/api/v2.0/nowhere'}";
    for (int i = 0; i < Spoiled.tries(); i++) {
      body.set(Spoiled.json(right, chance));
      assertClear(
          body.get(),
          () -> CONNECTOR.reader().scan("customers", Selection.of("displayName"), page -> {}));
    }
  }

  @Test
  void a_record_is_read_or_refused() {
    Random chance = Spoiled.chance();
    AtomicReference<Reply> reply = new AtomicReference<>();
    SERVER.on("GET", ScriptedTest.CUSTOMER_PATH, r -> reply.get());
    SERVER.on("PATCH", ScriptedTest.CUSTOMER_PATH, r -> reply.get());
    SERVER.on("POST", "customers", r -> reply.get());
    for (int i = 0; i < Spoiled.tries(); i++) {
      boolean good = chance.nextBoolean();
      String right =
          good ? ROW : "{'error':{'code':'Application_DialogException','message':'Blocked.'}}";
      reply.set(Reply.json(good ? 200 : 400, Spoiled.json(right, chance)));
      String body = reply.get().body();
      assertClear(body, () -> CONNECTOR.reader().read(CUSTOMER, Selection.of("displayName")));
      assertClear(
          body,
          () ->
              CONNECTOR.writer().update(CUSTOMER, "e1", ScriptedTest.json("{'displayName':'x'}")));
      assertClear(body, () -> assertThat(created().id()).hasSameSizeAs(ID));
    }
  }

  private static RecordRef created() {
    return CONNECTOR.writer().create("customers", ScriptedTest.json("{'displayName':'x'}")).ref();
  }

  @Test
  void an_exchange_rate_is_read_or_refused() {
    Random chance = Spoiled.chance();
    AtomicReference<String> body = new AtomicReference<>();
    SERVER.on("GET", "currencyExchangeRates", r -> Reply.json(200, body.get()));
    String right =
        "{'value':[{'currencyCode':'USD','startingDate':'2026-01-01','exchangeRateAmount':1.1,"
            + "'relationalExchangeRateAmount':1.0,'relationalCurrencyCode':''}]}";
    for (int i = 0; i < Spoiled.tries(); i++) {
      body.set(Spoiled.json(right, chance));
      assertClear(
          body.get(),
          () -> CONNECTOR.exchangeRates().orElseThrow().at("USD", LocalDate.of(2026, 3, 1)));
    }
  }

  private static void assertClear(String answer, Runnable call) {
    assertThatCode(
            () -> {
              try {
                call.run();
              } catch (SyncException clear) {
                assertThat(clear.reason().text()).isNotBlank();
              }
            })
        .as(answer.length() > 1_000 ? answer.substring(0, 1_000) : answer)
        .doesNotThrowAnyException();
  }
}
