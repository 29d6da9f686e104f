package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** Reads both sides of a flow and compares them; writes nothing. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Reads both sides of a flow and compares them field by field. Writes nothing.",
    footer = "Exit code 1 when they differ.")
final class CompareCommand extends FlowCommand {

  @Override
  JsonNode ask(ControlClient client) {
    return client.get(asked("compare"));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.printf(
        "%s: %d pairs agree, %d differ, %d lost a side%n",
        flow(),
        answer.path("agree").asInt(),
        answer.path("differ").asInt(),
        answer.path("lost").size());
    Table table = new Table("PAIR", "FIELD", "SALESFORCE", "ERP", "ON ITS WAY");
    answer
        .path("differences")
        .forEach(
            difference ->
                table.row(
                    difference.path("pair").asText(),
                    difference.path("field").asText(),
                    difference.path("crm").asText(),
                    difference.path("erp").asText(),
                    difference.path("underWay").asBoolean() ? "yes" : "no"));
    answer.path("lost").forEach(lost -> table.row(lost.asText(), "-", "", "", ""));
    if (!table.isEmpty()) {
      out.print(table);
    }
    return table.isEmpty() ? 0 : 1;
  }
}
