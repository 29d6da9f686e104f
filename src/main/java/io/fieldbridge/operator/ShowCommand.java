package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One message with everything that happened to it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "One message: what came in, what was sent, what was answered, what happened.")
final class ShowCommand extends OperatorCommand {

  @Parameters(
      paramLabel = "ID",
      converter = MessageId.class,
      description = "The message's id, as parked shows it.")
  private long id;

  @Option(names = "--personal", description = "Show personal values, which are masked otherwise.")
  private boolean personal;

  @Override
  JsonNode ask(ControlClient client) {
    return client.get("messages/" + id + (personal ? "?personal=true" : ""));
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    message(answer.path("message"), out);
    for (JsonNode effect : answer.path("effects")) {
      out.println();
      effect(effect, out);
    }
    out.println();
    Table journal = new Table("AT (UTC)", "EVENT", "WHAT");
    answer
        .path("journal")
        .forEach(
            entry ->
                journal.row(
                    entry.path("at").asText(),
                    entry.path("event").asText(),
                    entry.path("text").asText()));
    out.print(
        journal.isEmpty() ? "Nothing is in the journal yet." + System.lineSeparator() : journal);
    return 0;
  }

  private static void message(JsonNode message, PrintWriter out) {
    out.printf(
        "Message %s  %s  %s %s  %s%n",
        message.path("id").asText(),
        message.path("state").asText(),
        message.path("flow").asText(),
        message.path("direction").asText(),
        message.path("record").asText());
    out.printf(
        "Received %s, in this state since %s, tried %s, correlation %s%n",
        message.path("received").asText(),
        message.path("since").asText(),
        times(message.path("attempts").asInt()),
        message.path("correlationId").asText());
    if (message.has("dueAt")) {
      out.println("Due again " + message.path("dueAt").asText());
    }
    if (message.has("waitsFor")) {
      out.println("Waits for " + message.path("waitsFor").asText());
    }
    if (!message.path("text").asText().isEmpty()) {
      out.println(message.path("text").asText() + " [" + message.path("code").asText() + "]");
      out.println(message.path("advice").asText());
    }
    out.println();
    out.println("What came in (" + message.path("change").path("kind").asText() + "):");
    JsonNode values = message.path("change").path("values");
    out.println(
        values.isEmpty() ? "No values; the record itself is read." : values.toPrettyString());
  }

  private static void effect(JsonNode effect, PrintWriter out) {
    out.printf(
        "What was sent to %s: %s of %s, %s%s%n",
        effect.path("system").asText(),
        effect.path("purpose").asText(),
        effect.path("object").asText(),
        effect.path("state").asText(),
        effect.has("target") ? " in " + effect.path("target").asText() : "");
    out.printf(
        "Intended %s, sent %s, reference %s%n",
        effect.path("intendedAt").asText(),
        effect.path("sentAt").asText("never"),
        effect.path("reference").asText("none"));
    if (!effect.path("note").asText().isEmpty()) {
      out.println(effect.path("note").asText());
    }
    out.println(effect.path("payload").toPrettyString());
  }
}
