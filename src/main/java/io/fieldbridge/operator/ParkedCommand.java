package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** The messages that wait for a person. */
@Command(
    name = "parked",
    mixinStandardHelpOptions = true,
    description = "The messages that wait for a person: parked and in doubt, oldest first.")
final class ParkedCommand extends OperatorCommand {

  @Override
  JsonNode ask(ControlClient client) {
    return client.get("parked");
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    if (answer.isEmpty()) {
      out.println("Nothing is parked.");
      return 0;
    }
    for (JsonNode message : answer) {
      out.printf(
          "%s  %s  %s  %s  since %s, tried %d times%n",
          message.path("id").asText(),
          message.path("state").asText(),
          message.path("flow").asText(),
          message.path("record").asText(),
          message.path("since").asText(),
          message.path("attempts").asInt());
      out.println(
          "    " + message.path("text").asText() + " [" + message.path("code").asText() + "]");
      out.println("    " + message.path("advice").asText());
    }
    out.println();
    out.println(
        "./fieldbridge show ID | retry ID | discard ID --reason TEXT | resolve ID --done NUMBER|--not-done");
    return 0;
  }
}
