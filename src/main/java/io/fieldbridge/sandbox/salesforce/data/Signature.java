package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;

/**
 * When and by whom records are changed, as they have it.
 *
 * @param at in whole seconds
 */
record Signature(Instant at, TextNode time, TextNode user) {

  static Signature of(Instant at, String userId) {
    return new Signature(at, TextNode.valueOf(Times.text(at)), TextNode.valueOf(userId));
  }

  boolean is(Instant when, String userId) {
    return at.equals(when) && user.textValue().equals(userId);
  }
}
