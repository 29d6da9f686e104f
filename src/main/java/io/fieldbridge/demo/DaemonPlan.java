package io.fieldbridge.demo;

import java.nio.file.Path;

/**
 * What the demo wants of its daemon: posting is on, orders are shipped and invoiced, nothing is
 * shared with another home.
 *
 * @param home the demo's own folder for state, empty at this moment
 * @param port where health, metrics and control listen
 * @param systems both systems
 * @param pubSubPort where the Pub/Sub API listens on 127.0.0.1, in plain text
 */
public record DaemonPlan(Path home, int port, DemoSystems systems, int pubSubPort) {}
