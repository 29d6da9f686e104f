package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One flow, one name, four files: route, contract, examples, test. */
class CatalogTest {

  @Test
  void every_flow_has_its_four_files() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String flow : flows()) {
      for (Path file : files(flow)) {
        if (!Files.exists(file)) {
          missing.add(file.toString());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void there_are_the_two_flows_that_matter_most() throws IOException {
    assertThat(flows()).contains("account-customer", "work-order-invoice");
  }

  private static List<Path> files(String flow) {
    Path yaml = Path.of("routes", flow + ".camel.yaml");
    Path route = Files.exists(yaml) ? yaml : Path.of("routes", flow + ".camel.xml");
    return List.of(
        route,
        Path.of("mappings", flow + ".yaml"),
        Path.of("mappings", flow + ".examples.yaml"),
        Path.of("src/test/java/io/fieldbridge/flow", testName(flow)));
  }

  private static String testName(String flow) {
    return Arrays.stream(flow.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining("", "", "Test.java"));
  }

  /** Every name that any of the three folders knows; shared routes begin with an underscore. */
  private static List<String> flows() throws IOException {
    try (Stream<Path> routes = Files.list(Path.of("routes"));
        Stream<Path> mappings = Files.list(Path.of("mappings"))) {
      return Stream.concat(routes, mappings)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("_"))
          .map(name -> name.replaceFirst("\\.(camel\\.yaml|camel\\.xml|examples\\.yaml|yaml)$", ""))
          .distinct()
          .toList();
    }
  }
}
