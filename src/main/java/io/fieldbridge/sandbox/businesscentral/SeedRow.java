package io.fieldbridge.sandbox.businesscentral;

import java.util.UUID;

/** One row of the demo data while it is put together; its id follows from its key. */
record SeedRow(Transaction transaction, Draft draft) {

  static SeedRow of(Transaction transaction, String set, String key) {
    UUID id = Environment.idOf(transaction.company().name() + "/" + set + "/" + key);
    Draft draft =
        transaction
            .environment()
            .schema()
            .find(set)
            .map(type -> Draft.fresh(type, id))
            .orElseGet(() -> Draft.hidden(set, id));
    return new SeedRow(transaction, draft);
  }

  UUID id() {
    return draft.id();
  }

  SeedRow put(String name, Object value) {
    draft.put(name, value);
    return this;
  }

  SeedRow reference(String set, String property, String code) {
    return put(property, transaction.company().byKey(set, code).orElseThrow().id());
  }

  /** Sets the id and the code of a pair whose names begin alike. */
  SeedRow pair(String set, String name, String code) {
    return reference(set, name + "Id", code).put(name + "Code", code);
  }

  Row write() {
    return transaction.write(draft);
  }
}
