package io.fieldbridge.flow;

import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.link.Links;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;

/** Links two records and lets everything that waits for them, or on them, know. */
final class Pairs {

  private final Links links;
  private final Inbox inbox;

  Pairs(Links links, Inbox inbox) {
    this.links = links;
    this.inbox = inbox;
  }

  /** Runs in the transaction that ends the delivery. */
  Link save(Link wanted) {
    Link saved = links.save(wanted.flow(), wanted.crm(), wanted.erp(), wanted.lines());
    if (wanted.id() == 0) {
      String key = key(saved);
      for (RecordRef ref : new RecordRef[] {saved.crm().ref(), saved.erp().ref()}) {
        inbox.rekey(saved.flow(), ref.toString(), key);
        inbox.release(ref);
      }
    }
    return saved;
  }

  /** In which queue the changes of a record stand: its pair's, or its own while it has none. */
  String key(String flow, RecordRef ref) {
    return links.find(flow, ref).map(Pairs::key).orElse(ref.toString());
  }

  private static String key(Link link) {
    return "link:" + link.id();
  }
}
