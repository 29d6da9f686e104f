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
          "%s  %s  %s %s  %s  since %s, tried %s%n",
          message.path("id").asText(),
          alarm(message.path("state").asText()),
          message.path("flow").asText(),
          message.path("direction").asText(),
          message.path("record").asText(),
          message.path("since").asText(),
          times(message.path("attempts").asInt()));
      out.println("    " + message.path("text").asText() + " [" + named(message) + "]");
      out.println("    " + message.path("advice").asText());
    }
    out.println();
    out.println(
        answer.size()
            + " message(s) wait for you, times in UTC. ./fieldbridge show ID | retry ID | discard ID --reason TEXT | resolve ID --done NUMBER|--not-done");
    return 0;
  }

  private static String named(JsonNode message) {
    String field = message.path("field").asText();
    return message.path("code").asText() + (field.isEmpty() ? "" : ", field " + field);
  }
}
