package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Nothing is lost, nothing doubled, nothing out of order while the daemon's process is killed (G20,
 * G23). docs/reliability.md tells how to play it larger.
 */
class KillTest {

  @Test
  void everything_arrives_once_while_the_process_is_killed() throws Exception {
    play(KillPlan.fromProperties(false), Path.of("target/kill/calm"));
  }

  @Test
  void everything_arrives_once_while_the_systems_misbehave_too() throws Exception {
    play(KillPlan.fromProperties(true), Path.of("target/kill/rough"));
  }

  /** The home folder stays, for whoever looks into the log and the database afterwards. */
  private static void play(KillPlan plan, Path home) throws Exception {
    try (KillRig rig = KillRig.start(home.toAbsolutePath())) {
      KillRun run = new KillRun(rig, plan);
      assertThat(run.differences()).as("seed %d, home %s", plan.seed(), home).isEmpty();
    }
  }
}
