package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** How the daemon, its systems, feeds and flows fare. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "How the daemon, its systems, feeds and flows fare.",
    footer = "Exit code 1 while something is red.")
final class StatusCommand extends OperatorCommand {

  @Override
  JsonNode ask(ControlClient client) {
    return client.get("status");
  }

  @Override
  int print(JsonNode answer, PrintWriter out) {
    out.println(
        "Up since " + answer.path("since").asText() + ", home " + answer.path("home").asText());
    out.println();
    Table systems = new Table("SYSTEM", "IDENTITY", "LAST ANSWER", "FAILURE", "CALLS");
    answer
        .path("systems")
        .forEach(
            system ->
                systems.row(
                    system.path("system").asText(),
                    system.path("identity").asText(),
                    system.path("lastAnswer").asText("never"),
                    system.path("failure").asText(""),
                    system.path("calls").asText()));
    out.println(systems);
    Table feeds = new Table("FEED", "LAST SIGN OF LIFE", "STATE");
    answer
        .path("feeds")
        .forEach(
            feed ->
                feeds.row(
                    feed.path("feed").asText(),
                    feed.path("lastSignOfLife").asText("never"),
                    feed.path("red").asBoolean() ? "RED " + feed.path("failure").asText() : "ok"));
    out.println(feeds);
    Table flows = new Table("FLOW", "MODE", "WAITING", "PARKED", "IN DOUBT", "DELIVERED", "OLDEST");
    answer
        .path("flows")
        .forEach(
            flow ->
                flows.row(
                    flow.path("flow").asText(),
                    flow.path("mode").asText(),
                    flow.path("waiting").asText(),
                    flow.path("parked").asText(),
                    flow.path("inDoubt").asText(),
                    flow.path("delivered").asText(),
                    flow.path("oldestSeconds").asLong() + " s"));
    out.print(flows);
    return answer.path("red").asBoolean() ? 1 : 0;
  }
}
