package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.ObjectSchema.Domain;
import io.fieldbridge.model.ObjectSchema.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract is held against what both systems say of their fields (P11, Z17). */
class SchemaChecksTest {

  private static final ObjectSchema ACCOUNT =
      new ObjectSchema(
          "Account",
          Map.of(
              "Name", new Field("text", 255, true, true),
              "Number__c", new Field("text", 80, true, false),
              "Formula__c", new Field("text", 20, false, false),
              "Count__c", new Field("integer", 0, true, false),
              "ERP_Sync_Status__c", new Field("text", 40, true, false)),
          Map.of("Parent", "Account", "Owner", ""));
  private static final ObjectSchema CUSTOMERS =
      new ObjectSchema(
          "customers",
          Map.of(
              "number", new Field("text", 20, true, false),
              "displayName", new Field("text", 100, true, true),
              "code", new Field("text", 10, true, true),
              "blocked", new Field("text", 0, true, false, words("Ship", "All")),
              "price", new Field("decimal", 0, true, false, new Domain(10, 2, Set.of())),
              "amount", new Field("decimal", 0, true, false)));

  private static Domain words(String... words) {
    return new Domain(0, -1, Set.of(words));
  }

  @TempDir Path folder;

  @Test
  void a_field_that_a_system_does_not_have_is_named_with_the_nearest() throws IOException {
    assertThat(
            problems(
                "it: { type: string(10), owner: crm, salesforce: Nmae, business-central: code }"))
        .anyMatch(problem -> problem.contains("Account has no field Nmae. Did you mean 'Name'?"));
  }

  @Test
  void a_length_that_would_lose_text_needs_a_policy() throws IOException {
    assertThat(
            problems(
                "it: { type: string(100), owner: crm, salesforce: Name, business-central: displayName }"))
        .anyMatch(problem -> problem.contains("Account.Name holds 255 characters, 'it' only 100"));
    assertThat(
            problems(
                "it: { type: string(100), too-long: cut, owner: crm, salesforce: Name, business-central: code }"))
        .anyMatch(problem -> problem.contains("longer than the 10 characters of customers.code"));
    assertThat(
            problems(
                "it: { type: string(100), too-long: cut, owner: crm, salesforce: Name, business-central: { field: code, length: 10 } }"))
        .noneMatch(problem -> problem.contains("characters"));
  }

  @Test
  void a_field_that_cannot_be_written_is_only_read() throws IOException {
    assertThat(
            problems(
                "it: { type: string(20), owner: erp, salesforce: Formula__c, business-central: .number }"))
        .anyMatch(problem -> problem.contains("Account.Formula__c cannot be written"));
  }

  @Test
  void a_required_field_of_the_target_needs_a_row() throws IOException {
    assertThat(
            problems(
                "it: { type: string(10), too-long: reject, owner: crm, salesforce: Name, business-central: code }"))
        .anyMatch(problem -> problem.contains("customers.displayName is required but no row"));
  }

  @Test
  void a_path_through_a_parent_is_followed() throws IOException {
    assertThat(
            problems(
                "it: { type: string(10), too-long: cut, owner: crm, salesforce: .Parent.Parent.Nmae, business-central: code }"))
        .anyMatch(
            problem -> problem.contains(":4: Account has no field Nmae. Did you mean 'Name'?"));
    assertThat(
            problems(
                "it: { type: string(10), too-long: cut, owner: crm, salesforce: .Parnt.Name, business-central: code }"))
        .anyMatch(
            problem -> problem.contains("Account has no parent Parnt. Did you mean 'Parent'?"));
    assertThat(
            problems(
                "it: { type: string(10), too-long: cut, owner: crm, salesforce: .Owner.Any, business-central: code }"))
        .noneMatch(problem -> problem.contains(":4: Account has no"));
  }

  @Test
  void types_have_to_fit() throws IOException {
    assertThat(
            problems(
                "it: { type: money, currency: EUR, owner: erp, salesforce: Name, business-central: .amount }"))
        .anyMatch(problem -> problem.contains("'it' is money but Account.Name text"));
    assertThat(
            problems(
                "it: { type: money, currency: EUR, owner: erp, salesforce: Count__c, business-central: .amount }"))
        .anyMatch(problem -> problem.contains("Count__c keeps 0. Add scale: 0"));
  }

