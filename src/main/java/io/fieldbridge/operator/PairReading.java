package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads both halves of pairs as their systems have them now, in the form that the contract reads.
 * Many at a time, so that the readers combine them in few calls.
 */
final class PairReading implements AutoCloseable {

  private static final int READERS = 40;
  private static final String INVOICE = "invoice";
  private static final String ORDER = "order";
  private static final String RATE = "exchangeRate";

  private final Desk desk;
  private final Contract contract;
  private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

  PairReading(Desk desk, Contract contract) {
    this.desk = desk;
    this.contract = contract;
  }

  /** A pair as it is now; a side is empty where its record cannot be found. */
  record Pair(Link link, Optional<ObjectNode> crm, Optional<ObjectNode> erp) {}

  /**
   * In the order of the links.
   *
   * @throws SyncException when a system cannot be read
   */
  List<Pair> read(List<Link> links) {
    List<CompletableFuture<Pair>> pairs =
        links.stream()
            .map(link -> CompletableFuture.supplyAsync(() -> account(link), readers))
            .toList();
    try {
      return pairs.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SyncException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    readers.shutdown();
  }

  private Pair account(Link link) {
    return Desk.onAccount("compare", () -> read(link));
  }

  private Pair read(Link link) {
    Optional<ObjectNode> crm = read(link.crm().ref(), contract.selection(contract.crm()));
    return new Pair(link, crm, contract.carriesDocument() ? document(link) : master(link));
  }

  private Optional<ObjectNode> master(Link link) {
    return read(link.erp().ref(), contract.selection(contract.erp()));
  }

  /** A document comes with its parts: the order, what posting made of it, the rate it got. */
  private Optional<ObjectNode> document(Link link) {
    List<Effect> done =
        desk.memory().effects().bySource(contract.flow(), link.crm().ref()).stream()
            .filter(effect -> effect.state() == Effect.State.CONFIRMED)
            .toList();
    Optional<ObjectNode> order = part(link.erp().ref());
    Optional<ObjectNode> invoice =
        done.stream()
            .flatMap(effect -> effect.progress().target().stream())
            .filter(this::isInvoice)
            .findFirst()
            .flatMap(this::part);
    return order
        .or(() -> invoice.map(posted -> asOrder(link, posted)))
        .map(
            found -> {
              ObjectNode document = found.deepCopy();
              document.set(ORDER, found);
              invoice.ifPresent(posted -> document.set(INVOICE, posted));
              rate(done).ifPresent(rate -> document.set(RATE, rate));
              return document;
            });
  }

  private boolean isInvoice(RecordRef made) {
    return made.object().equals(contract.parts(contract.erp()).get(INVOICE));
  }

  /** An order that is invoiced wholly is gone; what it was stands in the invoice. */
  private static ObjectNode asOrder(Link link, ObjectNode invoice) {
    return invoice.deepCopy().put("number", link.erp().number());
  }

  private static Optional<ObjectNode> rate(List<Effect> done) {
    return done.stream()
        .filter(effect -> effect.intent().creates())
        .findFirst()
        .map(effect -> effect.intent().context().get(RATE))
        .map(ObjectNode.class::cast);
  }

  private Optional<ObjectNode> part(RecordRef ref) {
    Selection parts =
        contract.selection(contract.erp(), ORDER).and(contract.selection(contract.erp(), INVOICE));
    return read(ref, new Selection(parts.fields(), Map.of()));
  }

  private Optional<ObjectNode> read(RecordRef ref, Selection selection) {
    return desk.remote()
        .reader()
        .apply(contract, ref.system())
        .read(ref, selection)
        .map(RemoteRecord::values);
  }
}
