package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a flow go live: links the twins that the match report showed. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = "Links the twins that the match report shows and lets the flow go live.")
final class ApproveCommand extends FlowCommand {

  @Option(
      names = "--create",
      description =
          "Create the unmatched records on the other side, too; without it they wait until they change.")
  private boolean create;

  @Override
  JsonNode ask(ControlClient client) {
    return client.post(asked("approve"), nothing().put("create", create));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.printf(
        "%s is live: %d linked, %d queued to be created, %d doubtful left alone%n",
        flow(),
        answer.path("linked").asInt(),
        answer.path("queued").asInt(),
        answer.path("doubtful").asInt());
    return 0;
  }
}
