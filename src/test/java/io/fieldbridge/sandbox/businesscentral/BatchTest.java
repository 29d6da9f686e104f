package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest extends BusinessCentralTestCase {

  private static final String GOOD = "{\"displayName\":\"Good\"}";
  private static final String BAD = "{\"displayName\":\"\"}";

  @Test
  void without_isolation_each_part_stands_alone() {
    JsonNode answers = batch(part("1", GOOD), part("2", BAD), part("3", GOOD));

    assertThat(answers)
        .extracting(answer -> answer.path("status").asInt())
        .containsExactly(201, 400, 201);
    assertThat(answers.get(1).path("body").path("error").path("code").asText())
        .isEqualTo("BadRequest_RequiredParamNotProvided");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void a_snapshot_batch_reports_rows_that_no_longer_exist() {
    JsonNode answers = batch(part("1", GOOD), part("2", BAD), "Isolation", "snapshot");

    assertThat(answers)
        .extracting(answer -> answer.path("status").asInt())
        .containsExactly(201, 400);
    String ghost = id(answers.get(0).path("body"));
    assertThat(wire.get("customers(" + ghost + ")").status()).isEqualTo(404);
    assertThat(count()).isZero();
  }

  @Test
  void a_snapshot_batch_whose_first_part_fails_answers_that_part_alone() {
    assertThat(batch(part("1", BAD), part("2", GOOD), "Isolation", "snapshot")).hasSize(1);
  }

  @Test
  void a_snapshot_batch_that_succeeds_stays() {
    batch(part("1", GOOD), part("2", GOOD), "Isolation", "snapshot");

    assertThat(count()).isEqualTo(2);
  }

  @Test
  void posting_commits_inside_a_snapshot_batch() {
    JsonNode order = order("WO-1");
    String action =
        "{\"id\":\"1\",\"method\":\"POST\",\"url\":\"companies(%s)/salesOrders(%s)/Microsoft.NAV.shipAndInvoice\"}"
            .formatted(wire.companyId(), id(order));

    JsonNode answers = batch(action, part("2", BAD), "Isolation", "snapshot");

    assertThat(answers.get(0).path("status").asInt()).isEqualTo(204);
    assertThat(wire.get("salesOrders(" + id(order) + ")").status()).isEqualTo(404);
    wire.only("salesInvoices", "externalDocumentNumber eq 'WO-1'");
  }

  @Test
  void a_part_bears_its_own_token_and_may_name_the_company_in_a_header() {
    JsonNode customer = customer("K00010");
    String change =
        "{\"id\":\"1\",\"method\":\"PATCH\",\"url\":\"customers(%s)\",\"headers\":{\"If-Match\":%s,\"Company\":\"Nordwerk Service\"},\"body\":{\"city\":\"Kiel\"}}"
            .formatted(id(customer), customer.path("@odata.etag"));

    JsonNode answers = batch(change, change);

    assertThat(answers)
        .extracting(answer -> answer.path("status").asInt())
        .containsExactly(200, 409);
  }

  @Test
  void a_part_whose_address_cannot_be_read_spoils_the_batch() {
    String batch = "{\"requests\":[{\"method\":\"GET\",\"url\":\"items?$filter=number eq '%'\"}]}";

    assertThat(wire.send("POST", sandbox().apiRoot() + "/$batch", batch).code())
        .isEqualTo("BadRequest_InvalidRequestUrl");
  }

  @Test
  void more_than_a_hundred_parts_are_refused_with_500() {
    String parts =
        IntStream.rangeClosed(1, 101)
            .mapToObj(number -> part(String.valueOf(number), GOOD))
            .collect(Collectors.joining(","));

    Wire.Answer answer =
        wire.send("POST", sandbox().apiRoot() + "/$batch", "{\"requests\":[" + parts + "]}");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.message()).contains("100");
    assertThat(count()).isZero();
  }

  private static String part(String id, String body) {
    return "{\"id\":\"%s\",\"method\":\"POST\",\"url\":\"companies(%s)/customers\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":%s}"
        .formatted(id, wire.companyId(), body);
  }

  private static JsonNode batch(String... partsAndHeaders) {
    boolean isolated = partsAndHeaders[partsAndHeaders.length - 1].equals("snapshot");
    int parts = partsAndHeaders.length - (isolated ? 2 : 0);
    String body = String.join(",", java.util.Arrays.copyOf(partsAndHeaders, parts));
    String[] headers = isolated ? new String[] {"Isolation", "snapshot"} : new String[0];
    Wire.Answer answer =
        wire.send(
            "POST", sandbox().apiRoot() + "/$batch", "{\"requests\":[" + body + "]}", headers);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("responses");
  }

  private static int count() {
    return wire.query("customers", "$filter", "displayName eq 'Good'").body().path("value").size();
  }
}
