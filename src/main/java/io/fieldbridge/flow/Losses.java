package io.fieldbridge.flow;

import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.time.Instant;

/**
 * Puts the loss of a linked record of the ERP into the inbox, as the deletion that nobody told. The
 * delivery reads the record once more, so that one that is there after all stays. Thread-safe.
 */
public final class Losses {

  static final String SOURCE = "key-sweep";

  private final Engine engine;

  public Losses(Engine engine) {
    this.engine = engine;
  }

  /**
   * Once for each version that the link has known, so that what a person has left as it is does not
   * come back every night. Joins the thread's transaction.
   *
   * @return false when it was told already
   */
  public boolean tell(Contract contract, Link link) {
    return engine
        .state()
        .store()
        .inTransaction(
            () ->
                engine.state().links().sightings().gone(link)
                    && engine
                        .arrivals()
                        .receive(contract, Contract.TO_CRM, lost(link), gone(link)));
  }

  private static RecordRef lost(Link link) {
    return link.erp().ref();
  }

  private Change gone(Link link) {
    Instant now = engine.clock().instant();
    String id =
        "%s %s gone of %d at %s"
            .formatted(SOURCE, lost(link), link.id(), engine.state().store().now());
    return new Change(id, lost(link), Change.Kind.DELETE, JsonText.object(), now, "", SOURCE);
  }
}
