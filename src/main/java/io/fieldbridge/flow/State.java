package io.fieldbridge.flow;

import io.fieldbridge.breaker.Breaker;
import io.fieldbridge.breaker.BreakerSettings;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.InboxSettings;
import io.fieldbridge.inbox.PartRoots;
import io.fieldbridge.journal.Journal;
import io.fieldbridge.link.FlowModes;
import io.fieldbridge.link.Links;
import io.fieldbridge.link.PairIdentity;
import io.fieldbridge.store.Store;

/** What the daemon remembers, all in one database. Thread-safe. */
public final class State {

  private final Store store;
  private final Inbox inbox;
  private final PartRoots partRoots;
  private final Effects effects;
  private final Links links;
  private final FlowModes modes;
  private final PairIdentity pair;
  private final Journal journal;
  private final Breaker breaker;

  public State(Store store) {
    this(store, BreakerSettings.defaults());
  }

  public State(Store store, BreakerSettings breaker) {
    this.store = store;
    this.inbox = new Inbox(store, InboxSettings.defaults());
    this.partRoots = new PartRoots(store);
    this.effects = new Effects(store);
    this.links = new Links(store);
    this.modes = new FlowModes(store);
    this.pair = new PairIdentity(store);
    this.journal = new Journal(store);
    this.breaker = new Breaker(store, breaker, links::count);
  }

  public Store store() {
    return store;
  }

  public Inbox inbox() {
    return inbox;
  }

  public PartRoots partRoots() {
    return partRoots;
  }

  public Effects effects() {
    return effects;
  }

  public Links links() {
    return links;
  }

  public FlowModes modes() {
    return modes;
  }

  public PairIdentity pair() {
    return pair;
  }

  public Journal journal() {
    return journal;
  }

  public Breaker breaker() {
    return breaker;
  }
}
