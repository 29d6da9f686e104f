package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher of an unpacked tarball, with a program in Java's place that tells how it was called.
 */
class LauncherTest {

  private static final String TELLS = "#!/bin/sh\necho \"$@\"\n";
  private static final String MAKES_AN_ARCHIVE =
      """
      #!/bin/sh
      for word in "$@"; do
        case $word in
          -XX:ArchiveClassesAtExit=*) echo classes >"${word#*=}" ;;
        esac
      done
      echo "$@"
      """;
  private static final String DIES_MAKING_ONE =
      MAKES_AN_ARCHIVE.replace("\" ;;", "\"; kill -9 $$ ;;");

  @TempDir Path folder;
  private Path lib;
  private Path archive;

  @BeforeEach
  void unpack() throws IOException {
    lib = Files.createDirectories(folder.resolve("lib"));
    archive = lib.resolve("fieldbridge-17.0.99.jsa");
    Files.copy(Path.of("fieldbridge"), folder.resolve("fieldbridge"));
    Files.createFile(lib.resolve("fieldbridge-1.jar"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.99\"\n");
    java(TELLS);
  }

  @Test
  void a_daemon_starts_without_an_archive_and_makes_none() throws Exception {
    java(MAKES_AN_ARCHIVE);

    assertThat(launch("run")).endsWith("io.fieldbridge.FieldBridge run\n").doesNotContain(".jsa");
    assertThat(archive).doesNotExist();
  }

  @Test
  void a_check_makes_the_archive_and_later_starts_use_it() throws Exception {
    java(MAKES_AN_ARCHIVE);

    launch("check");

    assertThat(archive).hasContent("classes");
    assertThat(launch("run")).contains("-XX:SharedArchiveFile=" + archive.toRealPath());
  }

  @Test
  void an_archive_older_than_the_program_is_left_alone_and_made_anew() throws Exception {
    Files.writeString(archive, "old");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
    java(MAKES_AN_ARCHIVE);

    assertThat(launch("run")).doesNotContain("SharedArchiveFile");
    assertThat(launch("check")).contains("SharedArchiveFile");
    assertThat(archive).hasContent("classes");
  }

  @Test
  void an_archive_of_another_java_is_left_alone() throws Exception {
    Files.writeString(archive, "of 17.0.99");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.1\"\n");

    assertThat(launch("run")).doesNotContain("SharedArchiveFile");
  }

  @Test
  void a_rehearsal_that_fails_leaves_what_it_loaded() throws Exception {
    java(MAKES_AN_ARCHIVE + "exit 1\n");

    launch("--make-archive");

    assertThat(archive).hasContent("classes");
  }

  @Test
  void a_torn_archive_is_never_used() throws Exception {
    java(DIES_MAKING_ONE);

    launch("--make-archive");

    assertThat(archive).isEmptyFile();
  }

  @Test
  void an_older_java_is_refused_with_what_to_do() throws Exception {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");

    assertThat(launch("run"))
        .contains("is Java 11.0.2, but FieldBridge needs 17 or newer. Set JAVA_HOME");
  }

  private void java(String script) throws IOException {
    Path java = Files.writeString(folder.resolve("jdk/bin/java"), script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String launch(String command) throws IOException, InterruptedException {
    ProcessBuilder launcher =
        new ProcessBuilder(List.of("sh", folder.resolve("fieldbridge").toString(), command));
    launcher.environment().keySet().removeIf(name -> name.startsWith("FIELDBRIDGE_"));
    launcher.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Process process = launcher.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
