package io.fieldbridge.sandbox.salesforce.data;

import java.util.List;

/** An external id that names more than one live record. */
public final class SeveralRecords extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> ids;

  SeveralRecords(List<String> ids) {
    super("external id names several records: " + ids, null, false, false);
    this.ids = List.copyOf(ids);
  }

  public List<String> ids() {
    return ids;
  }
}
