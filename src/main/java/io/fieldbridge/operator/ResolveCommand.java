package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what became of a write whose outcome nobody but a person can tell. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = "Says what became of a write that is in doubt.")
final class ResolveCommand extends OperatorCommand {

  @Parameters(paramLabel = "ID", converter = MessageId.class, description = "The message's id.")
  private long id;

  @ArgGroup(multiplicity = "1")
  private Outcome outcome;

  static final class Outcome {
    @Option(
        names = "--done",
        paramLabel = "NUMBER",
        description = "It took effect: the number of the document or customer in the target.")
    private String number;

    @Option(names = "--not-done", description = "It did not take effect: it is sent again.")
    private boolean notDone;
  }

  @Override
  JsonNode ask(ControlClient client) {
    return client.post(
        "messages/" + id + "/resolve",
        outcome.notDone ? nothing().put("notDone", true) : nothing().put("done", outcome.number));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println("Message " + id + ": " + answer.path("result").asText());
    return 0;
  }
}
