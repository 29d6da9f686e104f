package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** Stops the deliveries of a flow. Changes keep coming in and wait. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Stops the deliveries of a flow. Changes keep coming in and wait.",
    footer = "./fieldbridge resume FLOW lets it go on.")
final class PauseCommand extends FlowCommand {

  @Override
  JsonNode ask(ControlClient client) {
    return client.post(asked("pause"), nothing());
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println(flow() + " is paused: it takes changes in and delivers nothing.");
    return 0;
  }
}
