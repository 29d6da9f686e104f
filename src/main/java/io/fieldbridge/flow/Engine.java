package io.fieldbridge.flow;

import io.fieldbridge.connector.Systems;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.ObjectSchema;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every step works with. Bound once into the Camel registry; thread-safe. */
public final class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final State state;
  private final Systems systems;
  private volatile Contracts contracts;
  private final InstantSource clock;
  private final Intake intake;
  private final Pairs pairs;
  private final Arrivals arrivals;
  private final History history;
  private final SystemLookups lookups;
  private final Contact contact;
  private final Settled settled = new Settled();
  private final ParkedNews parkedNews = new ParkedNews();
  private volatile boolean open;

  public Engine(State state, Systems systems, Contracts contracts, InstantSource clock) {
    this.state = state;
    this.systems = systems;
    this.contracts = contracts;
    this.clock = clock;
    this.intake = new Intake(systems, state, clock);
    this.pairs = new Pairs(state);
    this.arrivals =
        new Arrivals(state.inbox(), pairs, systems, new Echoes(state.effects(), systems));
    this.history = new History(state.journal());
    this.lookups = new SystemLookups(state.links(), systems, this::contracts, clock);
    this.contact = new Contact(systems, state.pair(), this::open);
  }

  /** Takes up the work of an earlier process, then makes contact. Call it when all routes stand. */
  public void start() {
    state.inbox().releaseClaims();
    contact.start();
  }

  /** Returns when nothing comes in any more. Deliveries end with their routes. */
  public void stop() throws InterruptedException {
    contact.stop();
    intake.stop();
  }

  /** Completes exceptionally when the systems are not those that the database belongs to. */
  public CompletableFuture<Void> refused() {
    return contact.refused();
  }

  private void open() {
    contracts = contracts.map(this::fitted);
    intake.start();
    open = true;
  }

  /** The contract for what both systems really have; what is left out is told. */
  Contract fitted(Contract contract) {
    contract
        .missing(this::schema)
        .forEach(
            field ->
                LOG.warn(
                    "{}: there is no {}, so its row is left out. Create the field and grant it to"
                        + " the integration user, or take the row out of the contract.",
                    contract.flow(),
                    field));
    return contract.fitted(this::schema);
  }

  private Optional<ObjectSchema> schema(String system, String object) {
    return systems.connector(system).schema(object);
  }

  /** Whether every feed has spoken since the start. */
  public boolean isListening() {
    return open && intake.status().stream().allMatch(feed -> feed.lastSignOfLife().isPresent());
  }

  /** Whether both systems are known, so that deliveries may begin. */
  boolean isOpen() {
    return open;
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

  /** From now on deliveries go by these; those that run end by what they began with. */
  void contracts(Contracts checked) {
    contracts = checked;
  }

  Settled settled() {
    return settled;
  }

  ParkedNews parkedNews() {
    return parkedNews;
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
