package io.fieldbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fieldbridge.Spoiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts and examples with any mistake: checked, told with their file, never worse (P11). */
class MalformedContractsTest {

  private static final List<String> FLOWS = List.of("account-customer", "work-order-invoice");
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void a_contract_with_any_mistake_is_loaded_or_told() throws IOException {
    copy();
    Random chance = Spoiled.chance();
    for (int i = 0; i < Spoiled.tries() * 2; i++) {
      String flow = FLOWS.get(chance.nextInt(2));
      String ending = chance.nextInt(4) == 0 ? ".examples.yaml" : ".yaml";
      Path file = folder.resolve(flow + ending);
      String right = Files.readString(file);
      Files.writeString(file, valid(Spoiled.text(right, chance)));
      long began = System.nanoTime();

      assertThatCode(this::loaded).as(Files.readString(file)).doesNotThrowAnyException();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
      Files.writeString(file, right);
    }
  }

  /** Each flow runs, or is told of. */
  private void loaded() {
    Contracts contracts = Contracts.load(folder);
    List<Problem> problems =
        contracts.problems().isEmpty() ? Examples.check(folder, contracts) : contracts.problems();
    assertThat(contracts.all().size() + problems.size()).isGreaterThanOrEqualTo(FLOWS.size());
    assertThat(problems).allSatisfy(problem -> assertThat(problem.what()).isNotBlank());
  }

  private void copy() throws IOException {
    try (var files = Files.list(Path.of("mappings"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  /** A file holds no half characters. */
  private static String valid(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
