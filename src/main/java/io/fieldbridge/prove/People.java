package io.fieldbridge.prove;

import io.fieldbridge.prove.Ledger.Company;
import io.fieldbridge.prove.Ledger.Job;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Everybody at work on both sides, seeded, and hardly ever waiting for the daemon. */
final class People {

  private enum Act {
    COMPANY,
    COMPANY_IN_ERP,
    COMPANY_ON_BOTH_SIDES,
    EDIT,
    JOB,
    DELETION
  }

  private final RunPlan plan;
  private final Ledger ledger;
  private final Office office;
  private final Technician technician;
  private final Rounds rounds;
  private final Random random;

  People(RunPlan plan, Ledger ledger, Office office, Technician technician, Rounds rounds) {
    this.plan = plan;
    this.rounds = rounds;
    this.ledger = ledger;
    this.office = office;
    this.technician = technician;
    this.random = RunPlan.random(plan.seed(), "people");
  }

  void play() {
    List<Act> acts = new ArrayList<>();
    acts.addAll(Collections.nCopies(plan.acts().companies(), Act.COMPANY));
    acts.addAll(Collections.nCopies(plan.acts().companiesInErp(), Act.COMPANY_IN_ERP));
    acts.addAll(Collections.nCopies(plan.companiesOnBothSides(), Act.COMPANY_ON_BOTH_SIDES));
    acts.addAll(Collections.nCopies(plan.acts().edits(), Act.EDIT));
    acts.addAll(Collections.nCopies(plan.acts().jobs(), Act.JOB));
    Collections.shuffle(acts, random);
    acts.add(0, Act.COMPANY);
    acts.addAll(Collections.nCopies(plan.acts().deletions(), Act.DELETION));
    for (int act = 0; act < acts.size(); act++) {
      if (rounds.begin(act, acts.size())) {
        rounds.await();
      }
      play(acts.get(act));
      if (random.nextInt(3) > 0) {
        Insistence.pause(random.nextInt(2 * plan.pace()));
      }
    }
  }

  private void play(Act act) {
    switch (act) {
      case COMPANY -> office.company("Weser Plant " + number());
      case COMPANY_IN_ERP -> office.companyInErp("Elbe Works " + number());
      case COMPANY_ON_BOTH_SIDES -> office.companyOnBothSides("Aller Yard " + number());
      case EDIT -> office.edit(any());
      case JOB -> job();
      default -> delete();
    }
  }

  /** The last one of a run: when it has arrived on both sides, everything before it was heard. */
  Company last() {
    return office.company("Last Call " + number());
  }

  private String number() {
    return plan.seed() + " " + ledger.companies.size();
  }

  /** A company that sales know of and nobody has deleted. */
  private Company any() {
    Company company;
    do {
      company = ledger.companies.get(random.nextInt(ledger.companies.size()));
    } while (!company.isWhole() || !isKnown(company));
    return company;
  }

  private boolean isKnown(Company company) {
    return !office.accountOf(company).isEmpty()
        && (!company.onBothSides || !office.customerOf(company).isEmpty());
  }

  private void delete() {
    List<Company> idle =
        ledger.companies.stream()
            .filter(company -> company.isWhole() && !company.hasJobs)
            .filter(company -> !company.accountId.isEmpty() && isKnown(company))
            .toList();
    if (idle.isEmpty()) {
      return;
    }
    Company company = idle.get(random.nextInt(idle.size()));
    if (random.nextBoolean() && !office.customerOf(company).isEmpty()) {
      office.deleteCustomer(company);
    } else {
      office.deleteAccount(company);
    }
  }

  private void job() {
    int kind = random.nextInt(10);
    if (kind < 3 && again()) {
      return;
    }
    Job job = new Job(any());
    technician.begin(job);
    technician.use(job);
    technician.work(job);
    switch (kind) {
      case 0 -> technician.delete(job);
      case 1 -> {
        technician.complete(job);
        technician.delete(job);
      }
      case 2, 3 -> {
        technician.complete(job);
        late(job);
      }
      case 4, 5 -> {
        technician.complete(job);
        technician.reopen(job);
        revise(job);
        technician.complete(job);
      }
      default -> technician.complete(job);
    }
  }

  /** The status comes before what was used, as mobile clients send it. */
  private void late(Job job) {
    for (int many = 1 + random.nextInt(2); many > 0; many--) {
      revise(job);
      job.stages.add(job.said());
    }
  }

  /** A work order that the ERP has already is corrected, or opened again. */
  private boolean again() {
    for (Job job : ledger.jobs) {
      if (!job.deleted && job.isCompleted() && technician.isDone(job)) {
        again(job);
        return true;
      }
    }
    return false;
  }

  private void revise(Job job) {
    if (random.nextInt(6) == 0) {
      technician.transfer(job, any());
    } else {
      technician.revise(job);
    }
  }

  private void again(Job job) {
    if (random.nextInt(3) == 0) {
      late(job);
      return;
    }
    technician.reopen(job);
    if (random.nextBoolean()) {
      revise(job);
    }
    technician.complete(job);
  }
}
