package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends parked messages through the door again. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = "Delivers a parked message again; the record is read anew.")
final class RetryCommand extends OperatorCommand {

  @ArgGroup(multiplicity = "1")
  private Which which;

  static final class Which {
    @Parameters(paramLabel = "ID", converter = MessageId.class, description = "The message's id.")
    private Long id;

    @Option(names = "--all", description = "Every parked message of every flow.")
    private boolean all;
  }

  @Override
  JsonNode ask(ControlClient client) {
    return client.post(which.all ? "messages/retry" : "messages/" + which.id + "/retry", nothing());
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println(answer.path("retried").asInt() + " message(s) will be delivered again.");
    return 0;
  }
}
