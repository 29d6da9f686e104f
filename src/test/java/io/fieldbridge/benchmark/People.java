package io.fieldbridge.benchmark;

import io.fieldbridge.Crm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Salespeople who enter accounts and change their phones, as a seed says. */
final class People implements Runnable {

  private static final int ACTS = 200;
  private static final int NEW_IN_HUNDRED = 30;

  /** An account and the phone that was entered last. */
  static final class Entered {
    final String id;
    final String name;
    String phone = "";

    Entered(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private final List<Entered> accounts = new ArrayList<>();
  private final Random random;
  private final Crm crm;

  People(Crm crm, long seed) {
    this.crm = crm;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    for (int act = 0; act < ACTS; act++) {
      Patience.pause(Duration.ofMillis(50 + random.nextInt(300)));
      boolean enters = accounts.isEmpty() || random.nextInt(100) < NEW_IN_HUNDRED;
      if (enters) {
        String name = "%s%05d".formatted(Arena.NAME, act);
        String fields = "{'Name': '%s', 'BillingCity': 'Bremen', 'BillingCountry': 'Germany'}";
        accounts.add(new Entered(crm.create("Account", fields.formatted(name)), name));
      } else {
        Entered one = accounts.get(random.nextInt(accounts.size()));
        one.phone = "+49 421 " + act;
        crm.update("Account", one.id, "{'Phone': '" + one.phone + "'}");
      }
    }
  }

  /** What they entered, once {@link #run} is over. */
  List<Entered> accounts() {
    return accounts;
  }
}
