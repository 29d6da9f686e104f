package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest extends BusinessCentralTestCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number eq 'k00010' | 1",
        "number eq 'K00010' or number eq 'K00020' | 2",
        "(number eq 'K00010' or number eq 'K00020') and city eq 'Hamburg' | 2",
        "number gt 'K00010' and number le 'K00030' | 2",
        "startswith(displayName,'Alster Dr') | 1",
        "endswith(displayName,'ter Druck GmbH') and not (city eq 'Kiel') | 1",
        "contains(displayName,'lster Dru') | 1",
        "tolower(displayName) eq 'alster druck gmbh' | 1",
        "displayName eq 'O''Hara' | 0",
        "blocked eq '_x0020_' and number eq 'K00010' | 1",
        "blocked eq ' ' and number eq 'K00010' | 1",
        "blocked eq Microsoft.NAV.customerBlocked'_x0020_' and number eq 'K00010' | 1",
        "substring(number,1) eq '00010' | 1",
        "substring(number,1,4) eq '0001' | 1",
        "currencyCode eq 'USD' and creditLimit ge 0.5 and number eq 'K00080' | 1",
        "lastModifiedDateTime gt 2026-01-01T00:00:00.000Z and number eq 'K00010' | 1",
        "lastModifiedDateTime gt 2026-02-01 and number eq 'K00010' | 0",
        "number eq 'K00010' and contactsInformation/any(c:c/contactName eq 'nobody') | 1",
      })
  void a_filter_finds_what_it_says(String filter, int count) {
    Wire.Answer answer = wire.query("customers", "$filter", filter);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(answer.body().path("value")).hasSize(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "number eq 'K00010' or city eq 'Hamburg'",
        "nickname eq 'x'",
        "number eq 10010",
        "creditLimit gt 'many'",
        "number eq",
        "(number eq 'a'",
        "number in ('K00010')",
        "soundex(number) eq 'K'",
        "blocked eq 'Sometimes'"
      })
  void a_filter_that_the_vendor_does_not_know_is_refused(String filter) {
    Wire.Answer answer = wire.query("customers", "$filter", filter);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.code()).isNotEmpty();
  }

  @Test
  void a_function_within_a_function_needs_the_newer_schema_version() {
    String filter = "startswith(tolower(displayName),'alster dr')";

    assertThat(wire.query("customers", "$filter", filter).code())
        .isEqualTo("BadRequest_InvalidRequestUrl");
    assertThat(
            wire.query("customers", "$filter", filter, "$schemaversion", "2.1")
                .body()
                .path("value"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "displayName eq 'ALSTER druck gmbh'",
        "startswith(displayName,'ALSTER dr')",
        "contains(displayName,'LSTER DRU')"
      })
  void the_case_of_a_text_counts_unless_the_database_says_otherwise(String filter) {
    assertThat(wire.query("customers", "$filter", filter).body().path("value")).isEmpty();

    wire.setting("textIgnoresCase", true);

    assertThat(wire.query("customers", "$filter", filter).body().path("value")).hasSize(1);
  }

  @Test
  void in_needs_the_newer_schema_version() {
    JsonNode found =
        wire.query("customers", "$filter", "number in ('K00010','K00020')", "$schemaversion", "2.1")
            .body()
            .path("value");

    assertThat(found).hasSize(2);
  }

  @Test
  void select_order_top_skip_and_count_shape_the_answer() {
    Wire.Answer answer =
        wire.query(
            "customers",
            "$select",
            "number",
            "$orderby",
            "number desc",
            "$top",
            "2",
            "$skip",
            "1",
            "$count",
            "true");

    JsonNode rows = answer.body().path("value");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).path("number").asText())
        .isGreaterThan(rows.get(1).path("number").asText());
    assertThat(rows.get(0).has("displayName")).isFalse();
    assertThat(rows.get(0).has("@odata.etag")).isTrue();
    assertThat(answer.body().path("@odata.count").asInt()).isGreaterThan(2);
  }

  @Test
  void pages_follow_one_another_by_an_opaque_link() {
    List<String> numbers = new ArrayList<>();
    Wire.Answer page = wire.get("customers?$select=number", "Prefer", "odata.maxpagesize=10");
    while (true) {
      page.body().path("value").forEach(row -> numbers.add(row.path("number").asText()));
      String next = page.text("@odata.nextLink");
      if (next.isEmpty()) {
        break;
      }
      page = wire.send("GET", next, null, "Prefer", "odata.maxpagesize=10");
    }

    assertThat(numbers).hasSizeGreaterThan(30).doesNotHaveDuplicates().isSorted();
    assertThat(wire.get("customers?$skiptoken=old").code()).isEqualTo("SkipTokenIsNoLongerValid");
    assertThat(wire.get("customers", "Prefer", "odata.maxpagesize=20001").status()).isEqualTo(413);
  }

  @Test
  void pages_may_overlap_as_when_rows_come_in_between_them() {
    wire.setting("pageSize", 10);
    wire.setting("pageOverlap", 1);

    Wire.Answer first = wire.get("customers?$select=number");
    JsonNode second = wire.send("GET", first.text("@odata.nextLink"), null).body().path("value");

    assertThat(second.get(0).path("number")).isEqualTo(first.body().at("/value/9/number"));
  }

  @Test
  void expansions_nest_and_select() {
    JsonNode order = order("WO-1");

    JsonNode expanded =
        wire.query(
                "salesOrders(" + id(order) + ")",
                "$select",
                "number",
                "$expand",
                "salesOrderLines($select=quantity;$expand=item($select=number)),customer")
            .body();

    JsonNode line = expanded.path("salesOrderLines").get(0);
    assertThat(line.path("item").path("number").asText()).isEqualTo("P-1001");
    assertThat(line.has("unitPrice")).isFalse();
    assertThat(expanded.path("customer").path("number").asText()).isEqualTo("K00010");
    assertThat(expanded.path("salesOrderLines").get(2).path("item").isNull()).isTrue();
  }

  @Test
  void an_expansion_filters_sorts_cuts_and_counts_its_rows() {
    JsonNode order = order("WO-1");

    JsonNode found =
        wire.query(
                "salesOrders(" + id(order) + ")",
                "$expand",
                "salesOrderLines($filter=lineType ne 'Comment';$orderby=sequence desc;$top=1;$count=true)")
            .body();

    assertThat(found.path("salesOrderLines@odata.count").asInt()).isEqualTo(2);
    assertThat(found.path("salesOrderLines")).hasSize(1);
    assertThat(found.path("salesOrderLines").get(0).path("lineType").asText())
        .isEqualTo("Resource");
  }

  @Test
  void a_query_of_the_vendor_has_an_order_of_its_own_and_no_keys() {
    String set = "customerLedgerEntries";

    assertThat(ledger(set + "?$orderby=entryNumber").status()).isEqualTo(200);
    assertThat(ledger(set + "?$orderby=amount").code())
        .isEqualTo("BadRequest_MethodNotImplemented");
    assertThat(ledger(set + "(" + wire.companyId() + ")").code())
        .isEqualTo("BadRequest_InvalidRequestUrl");
  }

  private static Wire.Answer ledger(String path) {
    return wire.route("GET", "microsoft/reportsFinance/beta", path, null);
  }

  @Test
  void what_can_be_subscribed_to_is_found_with_a_star() {
    JsonNode found =
        wire.route(
                "GET",
                "microsoft/runtime/beta",
                "webhookSupportedResources?$filter=" + Wire.encoded("resource eq 'v2.0*'"),
                null)
            .body()
            .path("value");

    assertThat(found).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"salesOrderLines", "salesInvoiceLines", "salesQuoteLines", "contactsInformation"})
  void sets_of_lines_cannot_be_listed_without_their_parent(String set) {
    order("WO-1");

    Wire.Answer answer = wire.get(set);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("Application_DialogException");
    assertThat(answer.message()).contains("must specify");
  }

  @Test
  void a_single_line_is_reached_from_the_top_and_a_foreign_one_not_through_another_parent() {
    JsonNode order = order("WO-1");
    JsonNode other = order("WO-2");
    String line = id(lines(order).get(0));

    assertThat(wire.get("salesOrderLines(" + line + ")").status()).isEqualTo(200);
    assertThat(wire.get("salesOrders(" + id(other) + ")/salesOrderLines(" + line + ")").status())
        .isEqualTo(404);
    assertThat(wire.get("salesOrders(" + id(order) + ")/customer").text("number"))
        .isEqualTo("K00010");
  }

  @Test
  void the_format_of_answers_may_be_named_where_it_is_json() {
    assertThat(wire.get("customers?$top=1&$format=json").status()).isEqualTo(200);
    assertThat(wire.get("customers?$top=1&$format=atom").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "application/json;odata.metadata=minimal"})
  void the_one_format_may_be_asked_for(String format) {
    assertThat(wire.query("customers", "$format", format).status()).isEqualTo(200);
    assertThat(wire.query("customers", "$format", "atom").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"customers?$select=nickname", "customers?$expand=portrait", "customers?$apply=x"})
  void unknown_names_in_a_query_are_refused(String path) {
    assertThat(wire.get(path).code()).isEqualTo("BadRequest_InvalidRequestUrl");
  }
}
