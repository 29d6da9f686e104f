package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** First contact: who are a pair, who is unmatched, who is doubtful, and what would be done. */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = "Reads both sides and shows which records are pairs, unmatched or doubtful.",
    footer = {
      "Writes nothing. Afterwards:",
      "  approve FLOW           links the pairs and lets the flow go live",
      "  approve FLOW --create  also creates the unmatched on the other side"
    })
final class MatchCommand extends FlowCommand {

  private static final int SHOWN_MAX = 20;

  @Override
  JsonNode ask(ControlClient client) {
    return client.get(asked("match"));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    if (answer.path("documents").asBoolean()) {
      out.printf(
          "%s is in mode %s: %d linked already. It carries documents, which have no pairs to find.%n",
          flow(), answer.path("mode").asText(), answer.path("linked").asInt());
    } else {
      out.printf(
          "%s is in mode %s: %d linked already, %d pairs to link, %d unmatched, %d doubtful%n",
          flow(),
          answer.path("mode").asText(),
          answer.path("linked").asInt(),
          answer.path("link").size(),
          answer.path("create").size(),
          answer.path("doubtful").size());
    }
    int outside = answer.path("outside").asInt();
    if (outside > 0) {
      out.println(outside + " record(s) stay outside the flow's filter.");
    }
    print(answer.path("link"), new Table("PAIR", "NAME", "WITH", "WHY"), out);
    print(answer.path("create"), new Table("UNMATCHED", "NAME", "CREATED BY --create", ""), out);
    print(answer.path("doubtful"), new Table("DOUBTFUL", "NAME", "MAY BE", "WHY"), out);
    next(answer, out);
    return 0;
  }

  private static void print(JsonNode rows, Table table, PrintWriter out) {
    if (rows.isEmpty()) {
      return;
    }
    for (int row = 0; row < Math.min(rows.size(), SHOWN_MAX); row++) {
      add(rows.get(row), table);
    }
    out.println();
    out.print(table);
    if (rows.size() > SHOWN_MAX) {
      out.println("... and " + (rows.size() - SHOWN_MAX) + " more; --json shows all");
    }
  }

  /** One line for each record of the other side that it may be. */
  private static void add(JsonNode row, Table table) {
    JsonNode others = row.path("others");
    String number = row.path("number").asText();
    String record = row.path("record").asText() + (number.isEmpty() ? "" : " (" + number + ")");
    String why = row.path("why").asText();
    if (others.isEmpty()) {
      table.row(bare(record), row.path("name").asText(), why, "");
      return;
    }
    table.row(bare(record), row.path("name").asText(), bare(others.get(0).asText()), why);
    for (int other = 1; other < others.size(); other++) {
      table.row("", "", bare(others.get(other).asText()), "");
    }
  }

  /** Without the system, which the object tells. */
  private static String bare(String record) {
    return record.substring(record.indexOf(':') + 1).replaceFirst(":", " ");
  }

  private void next(JsonNode answer, PrintWriter out) {
    int pairs = answer.path("link").size();
    int unmatched = answer.path("create").size();
    int doubtful = answer.path("doubtful").size();
    boolean live = answer.path("mode").asText().equals("live");
    String approve = "./fieldbridge approve " + flow();
    out.println();
    if (pairs > 0 || !live) {
      out.println(
          approve
              + (pairs > 0 ? " links the " + pairs + " pair(s) and" : "")
              + " lets the flow go live.");
    }
    if (unmatched > 0) {
      out.println(approve + " --create also creates the " + unmatched + " unmatched.");
    }
    if (doubtful > 0) {
      out.println(
          "The "
              + doubtful
              + " doubtful are left alone either way until somebody changes them. Give both halves"
              + " the same match key first, and match again.");
    }
    if (live && pairs + unmatched + doubtful == 0) {
      out.println("Nothing is left to approve.");
    }
  }
}
