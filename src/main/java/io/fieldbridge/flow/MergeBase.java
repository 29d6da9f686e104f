package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.OwnWrite;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import java.time.Instant;
import java.util.Map;

/**
 * How each side looked when last in step. A value that we have written there since, and that still
 * stands, is no change of anybody's: the process may have died before the link was stored.
 */
final class MergeBase {

  private final State state;
  private final Translator translator;

  MergeBase(State state, Translator translator) {
    this.state = state;
    this.translator = translator;
  }

  /**
   * A value that we have written on one side and that still stands is what both sides last agreed
   * in: the other side had it then, and where it has another now, it has changed.
   *
   * @param present what each side says now, by system, as far as it is there
   * @return null where the two are not linked
   */
  ObjectNode of(Link link, String system, Map<String, CanonicalRecord> present) {
    if (link == null) {
      return null;
    }
    ObjectNode base = link.side(system).base().deepCopy();
    Instant stored = state.links().updatedAt(link.id()).orElse(Instant.EPOCH);
    present.forEach(
        (side, record) ->
            state
                .effects()
                .recent(link.side(side).ref(), stored)
                .forEach(write -> agree(base, side, write, record)));
    return base;
  }

  private void agree(ObjectNode base, String system, OwnWrite write, CanonicalRecord present) {
    translator
        .toCanonical(system, write.values())
        .fields()
        .forEach(
            (field, value) -> {
              if (base.has(field) && value.equals(present.fields().get(field))) {
                base.set(field, value);
              }
            });
  }
}
