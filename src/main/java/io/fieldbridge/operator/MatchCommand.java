package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;

/** First contact: who would be linked, who created, who is doubtful. */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = "Reads both sides and shows who would be linked, created or is doubtful.",
    footer = "Writes nothing. ./fieldbridge approve FLOW lets the flow go live.")
final class MatchCommand extends FlowCommand {

  private static final int SHOWN_MAX = 20;

  @Override
  JsonNode ask(ControlClient client) {
    return client.get(asked("match"));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.printf(
        "%s is in mode %s: %d linked already, %d would be linked, %d created, %d doubtful%n",
        flow(),
        answer.path("mode").asText(),
        answer.path("linked").asInt(),
        answer.path("link").size(),
        answer.path("create").size(),
        answer.path("doubtful").size());
    int outside = answer.path("outside").asInt();
    if (outside > 0) {
      out.println(outside + " record(s) stay outside the flow's filter.");
    }
    for (String part : new String[] {"link", "create", "doubtful"}) {
      print(part, answer.path(part), out);
    }
    return 0;
  }

  private static void print(String part, JsonNode rows, PrintWriter out) {
    if (rows.isEmpty()) {
      return;
    }
    Table table = new Table(part.toUpperCase(Locale.ROOT), "NAME", "OTHER SIDE", "WHY");
    for (int row = 0; row < Math.min(rows.size(), SHOWN_MAX); row++) {
      table.row(
          rows.get(row).path("record").asText(),
          rows.get(row).path("name").asText(),
          rows.get(row).path("other").asText(),
          rows.get(row).path("why").asText());
    }
    out.println();
    out.print(table);
    if (rows.size() > SHOWN_MAX) {
      out.println("... and " + (rows.size() - SHOWN_MAX) + " more; --json shows all");
    }
  }
}
