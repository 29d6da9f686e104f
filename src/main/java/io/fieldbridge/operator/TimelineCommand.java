package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything that happened to a record, in order. */
@Command(
    name = "timeline",
    mixinStandardHelpOptions = true,
    description = "Everything that happened to a record, in order.")
final class TimelineCommand extends OperatorCommand {

  @Parameters(
      paramLabel = "RECORD",
      description = "A record id or a number (customer, order, work order) of either system.")
  private String record;

  @Option(names = "--personal", description = "Show personal values, which are masked otherwise.")
  private boolean personal;

  @Override
  JsonNode ask(ControlClient client) {
    return client.get("timeline?record=" + encoded(record) + (personal ? "&personal=true" : ""));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    if (answer.isEmpty()) {
      out.println(
          "Nothing is known of '" + record + "'. Give a record id or a number of either system.");
      return 1;
    }
    Table table = new Table("AT (UTC)", "FLOW", "EVENT", "CORRELATION", "WHAT");
    answer.forEach(
        entry ->
            table.row(
                entry.path("at").asText(),
                entry.path("flow").asText(),
                entry.path("event").asText(),
                entry.path("correlationId").asText(),
                entry.path("text").asText()));
    out.print(table);
    return 0;
  }
}
