package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on reliability names only tests that there are. */
class ReliabilityDocTest {

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
  private static final int HOLES = 14;

  @Test
  void every_test_that_the_page_names_exists() throws IOException {
    for (MatchResult named : tests(page())) {
      Path file = source(named.group(1));
      if (named.group(2) != null) {
        assertThat(Files.readString(file)).contains(" " + named.group(2) + "(");
      }
    }
  }

  @Test
  void every_hole_is_held_by_a_fact_with_a_name() throws IOException {
    String section = page().split("\n## Holes\n")[1].split("\n## ")[0];
    List<String> rows = section.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(HOLES);
    assertThat(rows)
        .allSatisfy(row -> assertThat(tests(row)).anyMatch(test -> test.group(2) != null));
  }

  private static List<MatchResult> tests(String text) {
    return TEST.matcher(text).results().toList();
  }

  private static Path source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().equals(test + ".java")).toList();
      assertThat(found).as(test).isNotEmpty();
      return found.get(0);
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "reliability.md"));
  }
}
