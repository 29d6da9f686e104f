package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.prove.Campaign;
import io.fieldbridge.prove.Database;
import io.fieldbridge.prove.Extent;
import io.fieldbridge.store.StoreSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Nothing is lost, nothing doubled, nothing out of order while the daemon's process is killed and
 * both systems misbehave (G20, G23). docs/reliability.md tells how to play more of it.
 */
class ProveTest {

  /** Deletes an account while its customer is being created, and work orders, and reopens some. */
  private static final long SEED = 4;

  @Test
  void everything_arrives_once_while_the_process_is_killed_and_the_systems_misbehave()
      throws IOException {
    assertThat(campaign("embedded", Database.EMBEDDED).play(new Extent(SEED, 2, 1, 2))).isTrue();
  }

  @Test
  void everything_arrives_once_with_the_state_in_postgresql() throws IOException {
    StoreSettings server = io.fieldbridge.store.Database.POSTGRESQL.fresh();
    Database database =
        Database.onServer(
            server.jdbcUrl().replaceFirst("\\?.*", ""), server.user(), server.password());
    assertThat(campaign("postgresql", database).play(new Extent(7, 1, 1, 1))).isTrue();
  }

  @Test
  void a_number_of_runs_that_makes_no_sense_is_refused_with_a_sentence() {
    CommandLine line = FieldBridge.commandLine();
    StringWriter told = new StringWriter();
    line.setErr(new PrintWriter(told));
    assertThat(line.execute("prove", "--runs", "0")).isEqualTo(2);
    assertThat(told.toString()).contains("--runs is 0; expected 1 to");
    assertThat(line.execute("prove", "--at-once", "0")).isEqualTo(2);
    assertThat(told.toString()).contains("--at-once is 0; expected 1 to");
    assertThat(line.execute("prove", "--postgres", "nonsense")).isEqualTo(2);
  }

  /** The home folder of a failed run stays, for whoever looks into its log and database. */
  private static Campaign campaign(String name, Database database) throws IOException {
    Path folder = Path.of("target", "prove", name).toAbsolutePath();
    Files.deleteIfExists(folder.resolve("results-" + SEED + ".jsonl"));
    Files.deleteIfExists(folder.resolve("results-7.jsonl"));
    Path program = Path.of("").toAbsolutePath();
    return new Campaign(
        new ProveCommand.ThisProgram(program), database, folder, Clock.systemUTC(), System.out);
  }
}
