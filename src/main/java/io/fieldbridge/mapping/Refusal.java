package io.fieldbridge.mapping;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;

/** Words for a record whose value the contract does not let through. */
final class Refusal {

  private Refusal() {}

  static RecordRejectedException of(String code, String field, String text, String advice) {
    return new RecordRejectedException(new Reason(code, field, text, advice));
  }
}
