package io.fieldbridge.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The links, stored. Each method joins the thread's transaction. Thread-safe. */
public final class Links {

  private final Store store;
  private final JdbcLinks links;
  private final LeftAlone leftAlone;
  private final Sightings sightings;

  public Links(Store store) {
    this.store = store;
    this.links = new JdbcLinks(store);
    this.leftAlone = new LeftAlone(store);
    this.sightings = new Sightings(store);
  }

  /** What an approval neither linked nor created; who is linked is forgotten there. */
  public LeftAlone leftAlone() {
    return leftAlone;
  }

  /** Which of them have lost their other half in the ERP. */
  public Sightings sightings() {
    return sightings;
  }

  /** The link of the record in the flow, whichever side the record is on. */
  public Optional<Link> find(String flow, RecordRef ref) {
    return links.find(flow, ref);
  }

  public Optional<Link> find(long id) {
    return links.find(id);
  }

  /** Every link of which either side carries the number, in any flow. */
  public List<Link> findByNumber(String number) {
    return links.findByNumber(number);
  }

  /**
   * Links two records, or brings their link up to date. Each side belongs to one system for ever.
   *
   * @throws LinkTakenException when one of the two is linked to a third; nothing is changed
   */
  public Link save(String flow, Link.Side crm, Link.Side erp, ObjectNode lines) {
    return store.inTransaction(
        () -> {
          Optional<Link> here = find(flow, crm.ref());
          Optional<Link> there = find(flow, erp.ref());
          refuseTaken(here.or(() -> there), flow, crm.ref(), erp.ref());
          refuseTaken(there, flow, crm.ref(), erp.ref());
          return here.isPresent()
              ? update(new Link(here.get().id(), flow, crm, erp, lines))
              : insert(flow, crm, erp, lines);
        });
  }

  private Link insert(String flow, Link.Side crm, Link.Side erp, ObjectNode lines) {
    leftAlone.forget(flow, crm.ref());
    leftAlone.forget(flow, erp.ref());
    return links.insert(flow, crm, erp, lines);
  }

  /** Stores numbers, versions, bases and lines of a link. The two records stay as they are. */
  public Link update(Link link) {
    if (links.update(link) == 0) {
      throw new IllegalStateException("link " + link.id() + " is gone");
    }
    return link;
  }

  /** Forgets that the two records are one; false when the link was gone. */
  public boolean unlink(long id) {
    return store.update("delete from link where id = ?", id) > 0;
  }

  /** Links of the flow after the given id, in order of id; at most {@code limit}. */
  public List<Link> list(String flow, long afterId, int limit) {
    return links.list(flow, afterId, limit);
  }

  public long count(String flow) {
    return links.count(flow);
  }

  /** When the link was last stored, by the database's clock. */
  public Optional<Instant> updatedAt(long id) {
    return store.first(
        "select updated_at from link where id = ?", row -> row.instant("updated_at"), id);
  }

  private static void refuseTaken(Optional<Link> found, String flow, RecordRef crm, RecordRef erp) {
    found
        .filter(link -> !link.crm().ref().equals(crm) || !link.erp().ref().equals(erp))
        .ifPresent(
            link -> {
              throw new LinkTakenException(flow, crm, erp, link);
            });
  }
}
