package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Shows why a flow was stopped by its mass-change breaker, or what its key sweep does not believe,
 * and lets it go on.
 */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a flow was about to do when it stopped, and which losses its key sweep does not",
      "believe, with ten examples; --yes lets it go on and these losses pass, no later ones.",
      "A mistake is put right in the source first: the flow reads every record again before it",
      "writes, and what is as it was is not written."
    },
    footer = "Exit code 1 while the flow is stopped or losses wait for an answer.")
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
      released(answer, out);
      return 0;
    }
    boolean stopped = answer.path("stopped").asBoolean();
    boolean missed = answer.path("missed").asLong() > 0;
    if (!stopped && !missed) {
      out.println(flow() + " is not stopped.");
      return 0;
    }
    if (stopped) {
      stopped(answer, out);
    }
    if (missed) {
      missed(answer, out);
    }
    out.println(
        "It is meant: ./fieldbridge release "
            + flow()
            + " --yes. It is a mistake: put it right in"
            + " the source first"
            + (stopped ? ", then do the same." : "; nothing else is to do."));
    return 1;
  }

  private void released(JsonNode answer, PrintWriter out) {
    long lost = answer.path("lost").asLong();
    if (answer.path("wasStopped").asBoolean() || lost > 0) {
      out.println(flow() + " goes on; " + answer.path("waiting").asText() + " messages waited.");
    } else {
      long further = answer.path("furtherSeconds").asLong();
      out.println(flow() + " was not stopped." + announced(further));
    }
    if (lost > 0) {
      out.println(lost + " losses that the key sweep did not believe are told as deletions.");
    }
  }

  private static void stopped(JsonNode answer, PrintWriter out) {
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
  }

  private void missed(JsonNode answer, PrintWriter out) {
    String sentence =
        "%s: %s linked records are not to be seen in %s, too many to be believed."
            .formatted(flow(), answer.path("missed").asText(), answer.path("missedIn").asText());
    out.println(alarm(sentence));
    out.printf("None of them is taken for deleted.%n%n");
    Table examples = new Table("RECORD THAT IS MISSED", "NUMBER", "ITS OTHER HALF");
    answer
        .path("missedExamples")
        .forEach(
            example ->
                examples.row(
                    example.path("record").asText(),
                    example.path("number").asText(),
                    example.path("otherHalf").asText()));
    out.println(examples);
  }
}
