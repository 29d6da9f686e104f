package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secret between the command line and the daemon. */
class ControlTokenTest {

  @TempDir Path home;

  @Test
  void only_its_owner_can_read_it() throws IOException {
    ControlToken.create(home);

    assertThat(Files.getPosixFilePermissions(ControlToken.file(home)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void it_stays_the_same_from_start_to_start_and_is_closed_again_to_others() throws IOException {
    ControlToken first = ControlToken.create(home);
    Files.setPosixFilePermissions(
        ControlToken.file(home), PosixFilePermissions.fromString("rw-r--r--"));

    ControlToken second = ControlToken.create(home);

    assertThat(second.matches(first.header())).isTrue();
    assertThat(Files.getPosixFilePermissions(ControlToken.file(home)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void an_empty_or_damaged_file_is_no_token() throws IOException {
    Files.createDirectories(ControlToken.file(home).getParent());
    Files.writeString(ControlToken.file(home), "");

    ControlToken token = ControlToken.create(home);

    assertThat(token.matches("Bearer ")).isFalse();
    assertThat(token.matches(null)).isFalse();
    assertThat(Files.readString(ControlToken.file(home))).hasSize(64);
  }
}
