package io.fieldbridge.flow;

import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Groups;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.mapping.Translator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final InHand inHand;
  private final OwnUpdates ownUpdates;
  private final ParkedNews parkedNews = new ParkedNews();
  private final LiveContracts live;
  private final List<Lookout> lookouts = new CopyOnWriteArrayList<>();
  private final Object contractsLock = new Object();
  private boolean known;
  private volatile boolean open;

  public Engine(State state, Systems doors, Contracts contracts, InstantSource clock) {
    this.state = state;
    this.systems = doors.observed();
    this.contracts = contracts;
    this.clock = clock;
    this.inHand = new InHand(clock);
    this.intake = new Intake(systems, state, clock);
    this.pairs = new Pairs(state);
    this.arrivals = new Arrivals(state, pairs, systems, new Echoes(state.effects(), systems));
    this.history = new History(state.journal());
    this.ownUpdates = new OwnUpdates(state.effects(), systems);
    this.lookups = new SystemLookups(state.links(), systems, this::contracts, clock);
    this.live = new LiveContracts(systems);
    this.contact = new Contact(systems, state.pair(), this::open);
    state.inbox().onGivenUp(message -> new Verdicts(this).givenUp(message));
  }

  /** Takes up the work of an earlier process, then makes contact. Call it when all routes stand. */
  public void start() {
    state.inbox().releaseClaims();
    contracts.all().forEach(this::begin);
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
    synchronized (contractsLock) {
      Contracts fitted = contracts.map(live::fitted);
      fitted.all().forEach(one -> live.inForce(one.flow(), live.problems(one)));
      contracts = fitted;
      known = true;
    }
    intake.start();
    open = true;
  }

  /** A flow that nobody has set a mode for begins as its contract says. */
  private void begin(Contract contract) {
    FlowMode mode = FlowMode.valueOf(contract.startMode().name());
    if (state.modes().begin(contract.flow(), mode, "contract")) {
      LOG.info("{} begins in mode {}, as its contract says", contract.flow(), mode);
    }
  }

  /** Whether every feed has spoken since the start. */
  public boolean isListening() {
    return open && intake.status().stream().allMatch(feed -> feed.lastSignOfLife().isPresent());
  }

  /** How first contact fares; empty once it is made and all feeds are open. */
  public Optional<FeedStatus> contact() {
    return open ? Optional.empty() : Optional.of(contact.status());
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

  /**
   * From now on deliveries go by this contract; those that run end by what they began with. One
   * that the systems would refuse does not take the place of one that they take.
   *
   * @return what the systems say against it, where it is not in force for that
   */
  List<Problem> replace(Contract checked) {
    synchronized (contractsLock) {
      Contract contract = known ? live.fitted(checked) : checked;
      List<Problem> problems = known ? live.problems(contract) : List.of();
      boolean replaces = contracts.find(contract.flow()).isPresent();
      if (LiveContracts.isHard(problems) && replaces && live.sound(contract.flow())) {
        return problems;
      }
      begin(contract);
      contracts = contracts.with(contract);
      live.inForce(contract.flow(), problems);
      return List.of();
    }
  }

  /** How the contracts fare with the systems themselves. */
  public LiveContracts live() {
    return live;
  }

  void watch(Lookout lookout) {
    lookouts.add(lookout);
  }

  void forget(Lookout lookout) {
    lookouts.remove(lookout);
  }

  /** How the deliveries fare whose routes run. */
  public List<DeliveryStatus> deliveries() {
    return lookouts.stream().map(Lookout::status).toList();
  }

  InHand inHand() {
    return inHand;
  }

  Settled settled() {
    return settled;
  }

  OwnUpdates ownUpdates() {
    return ownUpdates;
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

  /** Reads the records that the flow is about, which may be several rows of a system each. */
  public RecordReader reader(Contract contract, String system) {
    return contract
        .groups(system)
        .<RecordReader>map(groups -> groupReader(contract, groups))
        .orElseGet(() -> systems.connector(system).reader());
  }

  GroupReader groupReader(Contract contract, Groups groups) {
    String system = groups.system();
    RecordReader rows = systems.connector(system).reader();
    return new GroupReader(rows, groups, contract.selection(system), clock);
  }

  /** Translates by the contract, looking up what it refers to in links and systems. */
  public Translator translator(Contract contract) {
    return new Translator(contract, lookups);
  }
}
