package io.fieldbridge.sandbox.salesforce;

import java.time.Instant;

/** A login that is valid until it is idle for too long, or ended. */
record Session(String token, String userId, String consumerKey, Instant lastUse) {

  Session usedAt(Instant now) {
    return new Session(token, userId, consumerKey, now);
  }
}
