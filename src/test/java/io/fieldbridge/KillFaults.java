package io.fieldbridge;

import java.util.List;
import java.util.Random;

/** What goes wrong on the way, seeded. Answers are lost only of calls that the daemon makes. */
final class KillFaults {

  private static final List<String> OF_BUSINESS_CENTRAL =
      List.of(
          "{'fault': 'lost-reply', 'object': 'salesOrders', 'operation': 'create'}",
          "{'fault': 'commit-later', 'object': 'salesOrders', 'operation': 'create', 'milliseconds': 900}",
          "{'fault': 'lost-reply', 'object': 'customers', 'operation': 'create'}",
          "{'fault': 'commit-later', 'object': 'customers', 'operation': 'create', 'milliseconds': 1200}",
          "{'fault': 'lost-reply', 'operation': 'shipAndInvoice'}",
          "{'fault': 'commit-later', 'operation': 'shipAndInvoice', 'milliseconds': 700}",
          "{'fault': 'lost-reply', 'operation': 'batch'}",
          "{'fault': 'commit-later', 'operation': 'batch', 'milliseconds': 600}",
          "{'fault': 'unavailable', 'times': 3}");

  private static final List<String> OF_SALESFORCE =
      List.of(
          "{'fault': 'lost-reply', 'object': 'Account', 'operation': 'batch'}",
          "{'fault': 'commit-later', 'object': 'Account', 'operation': 'batch', 'milliseconds': 500}",
          "{'fault': 'lost-reply', 'object': 'Account', 'operation': 'create'}",
          "{'fault': 'row-lock', 'object': 'Account', 'times': 2}",
          "{'fault': 'row-lock', 'object': 'WorkOrder'}",
          "{'fault': 'unavailable', 'times': 2}",
          "{'fault': 'stream-end'}",
          "{'fault': 'stream-break'}");

  private final KillRig rig;
  private final Random random;
  private int armed;

  KillFaults(KillRig rig, long seed) {
    this.rig = rig;
    this.random = new Random(seed * 31);
  }

  /** One in a while. */
  void perhaps() {
    int dice = random.nextInt(10);
    armed += dice < 2 ? 1 : 0;
    if (dice == 0) {
      rig.businessCentralFault(any(OF_BUSINESS_CENTRAL));
    } else if (dice == 1) {
      rig.salesforceFault(any(OF_SALESFORCE));
    }
  }

  /** Disarms what has not shown yet. */
  void end() {
    int left = rig.businessCentralFaults().size() + rig.salesforceFaults().size();
    rig.clearFaults();
    System.out.println(armed + " faults were armed, " + (armed - left) + " of them showed");
  }

  private String any(List<String> faults) {
    return faults.get(random.nextInt(faults.size()));
  }
}
