package io.fieldbridge.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import java.util.List;

/**
 * One thing that happened.
 *
 * @param correlationId the message's, or the empty string
 * @param flow the flow, or the empty string
 * @param records the records it happened to, of both sides where both are known
 * @param numbers the numbers people know them by
 * @param event one word in kebab-case, for example {@code received}, {@code created}, {@code
 *     parked}
 * @param text a sentence for a person; cut with a note beyond 8,000 characters
 * @param detail what else is worth keeping; left out with a note beyond 1,000,000 characters
 */
public record JournalEntry(
    String correlationId,
    String flow,
    List<RecordRef> records,
    List<String> numbers,
    String event,
    String text,
    ObjectNode detail) {

  /** The member of {@code detail} that holds the text as it was, where {@code text} is masked. */
  public static final String UNMASKED = "unmasked";
}
