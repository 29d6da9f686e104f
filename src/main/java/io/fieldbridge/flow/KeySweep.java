package io.fieldbridge.flow;

import static io.fieldbridge.model.Change.Kind.DELETE;
import static io.fieldbridge.model.Change.Kind.GAP;

import io.fieldbridge.connector.CallPurpose;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.link.Links;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds linked records whose other half in the ERP is gone, for an ERP that is polled tells no
 * deletions (G34), and records that are several rows of which another one counts since. Reads keys
 * only, a page at a time, and puts each loss into the inbox as a deletion, where the contract's
 * {@code on-delete} decides. Documents are left out: posting takes them away. Bound as {@code
 * keySweep} for routes; one sweep at a time.
 */
public final class KeySweep {

  private static final Logger LOG = LoggerFactory.getLogger(KeySweep.class);
  private static final int PAGE = 200;

  /** So many losses at once are believed of any flow ... */
  private static final long FEW = 20;

  /** ... and more of them up to this part of all its links. */
  private static final long PERCENT_MAX = 10;

  private final Engine engine;
  private final Links links;

  public KeySweep(Engine engine) {
    this.engine = engine;
    this.links = engine.state().links();
  }

  /**
   * Sweeps every live flow that carries state.
   *
   * @return how many losses were told
   * @throws ContractException when so much is missing that the company or the permissions must be
   *     wrong; nothing of that flow is told then
   */
  public int sweep() {
    int told = 0;
    for (Contract contract : engine.contracts().all()) {
      boolean live = engine.state().modes().mode(contract.flow()) == FlowMode.LIVE;
      if (live && !contract.carriesDocument() && contract.takes(Contract.TO_CRM)) {
        told += sweep(contract);
      }
    }
    return told;
  }

  private int sweep(Contract contract) {
    Instant begun = engine.state().store().now();
    CallPurpose.Scope account = CallPurpose.of("key-sweep");
    try {
      engine
          .reader(contract, contract.erp())
          .scan(
              contract.object(contract.erp()),
              keys(contract),
              page -> {
                note(contract.flow(), page, begun);
                tellOthers(contract, page, begun);
              });
      refuseTooMany(contract, links.countUnseen(contract.flow(), begun));
      return tell(contract, begun);
    } finally {
      account.close();
    }
  }

  private static Selection keys(Contract contract) {
    return contract.keyField(contract.erp()).map(Selection::of).orElseGet(Selection::of);
  }

  private void note(String flow, List<RemoteRecord> page, Instant at) {
    List<RecordRef> refs = page.stream().map(RemoteRecord::ref).toList();
    for (int from = 0; from < refs.size(); from += PAGE) {
      links.seen(flow, refs.subList(from, Math.min(from + PAGE, refs.size())), at);
    }
  }

  /**
   * A row that was deleted has left its place to another one of its group, and nobody told. A pair
   * that was stored since the sweep began may know of a row that the page does not: it is looked at
   * by the next one.
   */
  private void tellOthers(Contract contract, List<RemoteRecord> page, Instant begun) {
    if (contract.groups(contract.erp()).isEmpty()) {
      return;
    }
    for (RemoteRecord record : page) {
      links
          .find(contract.flow(), record.ref())
          .filter(link -> !link.erp().version().equals(record.version()))
          .filter(link -> contract.inFilter(contract.erp(), record.values()) || !isMarked(link))
          .filter(link -> links.updatedAt(link.id()).filter(begun::isAfter).isPresent())
          .ifPresent(link -> tell(contract, record.ref(), other(record, link), GAP));
    }
  }

  /** The same row may come to count again and again, each time instead of another one. */
  private static String other(RemoteRecord now, Link link) {
    return "other " + now.version() + " instead of " + link.erp().version();
  }

  private static boolean isMarked(Link link) {
    return link.erp().version().equals(Departures.LEFT);
  }

  private void refuseTooMany(Contract contract, long missing) {
    long all = links.count(contract.flow());
    if (missing > FEW && missing * 100 > all * PERCENT_MAX) {
      throw new ContractException(
          Reason.of(
              "too-many-gone",
              "%d of %d linked %s of %s are not to be seen in %s."
                  .formatted(
                      missing,
                      all,
                      contract.object(contract.erp()),
                      contract.flow(),
                      contract.erp()),
              "Check company and permissions of the integration user; none of them is taken for"
                  + " deleted."));
    }
  }

  private int tell(Contract contract, Instant begun) {
    int told = 0;
    long after = 0;
    List<Link> page = links.unseen(contract.flow(), begun, after, PAGE);
    while (!page.isEmpty()) {
      for (Link link : page) {
        after = link.id();
        told += isGone(contract, link) && tell(contract, link) ? 1 : 0;
      }
      page = links.unseen(contract.flow(), begun, after, PAGE);
    }
    LOG.info("{}: {} linked record(s) are gone in {}", contract.flow(), told, contract.erp());
    return told;
  }

  /** What is marked as deleted has been dealt with; its link waits for the record to come back. */
  private boolean isGone(Contract contract, Link link) {
    return !link.erp().version().equals(Departures.DELETED)
        && engine.reader(contract, contract.erp()).read(link.erp().ref(), keys(contract)).isEmpty();
  }

  /**
   * Once for each state that the link has known, so that what a person has left as it is does not
   * come back every night.
   */
  private boolean tell(Contract contract, Link link) {
    String what = "gone of " + link.id() + " at " + link.erp().version();
    return tell(contract, link.erp().ref(), what, DELETE);
  }

  private boolean tell(Contract contract, RecordRef ref, String what, Change.Kind kind) {
    Instant now = engine.clock().instant();
    String id = "key-sweep " + ref + " " + what;
    Change change = new Change(id, ref, kind, JsonText.object(), now, "", "key-sweep");
    return engine.arrivals().receive(contract, Contract.TO_CRM, ref, change);
  }
}
