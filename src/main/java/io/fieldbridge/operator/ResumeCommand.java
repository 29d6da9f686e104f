package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** Lets a paused flow go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets a paused flow go on.",
    footer = "A flow that observes needs ./fieldbridge approve FLOW instead.")
final class ResumeCommand extends FlowCommand {

  @Override
  JsonNode ask(ControlClient client) {
    return client.post(asked("resume"), nothing());
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println(flow() + " is live.");
    return 0;
  }
}
