package io.fieldbridge.flow;

import static io.fieldbridge.model.Change.Kind.GAP;

import io.fieldbridge.connector.CallPurpose;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.link.Links;
import io.fieldbridge.link.Sightings;
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
  private final Sightings sightings;
  private final Losses losses;

  public KeySweep(Engine engine) {
    this.engine = engine;
    this.links = engine.state().links();
    this.sightings = links.sightings();
    this.losses = new Losses(engine);
  }

  /**
   * Sweeps every live flow that carries state, also those behind one that fails.
   *
   * @return how many losses were told
   * @throws SyncException when flows failed; a {@link ContractException} when so much is missing
   *     that the company or the permissions must be wrong: nothing of that flow is told then,
   *     before a person says that it is meant
   */
  public int sweep() {
    int told = 0;
    SweepFailures failures = new SweepFailures();
    for (Contract contract : engine.contracts().all()) {
      if (isSwept(contract)) {
        try {
          told += sweep(contract);
        } catch (SyncException e) {
          failures.add(e);
        }
      }
    }
    failures.tell();
    return told;
  }

  private boolean isSwept(Contract contract) {
    return engine.state().modes().mode(contract.flow()) == FlowMode.LIVE
        && !contract.carriesDocument()
        && contract.takes(Contract.TO_CRM);
  }

  private int sweep(Contract contract) {
    Instant begun = engine.state().store().now();
    CallPurpose.Scope account = CallPurpose.of(Losses.SOURCE);
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
      refuseTooMany(contract, begun);
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
      sightings.seen(flow, refs.subList(from, Math.min(from + PAGE, refs.size())), at);
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
          .ifPresent(link -> tell(contract, record.ref(), other(record, link)));
    }
  }

  /** The same row may come to count again and again, each time instead of another one. */
  private static String other(RemoteRecord now, Link link) {
    return "other " + now.version() + " instead of " + link.erp().version();
  }

  private static boolean isMarked(Link link) {
    return link.erp().version().equals(Departures.LEFT);
  }

  private void refuseTooMany(Contract contract, Instant begun) {
    long missing = sightings.countUnseen(contract.flow(), begun);
    long all = links.count(contract.flow());
    if (missing > FEW && missing * 100 > all * PERCENT_MAX) {
      sightings.miss(contract.flow(), begun);
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
              "None of them is taken for deleted. Check company and permissions of the integration"
                  + " user. If they are meant: ./fieldbridge release "
                  + contract.flow()
                  + "."));
    }
  }

  private int tell(Contract contract, Instant begun) {
    int told = 0;
    long after = 0;
    List<Link> page = sightings.unseen(contract.flow(), begun, after, PAGE);
    while (!page.isEmpty()) {
      for (Link link : page) {
        after = link.id();
        told += isGone(contract, link) && losses.tell(contract, link) ? 1 : 0;
      }
      page = sightings.unseen(contract.flow(), begun, after, PAGE);
    }
    LOG.info("{}: {} linked record(s) are gone in {}", contract.flow(), told, contract.erp());
    return told;
  }

  private boolean isGone(Contract contract, Link link) {
    return engine.reader(contract, contract.erp()).read(link.erp().ref(), keys(contract)).isEmpty();
  }

  private void tell(Contract contract, RecordRef ref, String what) {
    Instant now = engine.clock().instant();
    String id = Losses.SOURCE + " " + ref + " " + what;
    Change change = new Change(id, ref, GAP, JsonText.object(), now, "", Losses.SOURCE);
    engine.arrivals().receive(contract, Contract.TO_CRM, ref, change);
  }
}
