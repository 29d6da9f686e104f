package io.fieldbridge.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks in every place where an earlier try of a create can have left its mark. */
public interface Probe {

  /**
   * The records that are, or may be, the result of the creation described. One means: it took
   * effect. None means: not yet, and after {@link Connector#longestRequest()} never. Several means:
   * a person has to look.
   */
  List<RemoteRecord> look(Creation creation);

  /**
   * The newest record that the creation described has made and that somebody has deleted since, as
   * it was. Empty where there is none, and in a system that keeps nothing of what is deleted, where
   * it cannot be told from a creation that never took effect.
   */
  default Optional<RemoteRecord> lookAmongDeleted(Creation creation) {
    return Optional.empty();
  }

  /**
   * What was, or may have been, sent.
   *
   * @param object the object that was to be created
   * @param reference our reference in the document, or the empty string for records that carry none
   * @param values what was sent
   * @param since no earlier than this
   * @param linked whether a record already is the other half of something else
   */
  record Creation(
      String object,
      String reference,
      ObjectNode values,
      Instant since,
      Predicate<RecordRef> linked) {}
}
