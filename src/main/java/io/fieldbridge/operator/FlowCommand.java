package io.fieldbridge.operator;

import picocli.CommandLine.Parameters;

/** A command about one flow. */
abstract class FlowCommand extends OperatorCommand {

  @Parameters(paramLabel = "FLOW", description = "The flow, for example account-customer.")
  private String flow;

  final String flow() {
    return flow;
  }

  /** What the daemon is asked: the verb with the flow. */
  final String asked(String verb) {
    return verb + "/" + encoded(flow);
  }
}
