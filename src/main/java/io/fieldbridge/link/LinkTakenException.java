package io.fieldbridge.link;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;

/** One of two records that were to be linked is the other half of a third. */
public final class LinkTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reason reason;
  private final transient Link taken;

  LinkTakenException(String flow, RecordRef crm, RecordRef erp, Link taken) {
    this(
        Reason.of(
            "link-taken",
            "In flow %s, %s and %s cannot be linked: %s is already linked to %s."
                .formatted(flow, crm, erp, taken.crm().ref(), taken.erp().ref()),
            "Find out which of the records is the twin, and unlink or delete it."),
        taken);
  }

  private LinkTakenException(Reason reason, Link taken) {
    super(reason.toString());
    this.reason = reason;
    this.taken = taken;
  }

  public Reason reason() {
    return reason;
  }

  /** The link that stands. */
  public Link taken() {
    return taken;
  }
}
