package io.fieldbridge.flow;

import io.fieldbridge.connector.Systems;
import io.fieldbridge.mapping.Contracts;
import java.time.InstantSource;

/** What every step works with. Bound once into the Camel registry; thread-safe. */
public final class Engine {

  private final State state;
  private final Systems systems;
  private final Contracts contracts;
  private final InstantSource clock;
  private final Intake intake;

  public Engine(State state, Systems systems, Contracts contracts, InstantSource clock) {
    this.state = state;
    this.systems = systems;
    this.contracts = contracts;
    this.clock = clock;
    this.intake = new Intake(systems, state, clock);
  }

  public State state() {
    return state;
  }

  public Systems systems() {
    return systems;
  }

  public Contracts contracts() {
    return contracts;
  }

  public InstantSource clock() {
    return clock;
  }

  public Intake intake() {
    return intake;
  }
}
