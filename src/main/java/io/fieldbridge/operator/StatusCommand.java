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
    systems(answer, out);
    feeds(answer, out);
    flows(answer, out);
    boolean red = answer.path("red").asBoolean();
    out.println(red ? alarm("Something is RED, see above.") : "All is well.");
    return red ? 1 : 0;
  }

  private static void systems(JsonNode answer, PrintWriter out) {
    Table systems =
        new Table("SYSTEM", "STATE", "LAST ANSWER (UTC)", "CALLS SINCE START", "IDENTITY");
    for (JsonNode system : answer.path("systems")) {
      systems.row(
          system.path("system").asText(),
          state(system),
          system.path("lastAnswer").asText("never"),
          system.path("calls").asText(),
          system.path("identity").asText());
    }
    out.println(systems);
  }

  private static void feeds(JsonNode answer, PrintWriter out) {
    Table feeds = new Table("FEED", "STATE", "LAST SIGN OF LIFE (UTC)", "SILENCE ALLOWED");
    for (JsonNode feed : answer.path("feeds")) {
      feeds.row(
          feed.path("feed").asText(),
          state(feed),
          feed.path("lastSignOfLife").asText("never"),
          length(feed.path("silenceLimitSeconds").asLong()));
    }
    out.println(feeds);
  }

  private static void flows(JsonNode answer, PrintWriter out) {
    Table flows =
        new Table(
            "FLOW",
            "MODE",
            "LINKED",
            "WAITING",
            "PARKED",
            "IN DOUBT",
            "OLDEST",
            "DELIVERED (24 H)");
    for (JsonNode flow : answer.path("flows")) {
      flows.row(
          flow.path("flow").asText(),
          flow.has("stopped") ? "RED stopped" : flow.path("mode").asText(),
          flow.path("linked").asText(),
          flow.path("waiting").asText(),
          flow.path("parked").asText(),
          flow.path("inDoubt").asText(),
          isOpen(flow) ? length(flow.path("oldestSeconds").asLong()) : "-",
          flow.path("delivered").asText());
    }
    out.println(flows);
    for (JsonNode flow : answer.path("flows")) {
      stopped(flow, out);
      flow.path("deliveries").forEach(held -> out.println("  " + held.asText()));
      flow.path("contractProblems").forEach(problem -> out.println("  " + problem.asText()));
    }
  }

  private static void stopped(JsonNode flow, PrintWriter out) {
    String name = flow.path("flow").asText();
    if (flow.has("stopped")) {
      out.println(flow.path("stopped").asText() + " Look: ./fieldbridge release " + name);
    } else if (flow.path("contractProblems").toString().contains("RED ")) {
      out.println(name + " delivers nothing until its contract fits:");
    }
  }

  private static boolean isOpen(JsonNode flow) {
    return flow.path("waiting").asInt() + flow.path("parked").asInt() + flow.path("inDoubt").asInt()
        > 0;
  }

  private static String state(JsonNode row) {
    return row.path("red").asBoolean() ? "RED " + row.path("failure").asText() : "ok";
  }
}
