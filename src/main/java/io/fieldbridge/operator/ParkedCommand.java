package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;

/** The messages that wait for a person. */
@Command(
    name = "parked",
    mixinStandardHelpOptions = true,
    description = "The messages that wait for a person: parked and in doubt, oldest first.")
final class ParkedCommand extends OperatorCommand {

  private static final String UNSETTLED = "unsettledUntil";

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
    footer(answer, out);
    return 0;
  }

  /** Offers what is not refused: what was sent and may take effect is nobody's to give up. */
  private static void footer(JsonNode answer, PrintWriter out) {
    List<String> unsettled = answer.findValuesAsText(UNSETTLED);
    int waiting = answer.size() - unsettled.size();
    if (waiting > 0) {
      out.println(
          waiting
              + " message(s) wait for you, times in UTC. ./fieldbridge show ID | retry ID | discard ID --reason TEXT | resolve ID --done NUMBER|--not-done");
    }
    if (!unsettled.isEmpty()) {
      out.println(
          unsettled.size()
              + " message(s) have sent what may still take effect, the last one until "
              + Collections.max(unsettled)
              + " (UTC). Until then: ./fieldbridge show ID | retry ID | resolve ID --done NUMBER");
    }
  }

  private static String named(JsonNode message) {
    String field = message.path("field").asText();
    return message.path("code").asText() + (field.isEmpty() ? "" : ", field " + field);
  }
}
