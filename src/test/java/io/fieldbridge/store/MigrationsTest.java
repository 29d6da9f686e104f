package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables that the migrations leave behind. */
class MigrationsTest {

  @ParameterizedTest
  @EnumSource(Database.class)
  void every_table_is_used_by_the_program(Database database) throws IOException {
    String code = code();

    List<String> unused =
        database
            .shared()
            .list(
                "select table_name from information_schema.tables"
                    + " where lower(table_schema) = 'public'",
                row -> row.text("table_name").toLowerCase(Locale.ROOT))
            .stream()
            .filter(table -> !table.startsWith("flyway"))
            .filter(table -> !code.matches("(?s).*(from|into|update) " + table + "\\b.*"))
            .toList();

    assertThat(unused).isEmpty();
  }

  private static String code() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      StringBuilder code = new StringBuilder();
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
      return code.toString();
    }
  }
}
