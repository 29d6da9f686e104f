package io.fieldbridge.breaker;

import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.time.Instant;

/**
 * One record that a flow changes or takes away.
 *
 * @param record the pair that it is about, by one of its halves
 * @param told what is done to its other half, without values of fields
 * @param at when it changed, by the clock of its system, which alone tells what was done at once:
 *     an outage in between delays deliveries and bunches them
 * @param receivedAt when its change came in, by the database's clock
 */
public record Touch(
    String flow, Deed deed, RecordRef record, String told, Instant at, Instant receivedAt) {

  boolean within(Duration window, Instant end) {
    return !at.isAfter(end) && at.isAfter(end.minus(window));
  }
}
