package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the running daemon and prints what it answers. */
abstract class OperatorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DaemonOptions daemon;

  @Option(names = "--json", description = "Print the daemon's answer as JSON.")
  private boolean json;

  /** Asks the daemon. */
  abstract JsonNode ask(ControlClient client);

  /**
   * Prints the answer for a person; returns the exit code, which {@code --json} does not change.
   */
  abstract int print(JsonNode answer, PrintWriter out);

  @Override
  public Integer call() {
    JsonNode answer = ask(daemon.client());
    PrintWriter out = spec.commandLine().getOut();
    int code = print(answer, json ? new PrintWriter(Writer.nullWriter()) : out);
    if (json) {
      out.println(answer.toPrettyString());
    }
    out.flush();
    return code;
  }

  /** Marks what a person has to look at, where the terminal shows colours. */
  static String alarm(String text) {
    return Ansi.AUTO.string("@|bold,red " + text.replace("|@", "| @") + "|@");
  }

  /** A length of time that a person grasps: 45 s, 12 min, 3 h, 4 d. */
  static String length(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes < 48 * 60 ? minutes / 60 + " h" : minutes / (24 * 60) + " d";
  }

  static String times(int attempts) {
    return attempts == 1 ? "once" : attempts + " times";
  }

  static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
