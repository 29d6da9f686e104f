package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a parked message up, with a reason that stays in the journal. */
@Command(
    name = "discard",
    mixinStandardHelpOptions = true,
    description = "Gives a parked message up. The reason stays in the journal.")
final class DiscardCommand extends OperatorCommand {

  @Parameters(paramLabel = "ID", converter = MessageId.class, description = "The message's id.")
  private long id;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason;

  @Override
  JsonNode ask(ControlClient client) {
    return client.post("messages/" + id + "/discard", nothing().put("reason", reason));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println("Message " + id + " is discarded.");
    return 0;
  }
}
