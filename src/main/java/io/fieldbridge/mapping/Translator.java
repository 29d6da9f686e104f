package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.CanonicalRecord.Line;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Translates records by contract: from a vendor's form into the canonical one and from there into
 * the other vendor's. Thread-safe if its {@link Lookups} are.
 *
 * <p>A value that the contract does not let through throws {@link
 * io.fieldbridge.failure.RecordRejectedException}, a linked record that is not linked yet {@link
 * io.fieldbridge.failure.ReferenceMissingException}, a formula that fails {@link
 * io.fieldbridge.failure.ContractException}.
 */
public final class Translator {

  private final Contract contract;
  private final Definition definition;
  private final FieldTranslator fields;
  private final LineTranslator lines;

  public Translator(Contract contract, Lookups lookups) {
    this.contract = contract;
    this.definition = contract.definition();
    this.fields = new FieldTranslator(contract.crm(), lookups);
    this.lines = new LineTranslator(definition.lines(), fields);
  }

  /**
   * The record in canonical words. Lines come only from the system that has their sources; a
   * document as the ERP returns it has none here.
   *
   * @param record the vendor's JSON: parents nested, children as arrays under their relationship
   */
  public CanonicalRecord toCanonical(String system, ObjectNode record) {
    return new CanonicalRecord(values(system, record), lines.read(system, record));
  }

  private Map<String, JsonNode> values(String system, ObjectNode record) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (FieldRule field : definition.fields()) {
      JsonNode value = fields.read(field, system, record);
      if (value != null) {
        values.put(field.name(), value);
      }
    }
    return values;
  }

  /** The canonical values of a record in the form in which the link keeps them as merge base. */
  public ObjectNode toBase(String system, ObjectNode record) {
    return JsonTrees.node(values(system, record));
  }

  /**
   * What has to be sent so that the system holds what is wanted, in the contract's order, which is
   * the order in which it is to be sent. A field whose present value already reads back to the same
   * canonical value is left out.
   *
   * @param wanted the canonical fields to set; absent ones are left alone
   * @param presentOrNull the record as the system has it now, or null to create it with its lines
   */
  public ObjectNode toSystem(String system, CanonicalRecord wanted, ObjectNode presentOrNull) {
    ObjectNode sent = values(system, wanted.fields(), presentOrNull, false);
    if (presentOrNull == null) {
      lines.requireSome(system, wanted.lines());
    }
    if (presentOrNull == null && !wanted.lines().isEmpty()) {
      ArrayNode array = sent.putArray(contract.linesMember().orElseThrow());
      lines.write(system, wanted.lines()).forEach(array::add);
    }
    return sent;
  }

  /**
   * What has to be sent to the head of a document that is there already: the first value that
   * differs and all that come after it in the contract, as a vendor takes over defaults of the
   * customer when that changes. Empty when none differs.
   *
   * @param present the document as the system has it now
   */
  public ObjectNode headChanges(String system, Map<String, JsonNode> wanted, ObjectNode present) {
    return values(system, wanted, present, true);
  }

  private ObjectNode values(
      String system,
      Map<String, JsonNode> wanted,
      ObjectNode presentOrNull,
      boolean allAfterTheFirst) {
    ObjectNode before = present(system, wanted, presentOrNull);
    ObjectNode known = before.deepCopy();
    wanted.forEach(known::set);
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    for (FieldRule field : definition.fields()) {
      SideRule side = field.sides().get(system);
      if (side != null && side.writable()) {
        require(field, system, known, presentOrNull == null);
        boolean anyhow = presentOrNull == null || allAfterTheFirst && !sent.isEmpty();
        if (has(wanted, field, presentOrNull == null)
            && (anyhow || differs(field, system, known, before))) {
          fields.write(field, system, known, sent);
        }
      }
    }
    return sent;
  }

  /** What the system has now, as far as the wanted fields and their formulas ask. */
  private ObjectNode present(
      String system, Map<String, JsonNode> wanted, ObjectNode presentOrNull) {
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    if (presentOrNull == null || wanted.isEmpty()) {
      return before;
    }
    Set<String> asked = new HashSet<>(wanted.keySet());
    for (FieldRule field : definition.fields()) {
      if (wanted.containsKey(field.name())) {
        field.side(system).ifPresent(side -> asked.addAll(side.askedByFormulas()));
      }
    }
    for (FieldRule field : definition.fields()) {
      JsonNode value =
          asked.contains(field.name()) ? fields.read(field, system, presentOrNull) : null;
      if (value != null) {
        before.set(field.name(), value);
      }
    }
    return before;
  }

  private static boolean has(Map<String, JsonNode> wanted, FieldRule field, boolean creates) {
    JsonNode value = wanted.get(field.name());
    if (value == null) {
      return false;
    }
    return !value.isNull() || !creates && field.policy().clearsOnNull();
  }

  private boolean differs(FieldRule field, String system, ObjectNode known, ObjectNode before) {
    JsonNode present = before.get(field.name());
    JsonNode value = known.get(field.name());
    return present == null
        || !FieldTranslator.same(field, present, fields.returned(field, system, value, known));
  }

  private void require(FieldRule field, String system, ObjectNode known, boolean creates) {
    JsonNode value = known.get(field.name());
    boolean missing = value == null ? creates : value.isNull();
    if (field.required() && missing) {
      throw Refusal.of(
          "required-field-missing",
          field.name(),
          field.name() + " is empty, and " + system + " needs it.",
          "Fill it in the source record.");
    }
  }

  /**
   * What has to change in the lines of a document that is already there.
   *
   * @param present the lines as the system has them now
   * @param ids the vendor's line id by line key, as the link keeps it
   */
  public LineChanges lineChanges(
      String system, List<Line> wanted, List<ObjectNode> present, Map<String, String> ids) {
    return lines.changes(system, wanted, present, ids);
  }
}
