package io.fieldbridge.flow;

import java.util.Optional;

/**
 * Calls into Camel whose methods declare {@code throws Exception}: whatever a component, a language
 * or an integrator's route throws comes out there. Here alone it is caught, so that nobody else has
 * to catch more than he can name. An interruption stays noted on the thread.
 */
final class CamelCall {

  private CamelCall() {}

  /** A piece of work that Camel may fail at in any way. */
  interface Work {
    void run() throws Exception;
  }

  /** What the work failed with; empty when it did not. */
  static Optional<Exception> failureOf(Work work) {
    try {
      work.run();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e);
    } catch (Exception e) {
      return Optional.of(e);
    }
  }
}
