package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.journal.Journal;
import io.fieldbridge.journal.JournalEntry;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what a delivery did into the journal, under both records and their numbers. */
final class History {

  private final Journal journal;

  History(Journal journal) {
    this.journal = journal;
  }

  void tell(Delivery delivery, String event, String text) {
    tell(delivery, event, text, JsonNodeFactory.instance.objectNode());
  }

  /**
   * @param event one word in kebab-case
   * @param text a sentence for a person; one with personal values is told masked, and kept in the
   *     detail as it is, for those who ask for it
   * @param detail what was sent or answered
   */
  void tell(Delivery delivery, String event, String text, ObjectNode detail) {
    String masked = delivery.personal().mask(text);
    ObjectNode kept =
        masked.equals(text) ? detail : detail.deepCopy().put(JournalEntry.UNMASKED, text);
    journal.write(
        new JournalEntry(
            delivery.message().correlationId(),
            delivery.message().flow(),
            records(delivery),
            numbers(delivery),
            event,
            masked,
            kept));
  }

  private static List<RecordRef> records(Delivery delivery) {
    Set<RecordRef> records = new LinkedHashSet<>();
    records.add(delivery.message().record());
    delivery.link().ifPresent(link -> records.addAll(List.of(link.crm().ref(), link.erp().ref())));
    delivery.target().map(RemoteRecord::ref).ifPresent(records::add);
    return List.copyOf(records);
  }

  private static List<String> numbers(Delivery delivery) {
    Stream<String> linked =
        delivery.link().stream()
            .flatMap(link -> Stream.of(link.crm(), link.erp()))
            .map(Link.Side::number);
    return Stream.concat(linked, delivery.numbers().stream())
        .filter(number -> !number.isBlank())
        .distinct()
        .toList();
  }
}