  @Test
  void fields_of_children_and_lines_are_checked_in_their_own_objects() throws IOException {
    String row =
        """
        it: { type: string(10), too-long: cut, owner: crm, salesforce: Name, business-central: code }
        lines:
          business-central: customers
          sources:
            - from: Children
              object: Child
              where: .Nmae
              fields: { of: { type: string(10), too-long: cut, salesforce: .Name, business-central: cod } }
        """;
    assertThat(problems(row))
        .anyMatch(problem -> problem.contains("Account has no field Nmae"))
        .anyMatch(problem -> problem.contains("customers has no field cod. Did you mean 'code'?"));
  }

  @Test
  void words_and_digits_that_the_field_does_not_take_are_told() throws IOException {
    assertThat(
            problems(
                "it: { type: code, owner: crm, salesforce: { read: .Name, in: { Cold: Al } }, business-central: blocked }"))
        .anyMatch(
            problem -> problem.contains("customers.blocked does not take 'Al'. Did you mean"));
    assertThat(
            problems(
                "it: { type: code, owner: crm, salesforce: { constant: Ship }, business-central: { field: blocked, values: { Ship: Shipp } } }"))
        .anyMatch(problem -> problem.contains("customers.blocked does not take 'Shipp'"));
    assertThat(
            problems(
                "it: { type: money(5), currency: EUR, owner: crm, salesforce: Count__c, business-central: price }"))
        .anyMatch(
            problem -> problem.contains("5 digits behind the point, customers.price keeps 2"));
    assertThat(
            problems(
                "it: { type: 'decimal(20,2)', owner: crm, salesforce: Count__c, business-central: price }"))
        .anyMatch(
            problem -> problem.contains("18 digits before the point, customers.price keeps 8"));
  }

  @Test
  void what_is_written_to_a_half_that_is_left_is_held_against_its_fields() throws IOException {
    assertThat(
            problems(
                "it: { type: string(10), too-long: cut, owner: crm, salesforce: Name, business-central: code }\n"
                    + "on-delete: { salesforce: { block: { blocked: Al, blockd: 1 } }, business-central: { block: { Formula__c: x } } }"))
        .anyMatch(problem -> problem.contains(":5: customers.blocked does not take 'Al'"))
        .anyMatch(problem -> problem.contains(":5: customers has no field blockd. Did you mean"))
        .anyMatch(problem -> problem.contains(":5: Account.Formula__c cannot be written"));
  }

  @Test
  void filters_lookups_and_report_fields_are_held_against_the_fields_too() throws IOException {
    assertThat(
            problems(
                "it: { type: code, owner: crm, salesforce: Name, business-central: { field: code, lookup: customers.cod } }\n"
                    + "filter: { salesforce: .Typ != 1 }\nreport: { status: Stat__c }"))
        .anyMatch(problem -> problem.contains("customers has no field cod. Did you mean 'code'?"))
        .anyMatch(problem -> problem.contains("Account has no field Typ"))
        .anyMatch(problem -> problem.contains("Account has no field Stat__c"));
  }

  @Test
  void an_object_that_a_live_system_does_not_have_is_told_once() {
    Contract contract =
        ContractText.row(
            "{ type: string(20), owner: crm, salesforce: Name, business-central: number }");
    assertThat(contract.problems((system, object) -> Optional.empty()))
        .extracting(Problem::toString)
        .containsExactly(
            "pair.yaml:2: salesforce has no Account, or hides it from the integration user."
                + " Correct the name, or grant it.",
            "pair.yaml:2: business-central has no customers, or hides it from the integration user."
                + " Correct the name, or grant it.");
  }

  private List<String> problems(String row) throws IOException {
    Files.writeString(folder.resolve("pair.yaml"), HEAD + "fields:\n  " + row + "\n");
    Files.writeString(folder.resolve("pair.examples.yaml"), "examples: []\n");
    return Contracts.load(
            folder,
            (system, object) -> Optional.of(system.equals("salesforce") ? ACCOUNT : CUSTOMERS))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
