package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a flow go live: links the twins that the match report showed. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = "Links the pairs that match shows and lets the flow go live.",
    footer = {
      "What is neither linked nor created is left alone until somebody changes it.",
      "It can be given again at any time: for new pairs, or with --create later."
    })
final class ApproveCommand extends FlowCommand {

  @Option(
      names = "--create",
      description =
          "Also create the unmatched records on the other side. Doubtful ones are never created.")
  private boolean create;

  @Override
  JsonNode ask(ControlClient client) {
    return client.post(asked("approve"), nothing().put("create", create));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.printf("%s is live: %d pair(s) linked%n", flow(), answer.path("linked").asInt());
    int queued = answer.path("queued").asInt();
    int unmatched = answer.path("unmatched").asInt();
    int doubtful = answer.path("doubtful").asInt();
    if (queued > 0) {
      out.println(
          queued
              + " unmatched are queued to be created; ./fieldbridge status shows how many wait.");
    }
    if (unmatched > 0) {
      out.println(
          unmatched
              + " unmatched are not created: they are left alone until somebody changes them."
              + " To create them: ./fieldbridge approve "
              + flow()
              + " --create");
    }
    if (doubtful > 0) {
      out.println(
          doubtful
              + " doubtful are left alone until somebody changes them. To see them:"
              + " ./fieldbridge match "
              + flow());
    }
    return 0;
  }
}
