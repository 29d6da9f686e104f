package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops the deliveries of a flow. Changes keep coming in and wait. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Stops the deliveries of a flow. Changes keep coming in and wait.",
    footer = "./fieldbridge resume FLOW lets it go on.")
final class PauseCommand extends OperatorCommand {

  @Parameters(paramLabel = "FLOW", description = "The flow, for example account-customer.")
  private String flow;

  @Override
  JsonNode ask(ControlClient client) {
    return client.post("pause/" + encoded(flow), nothing());
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println(flow + " is paused: it takes changes in and delivers nothing.");
    return 0;
  }
}
