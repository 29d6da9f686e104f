package io.fieldbridge.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Difference.Kind;
import io.fieldbridge.prove.Ledger.Company;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checker makes of a company that people entered on both sides at once. */
class CompanyCheckTest {

  private static final String ENTERED = "entered@people.example";

  private final CannedAnswers systems = new CannedAnswers();
  private final Ledger ledger = new Ledger(InstantSource.system());
  private final Company company = new Company("Twin");
  private CompanyCheck check;

  @BeforeEach
  void enter() {
    there("[]", "[]");
    Sandbox sandbox = new Sandbox("http://127.0.0.1:" + systems.port());
    check = new CompanyCheck(sandbox, sandbox, ledger);
    company.onBothSides = true;
    company.accountId = "001A";
    company.customer.put("phoneNumber", "+49 421 1");
    ledger.companies.add(company);
  }

  @AfterEach
  void stop() {
    systems.close();
  }

  @Test
  void an_account_entered_after_its_customer_was_brought_is_a_twin_whose_phone_is_nowhere_else() {
    there(
        "[" + account("001A", ENTERED, "", "+49 421 1") + "," + account("001B", "", "10", "") + "]",
        "[" + customer("c-1", "10", ENTERED, "") + "]");

    assertThat(differences("salesforce:Account:001A")).isEmpty();
  }

  @Test
  void a_twin_that_nobody_is_told_of_is_one_account_too_many() {
    there(
        "[" + account("001A", ENTERED, "", "+49 421 1") + "," + account("001B", "", "10", "") + "]",
        "[" + customer("c-1", "10", ENTERED, "") + "]");

    assertThat(differences()).extracting(Difference::kind).containsExactly(Kind.DOUBLED);
  }

  @Test
  void a_twin_that_is_left_when_people_delete_the_customer_is_not_the_deleted_one() {
    company.customerId = "c-2";
    company.customerDeleted = true;
    there(
        "["
            + account("001A", ENTERED, "11", "+49 421 1").replace("Accepted by", "Rejected by")
            + "]",
        "[" + customer("c-1", "10", ENTERED, "") + "]");

    assertThat(differences("business-central:customers:c-1", "salesforce:Account:001A")).isEmpty();
  }

  @Test
  void a_deleted_customer_that_was_made_again_is_back() {
    company.customerId = "c-2";
    company.customerDeleted = true;
    there(
        "["
            + account("001A", ENTERED, "11", "+49 421 1").replace("Accepted by", "Rejected by")
            + "]",
        "[" + customer("c-3", "12", "", "+49 421 1") + "]");

    assertThat(differences("salesforce:Account:001A"))
        .extracting(Difference::kind)
        .containsExactly(Kind.DOUBLED);
  }

  private List<Difference> differences(String... held) {
    Checker checker =
        new Checker(
            List.of(held).stream()
                .map(record -> Http.JSON.createObjectNode().put("record", record))
                .map(JsonNode.class::cast)
                .toList());
    check.check(checker);
    return checker.differences();
  }

  private void there(String accounts, String customers) {
    systems
        .says("/sandbox/records/Account", accounts)
        .says("/sandbox/records/customers", customers);
  }

  private static String account(String id, String site, String number, String phone) {
    return """
        {'Id': '%s', 'Name': 'Twin', 'Site': '%s', 'ERP_Customer_Id__c': '%s', 'Phone': '%s',
         'ERP_Sync_Status__c': 'Accepted by ERP'}"""
        .formatted(id, site, number, phone);
  }

  private static String customer(String id, String number, String email, String phone) {
    return "{'id': '%s', 'displayName': 'Twin', 'number': '%s', 'email': '%s', 'phoneNumber': '%s'}"
        .formatted(id, number, email, phone);
  }
}
