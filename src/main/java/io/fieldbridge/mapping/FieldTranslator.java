package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.mapping.FieldType.Kind;
import io.fieldbridge.mapping.SideRule.Lookup;
import io.fieldbridge.mapping.SideRule.Write;
import java.util.Optional;

/** Applies single rows. The canonical value of a reference is the id that the CRM knows. */
final class FieldTranslator {

  private static final Lookups NONE =
      new Lookups() {
        @Override
        public String linked(String flow, String fromSystem, String id, String toSystem) {
          throw new IllegalStateException("no links here");
        }

        @Override
        public Optional<JsonNode> find(
            String system, String set, String by, JsonNode value, String give) {
          throw new IllegalStateException("no lookups here");
        }
      };

  private final String crm;
  private final Lookups lookups;

  FieldTranslator(String crm, Lookups lookups) {
    this.crm = crm;
    this.lookups = lookups;
  }

  /** For comparing values, which asks nothing of the world. */
  static FieldTranslator pure(String crm) {
    return new FieldTranslator(crm, NONE);
  }

  /** The canonical value; null where the record does not tell it. */
  JsonNode read(FieldRule field, String system, ObjectNode record) {
    SideRule side = field.sides().get(system);
    if (side == null || side.read() == null) {
      return null;
    }
    JsonNode value = side.read().apply(record);
    if (value == null || value.isMissingNode()) {
      return null;
    }
    try {
      return resolved(field, side, value);
    } catch (RecordRejectedException strange) {
      if (ownedElsewhere(field, system) && value.isValueNode()) {
        return TextNode.valueOf(value.asText());
      }
      throw strange;
    }
  }

  /** Nobody has to mend a strange value where the other side's word counts: it is put right. */
  private boolean ownedElsewhere(FieldRule field, String system) {
    return field.ownership().always(system.equals(crm) ? Owner.ERP : Owner.CRM);
  }

  private JsonNode resolved(FieldRule field, SideRule side, JsonNode value) {
    JsonNode told = Empties.read(side.system(), value);
    if (told.isNull()) {
      return NullNode.instance;
    }
    if (side.lookup() != null) {
      Lookup lookup = side.lookup();
      told = found(field, side, lookup.give(), told, lookup.by());
    }
    if (field.type().kind() == Kind.REFERENCE && !side.system().equals(crm)) {
      return TextNode.valueOf(linked(field, side.system(), told.asText(), crm));
    }
    return Reading.canonical(field, side, told);
  }

  private String linked(FieldRule field, String from, String id, String to) {
    String flow = field.type().flow();
    try {
      return lookups.linked(flow, from, id, to);
    } catch (ReferenceMissingException missing) {
      String text = field.name() + ": " + missing.reason().text();
      throw switch (field.policy().onMissing()) {
        case PULL -> missing;
        case WAIT ->
            missing.waitingOnly(
                new Reason(
                    "reference-missing",
                    field.name(),
                    text,
                    "Nothing is pulled; this message goes on as soon as " + flow + " links it."));
        case REJECT ->
            Refusal.of(
                "reference-missing",
                field.name(),
                text,
                "Let " + flow + " link it, or name another one, then retry this message.");
      };
    }
  }

  private JsonNode found(FieldRule field, SideRule side, String by, JsonNode value, String give) {
    Lookup lookup = side.lookup();
    Optional<JsonNode> found = lookups.find(side.system(), lookup.set(), by, value, give);
    if (found.isPresent()) {
      return found.get();
    }
    String text =
        field.name()
            + ": "
            + side.system()
            + " has no "
            + lookup.set()
            + " whose "
            + by
            + " is '"
            + value.asText()
            + "'.";
    String advice = "Create it there, or correct the record.";
    if (lookup.waits()) {
      Reason reason = new Reason("lookup-missing", field.name(), text, advice);
      throw new ReferenceMissingException(reason, "", null);
    }
    throw Refusal.of("lookup-missing", field.name(), text, advice);
  }

  /**
   * Puts the vendor's form of one field into a record that is to be sent.
   *
   * @param canonical all canonical fields that are known, for formulas
   */
  void write(FieldRule field, String system, ObjectNode canonical, ObjectNode into) {
    SideRule side = field.sides().get(system);
    JsonNode value = canonical.path(field.name());
    for (Write write : side.writes()) {
      into.set(write.field(), vendor(field, side, write, value, canonical));
    }
  }

  private JsonNode vendor(
      FieldRule field, SideRule side, Write write, JsonNode value, ObjectNode canonical) {
    if (write.formula() != null) {
      JsonNode made = write.formula().apply(canonical);
      boolean nothing = made == null || made.isNull();
      return nothing ? Writing.nothing(side, field.type().kind()) : made;
    }
    if (value.isNull() || value.isMissingNode()) {
      return Writing.nothing(side, field.type().kind());
    }
    if (field.type().kind() == Kind.REFERENCE && !side.system().equals(crm)) {
      return TextNode.valueOf(linked(field, crm, value.asText(), side.system()));
    }
    JsonNode made = Writing.vendor(field, side, value);
    return side.lookup() == null
        ? made
        : found(field, side, side.lookup().by(), made, side.lookup().give());
  }

  /**
   * The canonical value as it would come back from that system after it was written there.
   *
   * @param others the other canonical fields, which formulas may read; left as it is
   */
  JsonNode returned(FieldRule field, String system, JsonNode value, ObjectNode others) {
    SideRule side = field.sides().get(system);
    if (side == null
        || side.read() == null
        || !side.writable()
        || side.needsLookups(field.type())) {
      return value;
    }
    boolean formulas = side.writes().stream().anyMatch(write -> write.formula() != null);
    ObjectNode canonical = formulas ? others.deepCopy() : JsonNodeFactory.instance.objectNode();
    canonical.set(field.name(), value);
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    write(field, system, canonical, sent);
    JsonNode back = read(field, system, sent);
    return back == null ? value : back;
  }

  /** Whether two canonical values of a field mean the same; codes come back in capitals. */
  static boolean same(FieldRule field, JsonNode left, JsonNode right) {
    boolean nothing = left == null || left.isNull() || left.isMissingNode();
    if (nothing || right == null || right.isNull() || right.isMissingNode()) {
      return nothing && (right == null || right.isNull() || right.isMissingNode());
    }
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue()) == 0;
    }
    return field.type().kind() == Kind.CODE
        ? left.asText().equalsIgnoreCase(right.asText())
        : left.asText().equals(right.asText());
  }
}
