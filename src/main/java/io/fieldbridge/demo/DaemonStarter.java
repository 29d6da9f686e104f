package io.fieldbridge.demo;

/** Starts the daemon for the demo, so that the demo need not know how it is wired. */
@FunctionalInterface
public interface DaemonStarter {

  /** Returns when the daemon is up and its operator commands answer. */
  RunningDaemon start(DaemonPlan plan);
}
