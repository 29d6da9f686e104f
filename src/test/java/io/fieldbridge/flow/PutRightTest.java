package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.ScriptedSystem;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.journal.Recorded;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side gets back what the other one owns, in the pair's turn (Z19, G28). */
class PutRightTest {

  private static final String FLOW = "account-customer";
  private static final String CREDIT = "ERP_Credit_Limit__c";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path home;
  private TinyHouse house;
  private RecordRef account;
  private RecordRef customer;
  private int edits;

  @BeforeEach
  void start() throws Exception {
    house = new TinyHouse(home);
    account = house.crm.put("Account", "001A", "Name", "Paid", "Phone", "1", CREDIT, 500);
    customer = house.erp.put("customers", "c-1", "displayName", "Paid", "number", "10");
    house.crm.put("Account", "001A", "ERP_Customer_Id__c", "10", "BillingCity", "Bremen");
    house.erp.put("customers", "c-1", "phoneNumber", "1", "creditLimit", 500, "city", "Bremen");
    house.live(FLOW);
    told(account);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void what_is_put_right_never_comes_after_something_newer() {
    house.crm.put("Account", "001A", CREDIT, 9999);
    told(account);
    assertThat(value(house.crm, account, CREDIT)).isEqualTo("500");

    house.erp.put("customers", "c-1", "creditLimit", 1035);
    told(customer);
    house.ship("_report.camel.yaml");
    await().atMost(PATIENCE).until(() -> !house.messages("report", State.DELIVERED).isEmpty());
    await().atMost(PATIENCE).until(() -> house.messages("report", State.PENDING).isEmpty());

    assertThat(value(house.crm, account, CREDIT)).isEqualTo("1035");
  }

  @Test
  void finances_edit_of_what_the_crm_owns_is_put_right_in_the_erp() {
    house.erp.put("customers", "c-1", "phoneNumber", "999");
    told(customer);

    assertThat(value(house.erp, customer, "phoneNumber")).isEqualTo("1");
    assertThat(value(house.crm, account, "Phone")).isEqualTo("1");
  }

  @Test
  void an_edit_made_since_the_record_was_read_is_weighed_and_not_written_over() {
    financeMovesTheCustomerAndSalesChangeItsPhone();
    house.erp.afterNextWrite(() -> house.crm.put("Account", "001A", "BillingCity", "Emden"));

    told(account);

    assertThat(value(house.erp, customer, "phoneNumber")).isEqualTo("2");
    assertThat(value(house.crm, account, "BillingCity")).isEqualTo("Kiel");
    assertThat(house.engine.state().journal().timeline("001A"))
        .extracting(Recorded::entry)
        .anySatisfy(
            entry -> {
              assertThat(entry.event()).isEqualTo("conflict");
              assertThat(entry.text()).contains("city", "Emden", "Kiel");
            });
  }

  @Test
  void an_edit_made_right_after_the_write_is_carried_and_not_taken_for_agreed() {
    financeMovesTheCustomerAndSalesChangeItsPhone();
    house.crm.afterNextWrite(() -> house.crm.put("Account", "001A", "BillingCity", "Emden"));
    told(account);

    told(account);

    assertThat(value(house.crm, account, "BillingCity")).isEqualTo("Emden");
    assertThat(value(house.erp, customer, "city")).isEqualTo("Emden");
  }

  @Test
  void an_edit_that_our_own_report_hides_is_put_right_after_finance_moved_the_value() {
    aReportWaits();
    house.erp.put("customers", "c-1", "creditLimit", 1005);
    house.crm.afterNextWrite(this::salesMoveTheCreditAndAReportFollows);
    told(customer);

    told(account);

    assertThat(value(house.crm, account, CREDIT)).isEqualTo("1005");
    assertThat(value(house.erp, customer, "creditLimit")).isEqualTo("1005");
  }

  @Test
  void an_edit_that_our_own_report_hides_is_put_right_again() {
    aReportWaits();
    house.erp.put("customers", "c-1", "creditLimit", 1005);
    house.crm.put("Account", "001A", CREDIT, 9999);
    house.crm.afterNextWrite(this::salesMoveTheCreditAndAReportFollows);
    told(account);

    told(account);

    assertThat(value(house.crm, account, CREDIT)).isEqualTo("1005");
    assertThat(value(house.erp, customer, "creditLimit")).isEqualTo("1005");
  }

  @Test
  void a_value_that_its_system_keeps_otherwise_is_written_once_more_and_then_agreed() {
    aReportWaits();
    house.erp.put("customers", "c-1", "creditLimit", 1005);
    house.crm.afterNextWrite(
        () -> {
          theCrmKeepsHundreds();
          theReportIsWritten();
        });
    told(customer);
    await().atMost(PATIENCE).until(() -> reportsUnderWay().isEmpty());
    house.crm.afterNextWrite(this::theCrmKeepsHundreds);
    told(account);

    told(account);

    assertThat(value(house.crm, account, CREDIT)).isEqualTo("1000");
    assertThat(value(house.erp, customer, "creditLimit")).isEqualTo("1005");
    assertThat(house.engine.state().journal().timeline("001A"))
        .extracting(Recorded::entry)
        .filteredOn(entry -> entry.event().equals("updated"))
        .filteredOn(entry -> entry.text().startsWith(account.toString()))
        .hasSize(2);
  }

  @Test
  void a_write_whose_answer_was_lost_is_reported_by_the_try_that_finds_nothing_left_to_write() {
    house.crm.put("Account", "001A", "Phone", "2");
    house.erp.afterNextWrite(
        () -> {
          throw new SystemUnavailableException(Reason.of("away", "No answer came.", ""), null);
        });

    told(account);

    assertThat(house.messages("report", State.PENDING)).hasSize(1);
  }

  private void financeMovesTheCustomerAndSalesChangeItsPhone() {
    house.erp.put("customers", "c-1", "city", "Kiel");
    house.crm.put("Account", "001A", "Phone", "2");
  }

  private void aReportWaits() {
    house.crm.put("Account", "001A", "Phone", "2");
    told(account);
    assertThat(house.messages("report", State.PENDING)).hasSize(1);
  }

  /** So that our user is the last who wrote the account. */
  private void salesMoveTheCreditAndAReportFollows() {
    house.crm.put("Account", "001A", CREDIT, 500);
    theReportIsWritten();
  }

  private List<Message> reportsUnderWay() {
    return house.messages("report", State.PENDING, State.CLAIMED);
  }

  private void theCrmKeepsHundreds() {
    house.crm.writer().update(account, "", JsonText.object().put(CREDIT, 1000));
  }

  private void theReportIsWritten() {
    house.ship("_report.camel.yaml");
    await().atMost(PATIENCE).until(() -> !house.messages("report", State.DELIVERED).isEmpty());
  }

  /** A person's edit is told and delivered. */
  private void told(RecordRef record) {
    edits++;
    Change change =
        new Change(
            "edit " + edits,
            record,
            Change.Kind.UPDATE,
            JsonText.object(),
            Instant.EPOCH,
            "person",
            "");
    house.receive(FLOW, record.equals(account) ? "to-erp" : "to-crm", change);
    await().atMost(PATIENCE).until(() -> ended() == edits);
  }

  private int ended() {
    return house.messages(FLOW, State.DELIVERED, State.SKIPPED).size();
  }

  private static String value(ScriptedSystem system, RecordRef ref, String field) {
    return system.read(ref, Selection.of()).orElseThrow().values().path(field).asText();
  }
}
