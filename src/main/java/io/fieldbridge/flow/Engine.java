package io.fieldbridge.flow;

import io.fieldbridge.connector.Systems;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Translator;
import java.time.InstantSource;

/** What every step works with. Bound once into the Camel registry; thread-safe. */
public final class Engine {

  private final State state;
  private final Systems systems;
  private final Contracts contracts;
  private final InstantSource clock;
  private final Intake intake;
  private final Pairs pairs;
  private final Arrivals arrivals;
  private final History history;
  private final SystemLookups lookups;

  public Engine(State state, Systems systems, Contracts contracts, InstantSource clock) {
    this.state = state;
    this.systems = systems;
    this.contracts = contracts;
    this.clock = clock;
    this.intake = new Intake(systems, state, clock);
    this.pairs = new Pairs(state.links(), state.inbox());
    this.arrivals = 
        new Arrivals(
            state.inbox(), pairs, systems, new Echoes(state.effects(), systems));
    this.history = new History(state.journal());
    this.lookups = new SystemLookups(state.links(), systems, contracts, clock);
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

  Pairs pairs() {
    return pairs;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  History history() {
    return history;
  }

  /** Translates by the contract, looking up what it refers to in links and systems. */
  public Translator translator(Contract contract) {
    return new Translator(contract, lookups);
  }
}
