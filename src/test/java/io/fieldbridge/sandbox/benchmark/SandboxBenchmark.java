package io.fieldbridge.sandbox.benchmark;

import java.io.IOException;

/**
 * How fast the sandboxes are beside the libraries they stand on. Not a test; docs/benchmarks.md
 * tells how it is run and what came out.
 */
public final class SandboxBenchmark {

  private SandboxBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String only = arguments.length == 0 ? "" : arguments[0];
    if (!only.equals("Pub/Sub")) {
      RestBenchmark.run(only);
    }
    if (only.isEmpty() || only.equals("Pub/Sub")) {
      EventBenchmark.run();
    }
    System.exit(0);
  }
}
