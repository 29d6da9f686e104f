package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
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

  /** Prints the answer for a person; returns the exit code. */
  abstract int print(JsonNode answer, PrintWriter out);

  @Override
  public Integer call() {
    JsonNode answer = ask(daemon.client());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer.toPrettyString());
      return 0;
    }
    int code = print(answer, out);
    out.flush();
    return code;
  }

  static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
