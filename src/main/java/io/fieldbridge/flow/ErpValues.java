package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Merge;
import io.fieldbridge.mapping.MergeInput;
import io.fieldbridge.mapping.MergeOutcome;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.RemoteRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ERP owns, as the ERP itself says it now: number, totals, tax, and the rate that held at
 * the document's creation. Nothing of it is computed here (invariant 6).
 */
final class ErpValues {

  private final Engine engine;

  ErpValues(Engine engine) {
    this.engine = engine;
  }

  /**
   * Adds what differs on the CRM's record. Of a document that was just written, all: what an
   * earlier report says may not have got there yet.
   */
  void addTo(ObjectNode values, Delivery delivery) {
    Contract contract = delivery.contract();
    Translator translator = engine.translator(contract);
    ObjectNode document =
        delivery.contract().carriesDocument() ? document(delivery) : master(delivery);
    CanonicalRecord erp = translator.toCanonical(contract.erp(), document);
    CanonicalRecord crm = translator.toCanonical(contract.crm(), delivery.source().values());
    boolean all = contract.carriesDocument() && delivery.hasChanged();
    MergeOutcome merged =
        Merge.merge(
            contract, contract.erp(), new MergeInput(erp, all ? blank(crm) : crm, null, null));
    CanonicalRecord wanted = new CanonicalRecord(merged.toTarget(), List.of());
    ObjectNode shown = all ? JsonNodeFactory.instance.objectNode() : delivery.source().values();
    ObjectNode sent = translator.toSystem(contract.crm(), wanted, shown);
    if (contract.carriesDocument()) {
      values.setAll(sent);
    } else {
      addNumber(values, contract, document);
    }
  }

  private static CanonicalRecord blank(CanonicalRecord record) {
    Map<String, JsonNode> fields = new LinkedHashMap<>(record.fields());
    fields.replaceAll((name, value) -> NullNode.getInstance());
    return new CanonicalRecord(fields, List.of());
  }

  /** A document's own fields name its order and its invoice; both bear a number. */
  private static void addNumber(ObjectNode values, Contract contract, ObjectNode master) {
    String number = contract.report().number();
    if (!number.isEmpty()) {
      contract
          .keyField(contract.erp())
          .map(field -> master.path(field).asText(""))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> values.put(number, text));
    }
  }

  private static ObjectNode master(Delivery delivery) {
    return delivery.written().values();
  }

  /** The order as it was created, the invoice as it is, and the rate, side by side. */
  private static ObjectNode document(Delivery delivery) {
    RemoteRecord written = delivery.written();
    Contract contract = delivery.contract();
    boolean order = written.ref().object().equals(contract.object(written.ref().system()));
    ObjectNode document = written.values().deepCopy();
    document.set(order ? "order" : "invoice", written.values());
    if (delivery.posted().isPresent()) {
      ObjectNode invoice = delivery.posted().get().values();
      document.setAll(invoice);
      document.set("invoice", invoice);
    }
    Optional.ofNullable(delivery.context().get(RateStep.NAME))
        .ifPresent(rate -> document.set(RateStep.NAME, rate));
    return document;
  }
}
