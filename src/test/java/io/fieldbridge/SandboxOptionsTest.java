package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What {@code ./fieldbridge sandbox} says of its options; it starts nothing here. */
class SandboxOptionsTest {

  private static String said(int code, String... options) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    String[] command = new String[options.length + 1];
    command[0] = "sandbox";
    System.arraycopy(options, 0, command, 1, options.length);
    assertThat(FieldBridge.commandLine().setOut(out).setErr(out).execute(command)).isEqualTo(code);
    return said.toString();
  }

  @Test
  void the_help_names_the_profiles_and_the_default() {
    assertThat(said(0, "--help").replaceAll("\\s+", " "))
        .contains("--profile=NAME", "standard, with-extension (default: standard)");
  }

  @Test
  void an_unknown_profile_is_refused_with_those_that_there_are() {
    assertThat(said(2, "--profile", "all")).contains("'all' is none of [standard, with-extension]");
  }

  @Test
  void the_profiles_are_written_as_the_help_tells() {
    assertThat(said(0, "--profile", "with-extension", "--help")).contains("--profile");
    assertThat(said(2, "--profile", "with-extension", "--nonsense")).contains("--nonsense");
  }
}
