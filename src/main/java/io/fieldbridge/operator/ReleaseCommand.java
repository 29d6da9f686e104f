package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows why a flow was stopped by its mass-change breaker, and lets it go on. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a flow was about to do when it stopped, with ten examples; --yes lets it go on.",
      "A mistake is put right in the source first: the flow reads every record again before it",
      "writes, and what is as it was is not written."
    },
    footer = "Exit code 1 while the flow is stopped.")
final class ReleaseCommand extends FlowCommand {

  @Option(names = "--yes", description = "Let it go on with everything that it has received.")
  private boolean yes;

  @Option(
      names = "--for",
      paramLabel = "MINUTES",
      description =
          "With --yes: and with what it receives in the next so many minutes, at most 1440;"
              + " announces a mass change that is meant.")
  private int minutes;

  @Override
  JsonNode ask(ControlClient client) {
    if (!yes) {
      return client.get(asked("release"));
    }
    ObjectNode wish = nothing().put("furtherSeconds", Duration.ofMinutes(minutes).toSeconds());
    return client.post(asked("release"), wish);
  }

  private static String announced(long seconds) {
    return seconds == 0 ? "" : " What it receives in the next " + length(seconds) + " passes.";
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    if (answer.path("released").asBoolean()) {
      out.println(
          answer.path("wasStopped").asBoolean()
              ? flow() + " goes on; " + answer.path("waiting").asText() + " messages waited."
              : flow() + " was not stopped." + announced(answer.path("furtherSeconds").asLong()));
      return 0;
    }
    if (!answer.path("stopped").asBoolean()) {
      out.println(flow() + " is not stopped.");
      return 0;
    }
    out.println(alarm(answer.path("text").asText()));
    out.printf(
        "Since %s nothing is delivered; %s messages wait and nothing is lost.%n%n",
        answer.path("since").asText(), answer.path("waiting").asText());
    Table examples =
        new Table("CHANGED AT (UTC)", "RECORD", "WHAT THE FLOW DOES TO ITS OTHER HALF");
    answer
        .path("examples")
        .forEach(
            example ->
                examples.row(
                    example.path("changedAt").asText(),
                    example.path("record").asText(),
                    example.path("what").asText()));
    out.println(examples);
    out.println(
        "It is meant: ./fieldbridge release "
            + flow()
            + " --yes. It is a mistake: put it right in"
            + " the source first, then do the same.");
    return 1;
  }
}
