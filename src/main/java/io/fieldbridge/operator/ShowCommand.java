package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One message with everything that happened to it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "One message: what came in, what was sent, what was answered, what happened.")
final class ShowCommand extends OperatorCommand {

  @Parameters(paramLabel = "ID", description = "The message's id, as parked and status show it.")
  private long id;

  @Override
  JsonNode ask(ControlClient client) {
    return client.get("messages/" + id);
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println(answer.toPrettyString());
    return 0;
  }
}
