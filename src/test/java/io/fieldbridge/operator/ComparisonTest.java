package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides read and compared, nothing written. */
class ComparisonTest {

  @TempDir Path home;

  private TestDesk desk;
  private RecordRef account;
  private RecordRef customer;

  @BeforeEach
  void open() {
    desk = new TestDesk(home);
    account =
        desk.crm.put(
            "Account", "001A", "Name", "Alpha", "BillingCity", "Kiel", "BillingPostalCode", "a1");
    customer =
        desk.erp.put(
            "customers",
            "g-1",
            "number",
            "C1",
            "displayName",
            "Alpha",
            "city",
            "Kiel",
            "postalCode",
            "A1");
    link(TestDesk.ACCOUNTS, account, "", customer, "C1");
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void pairs_agree_when_they_differ_only_in_how_a_system_writes_it() {
    JsonNode report = compare(TestDesk.ACCOUNTS);

    assertThat(report.path("differences")).isEmpty();
    assertThat(report.path("agree").asInt()).isEqualTo(1);
    assertThat(report.path("differ").asInt()).isZero();
  }

  @Test
  void a_field_that_differs_is_told_with_both_values() {
    desk.erp.put("customers", "g-1", "city", "Lübeck");

    JsonNode report = compare(TestDesk.ACCOUNTS);

    assertThat(report.path("differ").asInt()).isEqualTo(1);
    JsonNode difference = report.path("differences").get(0);
    assertThat(difference.path("pair").asText()).isEqualTo("001A = C1");
    assertThat(difference.path("field").asText()).isEqualTo("city");
    assertThat(difference.path("crm").asText()).isEqualTo("Kiel");
    assertThat(difference.path("erp").asText()).isEqualTo("Lübeck");
    assertThat(difference.path("underWay").asBoolean()).isFalse();
  }

  @Test
  void a_difference_whose_change_is_on_its_way_is_told_as_such() {
    desk.erp.put("customers", "g-1", "city", "Lübeck");
    desk.claimed(TestDesk.ACCOUNTS, account);

    JsonNode report = compare(TestDesk.ACCOUNTS);

    assertThat(report.path("differences").get(0).path("underWay").asBoolean()).isTrue();
  }

  @Test
  void a_pair_that_lost_a_side_is_told() {
    desk.erp.remove(customer);

    JsonNode report = compare(TestDesk.ACCOUNTS);

    assertThat(report.path("lost").get(0).asText())
        .isEqualTo("001A = C1: business-central:customers:g-1 cannot be found any more");
    assertThat(report.path("agree").asInt()).isZero();
  }

  @Test
  void a_record_that_cannot_be_translated_is_told_with_the_reason() {
    desk.erp.put("customers", "g-1", "country", "Narnia");

    JsonNode report = compare(TestDesk.ACCOUNTS);

    assertThat(report.path("differ").asInt()).isEqualTo(1);
    assertThat(report.path("differences").get(0).path("crm").asText()).contains("Narnia");
  }

  @Test
  void the_totals_on_a_work_order_are_compared_with_those_of_its_posted_invoice() {
    RecordRef workOrder =
        desk.crm.put(
            "WorkOrder",
            "0WO1",
            "WorkOrderNumber",
            "W1",
            "ERP_Order_Number__c",
            "S1",
            "ERP_Invoice_Number__c",
            "R1",
            "ERP_Total_Amount__c",
            new BigDecimal("119.0"));
    RecordRef order = new RecordRef("business-central", "salesOrders", "g-5");
    RecordRef invoice =
        desk.erp.put(
            "salesInvoices",
            "g-6",
            "number",
            "R1",
            "pricesIncludeTax",
            false,
            "totalAmountIncludingTax",
            new BigDecimal("119.00"));
    link(TestDesk.WORK_ORDERS, workOrder, "W1", order, "S1");
    confirmed(workOrder, "post", false, invoice);

    assertThat(compare(TestDesk.WORK_ORDERS).path("agree").asInt()).isEqualTo(1);

    desk.erp.put("salesInvoices", "g-6", "totalAmountIncludingTax", new BigDecimal("238.00"));
    JsonNode difference = compare(TestDesk.WORK_ORDERS).path("differences").get(0);
    assertThat(difference.path("field").asText()).isEqualTo("totalIncludingTax");
    assertThat(difference.path("crm").asText()).isEqualTo("119");
    assertThat(difference.path("erp").asText()).isEqualTo("238");
  }

  private JsonNode compare(String flow) {
    return Comparison.of(desk.desk, desk.desk.contract(flow));
  }

  private void link(String flow, RecordRef crm, String here, RecordRef erp, String there) {
    desk.memory
        .links()
        .save(
            flow,
            new Link.Side(crm, here, "", JsonText.object()),
            new Link.Side(erp, there, "", JsonText.object()),
            JsonText.object());
  }

  private void confirmed(RecordRef source, String purpose, boolean creates, RecordRef target) {
    Effect effect =
        desk.memory
            .effects()
            .intend(
                new EffectKey(TestDesk.WORK_ORDERS, source, purpose),
                new Intent(
                    "business-central",
                    target.object(),
                    creates,
                    "",
                    JsonText.object(),
                    JsonText.object()));
    desk.memory.effects().confirmed(effect, target);
  }
}
