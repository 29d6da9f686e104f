package io.fieldbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contracts that come with the product, and their examples (P11, Z13, G25). */
class ShippedContractsTest {

  private static final Path FOLDER = Path.of("mappings");
  private final Contracts contracts = Contracts.load(FOLDER);

  @Test
  void shipped_contracts_have_no_problems() {
    assertThat(contracts.problems()).isEmpty();
    assertThat(contracts.find("account-customer")).isPresent();
    assertThat(contracts.find("work-order-invoice")).isPresent();
  }

  @Test
  void the_flows_to_copy_have_no_problems_either() {
    Path folder = Path.of("docs", "flows", "prices", "mappings");
    Contracts prices = Contracts.load(folder);
    assertThat(prices.problems()).isEmpty();
    assertThat(prices.all()).hasSize(2);
    assertThat(Examples.check(folder, prices)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> every_example_comes_out_as_written() {
    List<Problem> problems = new ArrayList<>();
    List<Example> examples =
        contracts.all().stream()
            .flatMap(contract -> Examples.load(FOLDER, contract, problems).stream())
            .toList();
    assertThat(problems).isEmpty();
    assertThat(examples).isNotEmpty();
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.contract().flow() + ": " + example.name(),
                    () -> assertThat(example.run()).isEmpty()));
  }
}
