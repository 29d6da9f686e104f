package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.mapping.Contracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fieldbridge check --live} asks both systems (P11, Z17). */
class LiveCheckTest {

  private static final String FLOW = "account-customer";

  @Test
  void everything_that_the_systems_would_refuse_is_told_at_once(@TempDir Path home) {
    Mappings mappings = Mappings.copiedTo(home);
    try (Bridge bridge = Bridge.asContractsSay(home)) {
      assertThat(check(bridge, home, new ArrayList<>())).isEmpty();

      mappings
          .replace(FLOW, "salesforce: Phone,", "salesforce: Phoen,")
          .replace(FLOW, "salesforce: Website,", "salesforce: Web_Site__c,")
          .replace(FLOW, "{ field: city, length: 30 }", "city")
          .replace(FLOW, "  name:\n", "  title:\n")
          .replace(FLOW, "    salesforce: Name\n", "    salesforce: .Name\n")
          .replace(FLOW, "    too-long: cut\n    salesforce: .N", "    salesforce: .N");
      List<String> leftOut = new ArrayList<>();
      assertThat(check(bridge, home, leftOut))
          .anyMatch(
              problem ->
                  problem.matches(
                      "mappings/account-customer.yaml:\\d+: Account has no field Phoen\\."
                          + " Did you mean 'Phone'\\?.*"))
          .anyMatch(problem -> problem.contains("Account.Name is required but no row writes it"))
          .anyMatch(
              problem ->
                  problem.contains("may be longer than the 30 characters of customers.city"));
      assertThat(leftOut).anyMatch(field -> field.contains("Account.Web_Site__c"));
    }
  }

  @Test
  void systems_that_are_away_are_named_instead_of_passed_over(@TempDir Path home) {
    Mappings.copiedTo(home);
    Bridge bridge = Bridge.asContractsSay(home);
    bridge.close();
    assertThat(check(bridge, home, new ArrayList<>()))
        .singleElement()
        .asString()
        .startsWith("The systems cannot be asked:");
  }

  private static List<String> check(Bridge bridge, Path home, List<String> leftOut) {
    Contracts contracts = Contracts.load(home.resolve("mappings"));
    assertThat(contracts.problems()).isEmpty();
    return new LiveCheck(bridge.settings(), contracts).problems(leftOut);
  }
}
