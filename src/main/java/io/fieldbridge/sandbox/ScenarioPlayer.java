package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Scenario.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the steps of one system's scenario, one scenario at a time. Thread-safe. */
final class ScenarioPlayer {

  private static final Logger LOG = LoggerFactory.getLogger(ScenarioPlayer.class);

  private final SandboxSystem system;
  private final Faults faults;
  private final ScheduledExecutorService later;
  private final List<Part> parts = new ArrayList<>();
  private String name = "";
  private long requests;
  private volatile boolean counting;

  /** A step with its deed, ready to be done; {@code timer} is null where it waits for requests. */
  private static final class Part {
    private final Step step;
    private final Runnable deed;
    private ScheduledFuture<?> timer;
    private boolean done;

    Part(Step step, Runnable deed) {
      this.step = step;
      this.deed = deed;
    }
  }

  ScenarioPlayer(SandboxSystem system, Faults faults, ScheduledExecutorService later) {
    this.system = system;
    this.faults = faults;
    this.later = later;
  }

  /**
   * Starts with the steps for this system, in place of the scenario before.
   *
   * @throws IllegalArgumentException with file and line, where a step cannot be done; nothing is
   *     started then
   */
  synchronized void start(Scenario scenario) {
    List<Part> ready = new ArrayList<>();
    for (Step step : scenario.steps()) {
      if (step.system().equals(system.name())) {
        ready.add(new Part(step, deed(scenario, step)));
      }
    }
    stop();
    name = scenario.name();
    parts.addAll(ready);
    for (Part part : parts) {
      if (part.step.at() != null) {
        long wait = part.step.at().toMillis();
        part.timer = later.schedule(() -> play(part), wait, TimeUnit.MILLISECONDS);
      }
    }
    counting = parts.stream().anyMatch(part -> part.step.at() == null);
  }

  /** Lets no further step come; what is armed stays. */
  synchronized void stop() {
    parts.stream().filter(part -> part.timer != null).forEach(part -> part.timer.cancel(false));
    parts.clear();
    name = "";
    requests = 0;
    counting = false;
  }

  /** Tells that a request has arrived, before it is answered. */
  void arrived() {
    if (counting) {
      count();
    }
  }

  private synchronized void count() {
    requests++;
    List<Part> due =
        parts.stream()
            .filter(part -> part.step.at() == null && !part.done && part.step.after() < requests)
            .toList();
    due.forEach(this::play);
  }

  private synchronized void play(Part part) {
    if (parts.contains(part) && !part.done) {
      part.done = true;
      LOG.info("scenario {}: {} {}", name, part.step.when(), part.step.what());
      part.deed.run();
    }
  }

  private Runnable deed(Scenario scenario, Step step) {
    try {
      switch (step.deed()) {
        case FAULT:
          Fault fault = Fault.read(step.body(), system.faultCatalog());
          return () -> faults.show(system, fault);
        case SETTINGS:
          requireSettings(step.body());
          return () -> change(step.body());
        default:
          return () -> faults.disarmAll(system);
      }
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          scenario.source() + ":" + step.line() + ": " + wrong.getMessage(), wrong);
    }
  }

  private void requireSettings(ObjectNode wanted) {
    ObjectNode known = system.settings();
    for (var each : wanted.properties()) {
      if (!known.has(each.getKey())) {
        List<String> names = new ArrayList<>();
        known.fieldNames().forEachRemaining(names::add);
        throw new IllegalArgumentException(
            "unknown setting '" + each.getKey() + "', known: " + names);
      }
    }
  }

  private void change(ObjectNode wanted) {
    try {
      system.change(wanted);
    } catch (IllegalArgumentException wrong) {
      LOG.warn("scenario {}: the settings {} are refused: {}", name, wanted, wrong.getMessage());
    }
  }

  synchronized ObjectNode toJson() {
    ObjectNode json = Json.object().put("name", name).put("requests", requests);
    ArrayNode steps = json.putArray("steps");
    for (Part part : parts) {
      steps
          .addObject()
          .put("line", part.step.line())
          .put("when", part.step.when())
          .put("what", part.step.what())
          .put("done", part.done);
    }
    return json;
  }
}
