package io.fieldbridge.sandbox.salesforce.formula;

import java.time.Instant;

/**
 * The record that a formula is about. Values are texts, {@link java.math.BigDecimal}, {@link
 * Boolean}, {@link java.time.LocalDate} and {@link Instant}; null stands for an empty field.
 */
public interface Scope {

  /** The value of a path such as {@code Status}, {@code Account.Name} or {@code $User.Username}. */
  Object value(String path);

  /** The value that the stored record has; of a new record the one that {@link #value} gives. */
  Object before(String path);

  /** Whether the record is being created. */
  boolean isNew();

  /** The time of the transaction. */
  Instant now();
}
