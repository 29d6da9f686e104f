package io.fieldbridge.connector.salesforce;

import static io.fieldbridge.connector.salesforce.ScriptedOrg.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.salesforce.eventbus.protobuf.SchemaInfo;
import io.fieldbridge.Spoiled;
import io.fieldbridge.connector.salesforce.ScriptedOrg.Answer;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Answers and events of any shape: read, or refused with a sentence, and never anything else (G20).
 */
class MalformedAnswersTest {

  private static final String ID = "001000000000001AAA";
  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", ID);
  private static final Selection NAMES = Selection.of("Name", "Owner.Name");
  private static final Map<String, JsonNode> BY_NAME = Map.of("Name", TextNode.valueOf("x"));
  private static final String SCHEMA =
      """
      {"type":"record","name":"AccountChangeEvent","namespace":"com.sforce.eventbus","fields":[
        {"name":"ChangeEventHeader","type":{"type":"record","name":"ChangeEventHeader","fields":[
          {"name":"entityName","type":"string"},
          {"name":"recordIds","type":{"type":"array","items":"string"}},
          {"name":"changeType","type":{"type":"enum","name":"ChangeType","symbols":["CREATE","UPDATE"]}},
          {"name":"transactionKey","type":"string"},
          {"name":"commitTimestamp","type":"long"},
          {"name":"changedFields","type":{"type":"array","items":"string"}}]}},
        {"name":"Name","type":["null","string",{"type":"record","name":"Switchable_PersonName","fields":[
          {"name":"FirstName","type":["null","string"],"default":null}]}],"default":null},
        {"name":"Site__c","type":["null",{"type":"record","name":"Location","fields":[
          {"name":"Latitude","type":["null","double"],"default":null}]}],"default":null},
        {"name":"Day__c","type":["null",{"type":"int","logicalType":"date"}],"default":null}]}
      """;

  private static final ScriptedOrg ORG = new ScriptedOrg();
  private static final SalesforceConnector CONNECTOR = ORG.connector();

  @Test
  void an_answer_to_a_query_is_read_or_refused() {
    Random chance = Spoiled.chance();
    String right =
        "{'totalSize':1,'done':false,'nextRecordsUrl':'/services/data/v62.0/more','records':[%s]}"
            .formatted(row("Account", ID, "'Name':'Müller','Owner':{'Name':'Otto'}"));
    AtomicReference<String> body = new AtomicReference<>();
    ORG.on("GET", "/query", Integer.MAX_VALUE, r -> Answer.json(200, body.get()));
    ORG.on("GET", "/more", ScriptedOrg.rows());
    for (int i = 0; i < Spoiled.tries(); i++) {
      body.set(Spoiled.json(right, chance));
      assertClear(body.get(), () -> CONNECTOR.reader().read(ACCOUNT, NAMES));
      assertClear(body.get(), () -> CONNECTOR.reader().scan("Account", NAMES, page -> {}));
      assertClear(body.get(), () -> CONNECTOR.reader().find("Account", BY_NAME, NAMES, 5));
    }
  }

  @Test
  void an_answer_to_a_creation_is_read_refused_or_left_in_doubt() {
    Random chance = Spoiled.chance();
    AtomicReference<Answer> answer = new AtomicReference<>();
    ORG.on("POST", "/sobjects/", Integer.MAX_VALUE, r -> answer.get());
    for (int i = 0; i < Spoiled.tries(); i++) {
      boolean made = chance.nextBoolean();
      String right =
          made
              ? "{'id':'" + ID + "','success':true,'errors':[]}"
              : "[{'errorCode':'REQUIRED_FIELD_MISSING','message':'Name','fields':['Name']}]";
      answer.set(Answer.json(made ? 201 : 400, Spoiled.json(right, chance)));
      assertClear(
          answer.get().body(), () -> assertThat(SalesforceId.valid(created().id())).isTrue());
    }
  }

  private static RecordRef created() {
    return CONNECTOR.writer().create("Account", Json.object().put("Name", "x")).ref();
  }

  @Test
  void a_schema_and_a_payload_are_read_or_refused() {
    Random chance = Spoiled.chance();
    for (int i = 0; i < Spoiled.tries() * 10; i++) {
      String json = i % 2 == 0 ? SCHEMA : Spoiled.json(SCHEMA, chance);
      byte[] payload = new byte[chance.nextInt(200)];
      chance.nextBytes(payload);
      EventShapes shapes = new EventShapes(name -> Optional.empty());
      SchemaInfo answer = SchemaInfo.newBuilder().setSchemaJson(valid(json)).build();
      try {
        CaptureEvent.decode(payload, shapes.of("id", id -> answer), "r");
      } catch (MalformedEventException refused) {
        assertThat(refused).hasMessageNotContaining("\n");
      }
    }
  }

  /** A wire of UTF-8 carries no half characters. */
  private static String valid(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Property(tries = 300)
  void a_list_of_bitmaps_is_read_or_refused(@ForAll List<String> elements) {
    Schema schema = new Schema.Parser().parse(SCHEMA);
    try {
      FieldBitmap.of(elements, schema);
    } catch (MalformedEventException refused) {
      assertThat(refused.getMessage().length()).isLessThan(200);
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
