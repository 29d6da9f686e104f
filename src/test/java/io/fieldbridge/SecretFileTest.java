package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a secret may stand (Z20). */
class SecretFileTest {

  private static final String KEY = "fieldbridge.salesforce.client-secret";
  private static final String VARIABLE = "FIELDBRIDGE_SALESFORCE_CLIENT_SECRET";

  @TempDir private Path folder;

  @Test
  void an_environment_variable_may_name_the_file_that_holds_it() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "of a file\n");

    assertThat(read("file:" + file)).isEqualTo("of a file");
    assertThat(read("of the environment")).isEqualTo("of the environment");
  }

  private String read(String given) {
    return Configuration.read(folder.resolve("none"), Map.of(VARIABLE, given)).secret(KEY, "any");
  }
}
