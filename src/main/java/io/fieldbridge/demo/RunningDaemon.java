package io.fieldbridge.demo;

/** A daemon that runs until it is closed; closing it stops its routes cleanly. */
public interface RunningDaemon extends AutoCloseable {

  /** The operator's verbs, over the control port. */
  DemoOperator operator();

  @Override
  void close();
}
