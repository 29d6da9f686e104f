package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.breaker.Deed;
import io.fieldbridge.breaker.Touch;
import io.fieldbridge.connector.ConnectorStatus;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.link.Links;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands as a person types them, against a control port over real HTTP. */
class OperatorCommandsTest {

  private static final RecordRef ACCOUNT =
      new RecordRef("salesforce", "Account", "001000000000001AAA");

  @TempDir Path home;

  private TestDesk desk;
  private ControlPort port;
  private final StringWriter out = new StringWriter();

  @Command(name = "fieldbridge")
  private static final class Program {}

  @BeforeEach
  void open() throws IOException {
    desk = new TestDesk(home);
    port = new ControlPort(desk);
  }

  @AfterEach
  void close() {
    port.close();
    desk.close();
  }

  @Test
  void status_ends_with_0_while_all_is_well_and_with_1_while_something_is_red() {
    assertThat(run("status")).isZero();
    assertThat(out.toString()).contains("account-customer", "observe", "All is well.");
    assertThat(out.toString()).as("nothing is open").doesNotContain("0 s");

    desk.crm.status(new ConnectorStatus(Optional.empty(), Optional.of("login refused"), Map.of()));

    assertThat(run("status")).isEqualTo(1);
    assertThat(out.toString()).contains("RED login refused");
    assertThat(run("status", "--json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"red\" : true");
  }

  @Test
  void a_parked_message_is_listed_shown_retried_and_discarded() {
    assertThat(run("parked")).isZero();
    assertThat(out.toString()).contains("Nothing is parked.");
    Message message = desk.parked(TestDesk.ACCOUNTS, ACCOUNT);
    String id = Long.toString(message.id());

    run("parked");
    assertThat(out.toString())
        .contains("parked  account-customer to-erp  " + ACCOUNT, "tried once", "Unblock it.");
    run("show", id);
    assertThat(out.toString())
        .contains("What came in (update):", "\"Name\" : \"***\"", "tried once, correlation");
    run("show", id, "--personal");
    assertThat(out.toString()).contains("\"Name\" : \"Alpha\"");
    run("retry", id);
    assertThat(out.toString()).contains("1 message(s) will be delivered again.");
    Message again = desk.memory.inbox().claim(TestDesk.ACCOUNTS, "to-erp", 1).get(0);
    desk.memory.inbox().parked(again, Reason.of("blocked", "Still blocked.", ""));
    String reason = "a test customer" + ", who was entered by mistake".repeat(5);
    run("discard", id, "--reason", reason);
    assertThat(out.toString()).contains("Message " + id + " is discarded.");
    run("timeline", ACCOUNT.id());
    assertThat(out.toString()).contains("retried", reason);
  }

  @Test
  void a_flow_is_matched_approved_paused_resumed_and_compared() {
    desk.crm.put("Account", ACCOUNT.id(), "Name", "Alpha", "ERP_Customer_Id__c", "C1");
    desk.erp.put("customers", "g-1", "number", "C1", "displayName", "Alpha");
    desk.erp.put("customers", "g-2", "number", "C2", "displayName", "Beta");

    run("match", TestDesk.ACCOUNTS);
    assertThat(out.toString())
        .contains("mode observe: 0 linked already, 1 pairs to link, 1 unmatched, 0 doubtful")
        .contains("customers g-1 (C1)")
        .contains("approve account-customer links the 1 pair(s) and lets the flow go live.")
        .contains("approve account-customer --create also creates the 1 unmatched.");
    run("approve", TestDesk.ACCOUNTS);
    assertThat(out.toString())
        .contains("account-customer is live: 1 pair(s) linked", "1 unmatched are not created")
        .contains("./fieldbridge approve account-customer --create")
        .doesNotContain("queued", "doubtful");
    run("match", TestDesk.ACCOUNTS);
    assertThat(out.toString()).contains("0 pairs to link, 1 unmatched").doesNotContain("go live");
    run("approve", TestDesk.ACCOUNTS, "--create");
    assertThat(out.toString()).contains("1 unmatched are queued").doesNotContain("not created");
    run("pause", TestDesk.ACCOUNTS);
    assertThat(out.toString()).contains("account-customer is paused");
    run("resume", TestDesk.ACCOUNTS);
    assertThat(out.toString()).contains("account-customer is live");
    assertThat(run("compare", TestDesk.ACCOUNTS)).isZero();
    desk.erp.put("customers", "g-1", "displayName", "Alfa");
    assertThat(run("compare", TestDesk.ACCOUNTS)).isEqualTo(1);
    assertThat(out.toString()).contains("1 differ", "Alfa");
  }

  @Test
  void every_record_that_a_doubtful_one_may_be_is_shown_whole() {
    String tax = "taxRegistrationNumber";
    desk.crm.put("Account", ACCOUNT.id(), "Name", "Alpha", "Tax_Registration_Number__c", "DE 1");
    for (int i = 0; i < 4; i++) {
      String id = "b9a8be0f-50b6-3b59-a222-c672b0f5a33" + i;
      desk.erp.put("customers", id, "number", "C" + i, "displayName", "A" + i, tax, "DE 1");
    }

    run("match", TestDesk.ACCOUNTS);

    assertThat(out.toString())
        .contains("5 doubtful")
        .contains("customers b9a8be0f-50b6-3b59-a222-c672b0f5a330 (C0)")
        .contains("customers b9a8be0f-50b6-3b59-a222-c672b0f5a333 (C3)")
        .contains("The 5 doubtful are left alone either way")
        .doesNotContain("…");
    run("approve", TestDesk.ACCOUNTS);
    assertThat(out.toString())
        .contains("5 doubtful are left alone", "./fieldbridge match account-customer");
  }

  @Test
  void documents_are_said_to_have_no_pairs() {
    run("match", TestDesk.WORK_ORDERS);
    assertThat(out.toString())
        .contains("work-order-invoice is in mode observe", "It carries documents")
        .contains("approve work-order-invoice lets the flow go live.");
    run("approve", TestDesk.WORK_ORDERS);
    assertThat(out.toString()).contains("work-order-invoice is live").doesNotContain("pair");
  }

  @Test
  void a_flow_that_stopped_is_shown_and_released() {
    assertThat(run("release", TestDesk.ACCOUNTS)).isZero();
    assertThat(out.toString()).contains("account-customer is not stopped.");
    run("release", TestDesk.ACCOUNTS, "--yes", "--for", "30");
    assertThat(out.toString())
        .contains("account-customer was not stopped. What it receives in the next 30 min passes.");
    run("release", TestDesk.ACCOUNTS, "--yes");
    Instant now = desk.memory.store().now();
    for (int i = 0; i < 51; i++) {
      RecordRef record = new RecordRef("salesforce", "Account", "00" + i);
      desk.memory
          .breaker()
          .admit(new Touch(TestDesk.ACCOUNTS, Deed.REMOVAL, record, "blocks it", now, now));
    }

    assertThat(run("release", TestDesk.ACCOUNTS)).isEqualTo(1);
    assertThat(out.toString())
        .contains("50 of its 0 records were about to be deleted", "blocks it")
        .contains("./fieldbridge release account-customer --yes");
    assertThat(run("status")).isEqualTo(1);
    assertThat(out.toString()).contains("RED stopped", "Look: ./fieldbridge release");
    assertThat(run("release", TestDesk.ACCOUNTS, "--yes", "--for", "2000")).isEqualTo(1);
    assertThat(out.toString()).contains("at most 24 hours");
    assertThat(run("release", TestDesk.ACCOUNTS, "--yes", "--for", "60")).isZero();
    assertThat(out.toString()).contains("account-customer goes on");
    assertThat(run("release", TestDesk.ACCOUNTS)).isZero();
    run("timeline", TestDesk.ACCOUNTS);
    assertThat(out.toString()).contains("released", "in the next 3600 s, too");
  }

  @Test
  void losses_that_are_not_believed_are_shown_and_released() {
    RecordRef account = new RecordRef("salesforce", "Account", "001A");
    RecordRef customer = new RecordRef("business-central", "customers", "c-1");
    ObjectNode none = JsonText.object();
    Links links = desk.memory.links();
    links.save(
        TestDesk.ACCOUNTS,
        new Link.Side(account, "", "v1", none),
        new Link.Side(customer, "K00010", "v1", none),
        none);
    links.sightings().miss(TestDesk.ACCOUNTS, Instant.now().plus(Duration.ofDays(1)));

    assertThat(run("release", TestDesk.ACCOUNTS)).isEqualTo(1);
    assertThat(out.toString())
        .contains("1 linked records are not to be seen in business-central")
        .contains(customer.toString(), "K00010", account.toString())
        .contains("./fieldbridge release account-customer --yes");
    assertThat(run("release", TestDesk.ACCOUNTS, "--yes")).isZero();
    assertThat(out.toString()).contains("1 losses that the key sweep did not believe");
    assertThat(run("release", TestDesk.ACCOUNTS)).isZero();
  }

  @Test
  void what_the_daemon_refuses_is_told_in_its_words_and_ends_with_1() {
    assertThat(run("show", "4711")).isEqualTo(1);
    assertThat(out.toString()).contains("There is no message 4711.");
    assertThat(run("match", "nothing")).isEqualTo(1);
    assertThat(out.toString()).contains("Flows: account-customer, work-order-invoice.");
    assertThat(run("timeline", "nobody")).isEqualTo(1);
  }

  @Test
  void wrong_use_ends_with_2() {
    assertThat(run("retry")).isEqualTo(2);
    for (String command : List.of("show", "retry", "discard", "resolve")) {
      assertThat(run(command, "abc")).isEqualTo(2);
      assertThat(out.toString()).contains("'abc' is no message id; expected a number");
    }
    assertThat(run("resolve", "1")).isEqualTo(2);
    assertThat(run("discard", "1")).isEqualTo(2);
  }

  @Test
  void a_daemon_that_is_not_there_is_told_with_what_to_do() {
    port.close();
    assertThat(run("status")).isEqualTo(1);
    assertThat(out.toString()).contains("No daemon answers on port " + port.number);
  }

  /** Runs the command as the program does; what it prints replaces what was printed before. */
  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine commandLine = new CommandLine(new Program());
    OperatorCommands.all().forEach(commandLine::addSubcommand);
    PrintWriter printer = new PrintWriter(out, true);
    commandLine.setOut(printer).setErr(printer);
    commandLine.setExecutionExceptionHandler(
        (failure, command, result) -> {
          printer.println(failure.getMessage());
          return 1;
        });
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--home", home.toString(), "--port", Integer.toString(port.number)));
    return commandLine.execute(all.toArray(String[]::new));
  }
}
