package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.NO_WORLD;
import static io.fieldbridge.mapping.ContractText.json;
import static io.fieldbridge.mapping.ContractText.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.ObjectSchema;
import io.fieldbridge.model.ObjectSchema.Field;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A contract may name fields that not every org has (P11, Z17). */
class OptionalRowsTest {

  private static final Field TEXT = new Field("text", 80, true, false);

  private final Contract shipped =
      Contracts.load(Path.of("mappings")).find("account-customer").orElseThrow();

  @Test
  void an_optional_row_is_left_out_where_a_system_lacks_its_field() {
    Contracts.Schemas bare = account(Map.of("Name", TEXT, "ERP_Customer_Id__c", TEXT));

    Contract fitted = shipped.fitted(bare);

    assertThat(shipped.fieldNames()).contains("creditLimit", "taxNumber");
    assertThat(fitted.fieldNames()).contains("name", "number").doesNotContain("creditLimit");
    assertThat(fitted.selection("salesforce").fields())
        .doesNotContain("ERP_Credit_Limit__c", "Tax_Registration_Number__c");
    assertThat(shipped.missing(bare)).contains("salesforce Account.ERP_Credit_Limit__c");
  }

  @Test
  void a_formula_that_reads_other_fields_too_takes_the_missing_one_for_empty() {
    Contract contract =
        row(
            "{ type: string, optional: true, owner: crm, salesforce: 'fallback(.Old, .New)', business-central: b }");

    Contract fitted = contract.fitted(account(Map.of("New", TEXT)));

    assertThat(contract.missing(account(Map.of("New", TEXT))))
        .containsExactly("salesforce Account.Old");
    assertThat(fitted.selection("salesforce").fields()).contains("New").doesNotContain("Old");
    assertThat(
            new Translator(fitted, NO_WORLD)
                .toCanonical("salesforce", json("{'New': 'x'}"))
                .fields())
        .hasToString("{it=\"x\"}");
    assertThat(contract.fitted(account(Map.of())).fieldNames()).isEmpty();
  }

  @Test
  void a_match_key_on_a_missing_field_goes_with_its_row() {
    Contract fitted = shipped.fitted(account(Map.of("Name", TEXT)));

    assertThat(shipped.matchKeys()).hasSize(3);
    assertThat(fitted.matchKeys()).hasSize(2);
  }

  @Test
  void a_row_that_is_not_optional_stays_so_that_its_lack_is_told() {
    assertThat(shipped.fitted(account(Map.of())).fieldNames()).contains("name", "phone");
  }

  @Test
  void a_system_that_says_nothing_of_itself_lacks_nothing() {
    Contracts.Schemas silent = (system, object) -> Optional.empty();

    assertThat(shipped.fitted(silent).fieldNames()).isEqualTo(shipped.fieldNames());
    assertThat(shipped.missing(silent)).isEmpty();
  }

  private static Contracts.Schemas account(Map<String, Field> fields) {
    ObjectSchema schema = new ObjectSchema("Account", new HashMap<>(fields));
    return (system, object) -> object.equals("Account") ? Optional.of(schema) : Optional.empty();
  }
}
