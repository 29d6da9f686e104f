package io.fieldbridge.breaker;

import java.time.Instant;

/**
 * Why a flow delivers nothing until a person lets it go on.
 *
 * @param records how many records it came to, the one that it stopped at included
 * @param linked how many records both sides had
 * @param at by the database's clock
 */
public record Stop(String flow, Deed deed, long records, long linked, Instant at) {

  /** The whole in one sentence. */
  public String words() {
    return "%s stopped: %d of its %d records were about to be %s at once."
        .formatted(flow, records, linked, deed.words());
  }
}
