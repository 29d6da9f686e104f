package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.LineChanges;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.RemoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a document that bears our reference, although nobody here knows how it came to
 * say what it says (G20, N7): the database was restored, or a person named it. An open one is
 * brought in line by the delivery that follows. One that cannot be amended and says something else,
 * or is another customer's, is for a person.
 */
final class Adoption {

  private final Engine engine;

  Adoption(Engine engine) {
    this.engine = engine;
  }

  /**
   * @throws OutcomeUnknownException where a person has to decide
   */
  void found(Delivery delivery, Effect effect, RemoteRecord document) {
    ObjectNode header = header(delivery, document);
    String system = document.ref().system();
    if (delivery.contract().referenceFields(system).stream().anyMatch(header::has)) {
      throw Doubts.anothers(delivery, effect, document);
    }
    Map<String, String> ids = lineIds(delivery, document);
    if (isOpen(delivery.contract(), document)) {
      delivery.adopted(ids);
    } else if (!header.isEmpty() || !changes(delivery, document, ids).none()) {
      throw Doubts.different(delivery, effect, document);
    }
  }

  /** A person has decided that it is the one; what it says may still be out of date. */
  void named(Delivery delivery, RemoteRecord record) {
    Contract contract = delivery.contract();
    if (contract.carriesDocument() && isOpen(contract, record)) {
      delivery.adopted(lineIds(delivery, record));
    }
  }

  private static boolean isOpen(Contract contract, RemoteRecord document) {
    return document.ref().object().equals(contract.object(document.ref().system()));
  }

  /** What would have to be sent for its header; an invoice lacks some fields of its order. */
  private ObjectNode header(Delivery delivery, RemoteRecord document) {
    ObjectNode present = document.values().deepCopy();
    present.set("order", document.values());
    CanonicalRecord header = new CanonicalRecord(delivery.sourceValues().fields(), List.of());
    ObjectNode different = translator(delivery).toSystem(document.ref().system(), header, present);
    List<String> sent = new ArrayList<>();
    document.values().fieldNames().forEachRemaining(sent::add);
    return different.retain(sent);
  }

  private LineChanges changes(Delivery delivery, RemoteRecord document, Map<String, String> ids) {
    List<ObjectNode> present = new ArrayList<>();
    lines(document).forEach(line -> present.add((ObjectNode) line));
    return translator(delivery)
        .lineChanges(document.ref().system(), delivery.sourceValues().lines(), present, ids);
  }

  private Map<String, String> lineIds(Delivery delivery, RemoteRecord document) {
    CanonicalRecord source = delivery.sourceValues();
    JsonNode sent =
        translator(delivery)
            .toSystem(document.ref().system(), source, null)
            .path(delivery.contract().linesMember().orElse(""));
    return OwnLines.of(delivery.contract(), source.lines(), sent, lines(document));
  }

  /** Their name differs from place to place that a document moves through. */
  private static JsonNode lines(RemoteRecord document) {
    for (JsonNode member : document.values()) {
      if (member.isArray()) {
        return member;
      }
    }
    return document.values().arrayNode();
  }

  private Translator translator(Delivery delivery) {
    return engine.translator(delivery.contract());
  }
}
