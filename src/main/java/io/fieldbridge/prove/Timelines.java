package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Ledger.Company;
import io.fieldbridge.prove.Ledger.Job;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a person needs to understand a difference: what was done, and what the journal tells. */
final class Timelines {

  private final Ledger ledger;
  private final DaemonProcess daemon;
  private final PrintWriter out;

  Timelines(Ledger ledger, DaemonProcess daemon, PrintWriter out) {
    this.ledger = ledger;
    this.daemon = daemon;
    this.out = out;
  }

  /** Prints what is known of the difference's record and of its other half. */
  void print(Difference difference) {
    List<String> records = new ArrayList<>();
    records.add(difference.about());
    for (Company company : ledger.companies) {
      if (isAbout(difference, company.name, company.accountId, company.customerId)) {
        records.add(company.name);
        records.add(company.accountId);
        records.add(company.customerId);
      }
    }
    for (Job job : ledger.jobs) {
      if (isAbout(difference, job.id)) {
        records.add(job.id);
      }
    }
    out.println("  what people did, and what befell the daemon:");
    ledger
        .deeds(records)
        .forEach(deed -> out.println("    " + deed.at() + " " + deed.record() + " " + deed.what()));
    for (String record : new TreeSet<>(records)) {
      if (record.length() > 14 && !record.contains(" ")) {
        journal(record);
      }
    }
  }

  private static boolean isAbout(Difference difference, String... names) {
    return List.of(names).stream()
        .anyMatch(name -> !name.isEmpty() && name.equals(difference.about()));
  }

  private void journal(String record) {
    out.println("  timeline of " + record + ":");
    for (JsonNode entry : daemon.timeline(record)) {
      out.println(
          "    "
              + entry.path("at").asText()
              + " "
              + entry.path("flow").asText()
              + " "
              + entry.path("event").asText()
              + " "
              + entry.path("text").asText()
              + " "
              + (entry.path("detail").isEmpty() ? "" : entry.path("detail")));
    }
  }
}
