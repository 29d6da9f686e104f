package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.CanonicalRecord;
import java.util.List;

/** Whether the two halves of a pair say the same. Asks nothing of the world. */
public final class Agreement {

  private final Contract contract;
  private final FieldTranslator fields;
  private final ObjectNode crm;
  private final ObjectNode erp;

  private Agreement(Contract contract, CanonicalRecord crm, CanonicalRecord erp) {
    this.contract = contract;
    this.fields = FieldTranslator.pure(contract.crm());
    this.crm = JsonTrees.node(crm.fields());
    this.erp = JsonTrees.node(erp.fields());
  }

  /**
   * The fields that both records tell and that differ, in the contract's order. What a system
   * merely writes differently (cut, capitals, rounded) does not differ.
   */
  public static List<String> differing(
      Contract contract, CanonicalRecord crm, CanonicalRecord erp) {
    Agreement agreement = new Agreement(contract, crm, erp);
    return contract.definition().fields().stream()
        .filter(field -> agreement.crm.has(field.name()) && agreement.erp.has(field.name()))
        .filter(field -> !agreement.holds(field))
        .map(FieldRule::name)
        .toList();
  }

  private boolean holds(FieldRule field) {
    return carried(field, contract.erp(), crm, erp) || carried(field, contract.crm(), erp, crm);
  }

  /** Whether the value, once written there, would come back as what is already there. */
  private boolean carried(FieldRule field, String to, ObjectNode from, ObjectNode there) {
    JsonNode value = from.get(field.name());
    JsonNode wanted = value.isNull() ? NullNode.instance : value;
    try {
      return FieldTranslator.same(
          field, there.get(field.name()), fields.returned(field, to, wanted, there));
    } catch (RecordRejectedException cannotBeWritten) {
      return false;
    }
  }
}
