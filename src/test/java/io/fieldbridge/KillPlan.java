package io.fieldbridge;

import java.time.Duration;

/**
 * How much is played and how often the daemon is killed. Each value can be set as a system property
 * {@code kill.*}.
 *
 * @param accounts created in Salesforce; a tenth as many customers are created in the ERP besides
 * @param pace between two edits
 */
record KillPlan(
    long seed, int accounts, int changes, int workOrders, int kills, boolean faults, int pace) {

  static KillPlan fromProperties(boolean faults) {
    return new KillPlan(
        Long.getLong("kill.seed", 20261121),
        Integer.getInteger("kill.accounts", 60),
        Integer.getInteger("kill.changes", 150),
        Integer.getInteger("kill.work-orders", 15),
        Integer.getInteger("kill.kills", 4),
        faults,
        Integer.getInteger("kill.pace", 40));
  }

  /** How long the daemon may take for what is left over at the end. */
  Duration patience() {
    return Duration.ofSeconds(90 + (changes + 5L * workOrders) / 10);
  }
}
