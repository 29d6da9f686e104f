package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.HEAD;
import static io.fieldbridge.mapping.ContractText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong contract never runs, and everything wrong with it is said at once (P11, G25, G28). */
class ContractProblemsTest {

  private static final String BOTH = "salesforce: A, business-central: b }";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "it: { typ: string, owner: crm, BOTH | unknown key 'typ'. Did you mean 'type'?",
        "it: { type: strnig, owner: crm, BOTH | unknown type 'strnig'. Did you mean 'string'?",
        "it: { type: decimal(9), owner: crm, BOTH | 'decimal(9)' is no complete type",
        "it: { type: reference, owner: crm, BOTH | Write reference(flow)",
        "it: { type: string, owner: erb, BOTH | unknown value of owner 'erb'. Did you mean 'erp'?",
        "it: { type: string, BOTH | nobody owns 'it'",
        "it: { type: string, owner: crm } | 'it' is in no system",
        "it: { type: string, owner: crm, salesforce: A, salesforce: B, business-central: b } | duplicate key 'salesforce' (first in line 4)",
        "it: { type: string, owner: crm, salesforce: A, busines-central: b } | Did you mean 'business-central'?",
        "it: { type: string, owner: crm, salesforce: 'join(.A', business-central: b } | does not compile",
        "it: { type: money, owner: crm, BOTH | 'it' is money without a currency",
        "it: { type: money, currency: curency, owner: crm, BOTH | unknown currency 'curency'",
        "it: { type: quantity, owner: crm, BOTH | 'it' is quantity without a unit",
        "it: { type: duration, owner: crm, BOTH | a duration without a unit",
        "it: { type: money, currency: EUR, owner: crm, salesforce: .A * 2, business-central: b } | calculated with * / + or -",
        "it: { type: string, owner: both, salesforce: .A, business-central: b } | never written in salesforce",
        "it: { type: string, owner: crm, salesforce: { write: A }, business-central: b } | never read there",
        "it: { type: string, owner: { when: .stat, then: erp, else: both }, BOTH | unknown canonical field in a formula 'stat'",
        "it: { type: code, owner: both, salesforce: { field: A, values: { x: Same, y: same } }, business-central: b } | 'x' and 'y' are both written as 'same'",
        "it: { type: code, owner: both, salesforce: { field: A, unmapped: pass }, business-central: b } | a default without a value map",
        "it: { type: string(20), owner: crm, salesforce: A, business-central: { field: b, length: 10 } } | Add too-long: cut or too-long: reject",
        "it: { type: date, owner: crm, salesforce: { read: .A, zone: Mars/Base }, business-central: b } | unknown time zone 'Mars/Base'",
        "it: { type: code, owner: crm, salesforce: A, business-central: { field: b, lookup: terms } } | 'terms' is no lookup",
        "it: { type: string, owner: both, on-conflict: newst, BOTH | Did you mean 'newest'?",
        "it: { type: string, owner: both, on-tie: erp, BOTH | on-tie without on-conflict: newest",
        "it: { type: string, owner: both, on-conflict: newest, on-tie: newest, BOTH | unknown value of on-tie 'newest'",
        "it: { type: string, owner: crm, on-missing: wait, BOTH | on-missing on a string",
        "it: { type: code, owner: crm, salesforce: A, business-central: { field: b, lookup: { set: terms, by: code, on-missing: pull } } } | a row of terms cannot be pulled: no flow carries it",
        "my-name: { type: string, owner: crm, BOTH | 'my-name' is no name for a field"
      })
  void a_wrong_row_is_named_with_its_line_and_a_way_out(String row, String words) {
    assertThat(problems(HEAD + "fields:\n  " + row.replace("BOTH", BOTH)))
        .anySatisfy(problem -> assertThat(problem).startsWith("pair.yaml:4: ").contains(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "fileds: {} | unknown key 'fileds'. Did you mean 'fields'?",
        "settled-after: soon | 'soon' is no time",
        "carries: documents | Did you mean 'document'?",
        "carries: document | a document without our reference",
        "on-delete: { salesforce: remove } | unknown value of salesforce 'remove'",
        "on-delete: { salesforce: inactivate } | 'inactivate' does not say what is written. Write inactivate: { Field: value } with fields of business-central",
        "on-delete: { salesforce: { inactivate: {} } } | 'inactivate' does not say what is written",
        "on-delete: { salesforce: { block: { a: 1 }, inactivate: { b: 2 } } } | neither block nor inactivate, or both",
        "on-delete: { salesforce: { inactive: { a: 1 } } } | Did you mean 'inactivate'?",
        "on-delete: { salesforce: keep } | unknown value of salesforce 'keep'",
        "on-leave: block | 'block' does not say what is written",
        "mode: lives | unknown value of mode 'lives'. Did you mean 'live'?",
        "match: [{ salesforce: Name, business-central: displayName }] | two companies can have the same",
        "match: [{ salesforce: Number__c }] | a match key needs a field of each system",
        "filter: { salesforce: '.a ==' } | does not compile",
        "report: { state: S } | unknown key 'state'. Did you mean 'status'?",
        "lines: { business-central: x } | the lines have no source",
      })
  void a_wrong_setting_of_the_whole_contract_is_named(String setting, String words) {
    String fields = "fields: { it: { type: string, owner: crm, " + BOTH + " }\n";
    assertThat(problems(HEAD + setting + "\n" + fields))
        .anySatisfy(problem -> assertThat(problem).contains(words));
  }

  @Test
  void a_document_can_only_be_unlinked_or_asked_about() {
    String leaving = "carries: document\non-leave: { salesforce: { block: { a: 1 } } }\n";
    assertThat(problems(HEAD + leaving))
        .anyMatch(problem -> problem.contains(":4: a document is neither blocked nor inactivated"));
  }

  @Test
  void two_writers_of_one_field_are_refused() {
    String fields =
        """
        fields:
          one: { type: string, owner: crm, salesforce: A, business-central: b }
          two: { type: string, owner: crm, salesforce: C, business-central: { read: .b, write: { b: .two } } }
          three: { type: string, owner: erp, salesforce: ERP_Sync_Reason__c, business-central: .d }
        """;
    assertThat(problems(HEAD + fields))
        .anyMatch(problem -> problem.contains("b is written by 'one' and by 'two'"))
        .anyMatch(problem -> problem.contains("is written by a row and by the report"));
  }

  @Test
  void all_problems_of_all_files_come_at_once_and_such_contracts_do_not_run() throws IOException {
    write("one.yaml", "contract: one\nkey: nothing\n");
    write("two.yaml", "contract: other\n\tbad");
    write("three.yaml", "- a list\n");
    write("_shared.yaml", "not a contract");
    Contracts contracts = Contracts.load(folder);
    assertThat(contracts.all()).isEmpty();
    assertThat(contracts.problems())
        .extracting(Problem::file)
        .contains("one.yaml", "two.yaml", "three.yaml")
        .doesNotContain("_shared.yaml");
    assertThat(contracts.problems()).anyMatch(problem -> problem.what().contains("not valid YAML"));
  }

  @Test
  void a_contract_needs_examples_and_the_name_of_its_file() throws IOException {
    String fields = "fields: { it: { type: string, owner: crm, " + BOTH + " }\n";
    write("pair.yaml", HEAD + fields);
    assertThat(Contracts.load(folder).problems())
        .extracting(Problem::what)
        .containsExactly("no examples in pair.examples.yaml");
    write("pair.examples.yaml", "examples: []\n");
    write("copy.yaml", HEAD + fields);
    assertThat(Contracts.load(folder).problems())
        .extracting(Problem::what)
        .contains("the file is named copy.yaml but the contract pair");
  }

  @Test
  void flows_that_wait_for_each_other_are_refused() throws IOException {
    flow("contact", "account");
    flow("account", "contact");
    assertThat(Contracts.load(folder).problems())
        .extracting(Problem::what)
        .contains("'other' waits for account and that for us");
    flow("account", "nowhere");
    assertThat(Contracts.load(folder).problems())
        .extracting(Problem::what)
        .containsExactly("'other' refers to the flow nowhere, which has no contract");
  }

  @Test
  void references_of_lines_count_like_those_of_the_record() throws IOException {
    flow("account", "order");
    write(
        "order.yaml",
        HEAD.replace("pair", "order")
            + """
            fields: { it: { type: string, owner: crm, salesforce: A, business-central: b } }
            lines:
              business-central: rows
              sources:
                - from: Items
                  fields:
                    other: { type: reference(account), required: true, salesforce: .C, business-central: d }
                    more: { type: reference(nobody), salesforce: .E, business-central: f }
            """);
    write("order.examples.yaml", "examples: []\n");
    assertThat(Contracts.load(folder).problems())
        .extracting(Problem::toString)
        .anyMatch(
            problem ->
                problem.startsWith("order.yaml:9: 'other' waits for account and that for us"))
        .anyMatch(problem -> problem.startsWith("order.yaml:10: 'more' refers to the flow nobody"));
  }

  @Test
  void problems_of_the_whole_contract_name_their_line_too() {
    String text =
        HEAD
            + """
            match:
              - { salesforce: Number__c, business-central: number }
              - { salesforce: Name, business-central: displayName }
            report: { status: ERP_Sync_Status__c }
            fields: { it: { type: string, owner: erp, salesforce: ERP_Sync_Status__c, business-central: .d } }
            """;
    assertThat(problems(text))
        .anyMatch(problem -> problem.startsWith("pair.yaml:5: match by Name"))
        .anyMatch(problem -> problem.startsWith("pair.yaml:6: ERP_Sync_Status__c is written by"));
  }

  @Test
  void an_example_that_does_not_come_out_is_a_problem_with_its_line() throws IOException {
    write("pair.yaml", HEAD + "fields: { it: { type: string, owner: crm, " + BOTH + " }\n");
    write(
        "pair.examples.yaml",
        "examples:\n  - { name: wrong, record: { A: x }, to: { business-central: { b: y } } }\n");
    Contracts contracts = Contracts.load(folder);
    assertThat(Examples.check(folder, contracts))
        .hasToString(
            "[pair.examples.yaml:2: 'wrong': business-central.b is \"x\", expected: \"y\"."
                + " Correct the contract or the example.]");
  }

  @Test
  void a_list_of_values_can_be_shared_by_name() throws IOException {
    String row = "it: { type: code, owner: crm, salesforce: { field: A, values: terms }";
    write("pair.yaml", HEAD + "fields: { " + row + ", business-central: b } }\n");
    write(
        "pair.examples.yaml", "examples: [{ name: n, record: { A: x }, canonical: { it: y } }]\n");
    assertThat(Contracts.load(folder).problems())
        .extracting(Problem::what)
        .containsExactly("unknown list 'terms'");
    write("_lists.yaml", "terms: { y: x }\n");
    assertThat(Contracts.load(folder).problems()).isEmpty();
    assertThat(Examples.check(folder, Contracts.load(folder))).isEmpty();
  }

  @Test
  void a_bomb_of_aliases_is_refused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int depth = 1; depth < 30; depth++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(depth, depth, depth - 1, depth - 1));
    }
    write("bomb.yaml", bomb.toString());
    assertThat(Contracts.load(folder).problems())
        .anyMatch(problem -> problem.what().contains("aliases"));
    write("bomb.yaml", "contract: bomb\nfields: &all { it: *all }\n");
    assertThat(Contracts.load(folder).problems())
        .anyMatch(problem -> problem.what().contains("an alias within its own value"));
  }

  private void flow(String name, String other) throws IOException {
    String fields =
        "fields: { other: { type: reference("
            + other
            + "), required: true, owner: crm, salesforce: A, business-central: b } }\n";
    write(name + ".yaml", HEAD.replace("pair", name) + fields);
    write(name + ".examples.yaml", "examples: []\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
