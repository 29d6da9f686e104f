package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.link.Links;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.List;
import java.util.Map;

/** Links two records and lets everything that waits for them, or on them, know. */
final class Pairs {

  private final State state;
  private final Links links;
  private final Inbox inbox;

  Pairs(State state) {
    this.state = state;
    this.links = state.links();
    this.inbox = state.inbox();
  }

  /** What became of an adoption; nothing was done where it is not {@code ADOPTED}. */
  enum Adoption {
    ADOPTED,
    /** One of the two is linked by now. */
    LINKED,
    /** The twin's own other half is being created. */
    CREATING
  }

  /**
   * Links a record and its twin before they are merged.
   *
   * @param agreed by system, what they agree in already: whoever edits it after that has changed
   *     it, even if the process dies before it has merged the rest
   */
  Adoption adopt(
      Contract contract, RemoteRecord source, RemoteRecord twin, Map<String, ObjectNode> agreed) {
    String flow = contract.flow();
    return state
        .store()
        .inTransaction(
            () -> {
              if (isTaken(flow, source.ref()) || isTaken(flow, twin.ref())) {
                return Adoption.LINKED;
              }
              EffectKey creation = new EffectKey(flow, twin.ref(), CreateOnce.PURPOSE);
              if (state.effects().open(creation).isPresent()) {
                return Adoption.CREATING;
              }
              pair(contract, source, twin, agreed);
              return Adoption.ADOPTED;
            });
  }

  /** Links two records that have agreed in nothing yet. Joins the caller's transaction. */
  void pair(Contract contract, RemoteRecord source, RemoteRecord other) {
    pair(contract, source, other, Map.of());
  }

  /** As {@link #adopt}, where nobody else can have linked them. Joins the caller's transaction. */
  void pair(
      Contract contract, RemoteRecord source, RemoteRecord other, Map<String, ObjectNode> agreed) {
    boolean fromCrm = source.ref().system().equals(contract.crm());
    Link.Side here = fresh(contract, source, agreed);
    Link.Side there = fresh(contract, other, agreed);
    ObjectNode lines = JsonNodeFactory.instance.objectNode();
    Link pair = new Link(0, contract.flow(), fromCrm ? here : there, fromCrm ? there : here, lines);
    save(pair, source.ref(), other.ref());
  }

  /** Whether a record has its other half. Nobody links it before the transaction ends. */
  boolean isTaken(String flow, RecordRef ref) {
    state.store().holdQueues();
    return links.find(flow, ref).isPresent();
  }

  private static Link.Side fresh(
      Contract contract, RemoteRecord record, Map<String, ObjectNode> agreed) {
    return new Link.Side(
        record.ref(),
        contract.number(record),
        record.version(),
        agreed.getOrDefault(record.ref().system(), JsonNodeFactory.instance.objectNode()));
  }

  /** Runs in the transaction that ends the delivery. */
  Link save(Link wanted) {
    return save(wanted, wanted.crm().ref(), wanted.erp().ref());
  }

  /** Where changes of both are being delivered, the first one's delivery has the pair's turn. */
  private Link save(Link wanted, RecordRef first, RecordRef second) {
    Link saved = links.save(wanted.flow(), wanted.crm(), wanted.erp(), wanted.lines());
    if (wanted.id() == 0) {
      String key = key(saved);
      for (RecordRef ref : List.of(first, second)) {
        inbox.rekey(saved.flow(), ref, key);
        inbox.release(ref);
      }
    }
    return saved;
  }

  /**
   * Whether the message was claimed before its record became one of the pair, so that it is
   * delivered out of the pair's turn: the other half's delivery may be under way.
   */
  boolean isOutOfTurn(Message message, Link pair) {
    String claimed = message.orderKey();
    return !claimed.equals(key(pair))
        && inbox.find(message.id()).filter(now -> !now.orderKey().equals(claimed)).isPresent();
  }

  /** In which queue the changes of a record stand: its pair's, or its own while it has none. */
  String key(String flow, RecordRef ref) {
    return links.find(flow, ref).map(Pairs::key).orElse(ref.toString());
  }

  private static String key(Link link) {
    return "link:" + link.id();
  }
}
