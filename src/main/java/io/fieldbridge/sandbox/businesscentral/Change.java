package io.fieldbridge.sandbox.businesscentral;

import java.time.Instant;
import java.util.UUID;

/** One committed change of a row, as subscribers may hear of it. */
record Change(Company company, String set, UUID id, Type type, Instant at) {

  /** What happened to the row. */
  enum Type {
    CREATED("created"),
    UPDATED("updated"),
    DELETED("deleted");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
