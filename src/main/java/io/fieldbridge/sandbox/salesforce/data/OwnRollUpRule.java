package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RollUp;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The roll-up fields that the org's administrators have added, renewed with each detail. */
final class OwnRollUpRule implements Rule {

  @Override
  public boolean concerns(ObjectType type) {
    return !type.rollUps().isEmpty() || !type.summedThrough().isEmpty();
  }

  @Override
  public void before(Save save) {
    if (save.isNew()) {
      for (RollUp rollUp : save.type().rollUps()) {
        put(save.type(), save.row(), rollUp, List.of());
      }
    }
  }

  @Override
  public void after(Save save) {
    for (Field lookup : save.type().summedThrough()) {
      if (!save.isNew() && save.changed(lookup.name())) {
        renew(save.transaction(), save.type(), lookup, save.before());
      }
      renew(save.transaction(), save.type(), lookup, save.row());
    }
  }

  @Override
  public void afterDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    type.summedThrough().forEach(lookup -> renew(transaction, type, lookup, row));
  }

  private static void renew(
      Transaction transaction, ObjectType details, Field lookup, ObjectNode detail) {
    String id = detail.path(lookup.name()).textValue();
    ObjectType master = id == null ? null : transaction.org().schema().ofId(id);
    ObjectNode stored = master == null ? null : transaction.table(master).live(id);
    if (stored == null) {
      return;
    }
    List<ObjectNode> rows = transaction.table(details).having(lookup, id);
    ObjectNode renewed = stored.deepCopy();
    master.rollUps().stream()
        .filter(rollUp -> rollUp.object().equals(details.name()))
        .forEach(rollUp -> put(master, renewed, rollUp, rows));
    if (!renewed.equals(stored)) {
      transaction.amend(master, renewed);
    }
  }

  private static void put(
      ObjectType master, ObjectNode row, RollUp rollUp, List<ObjectNode> details) {
    List<JsonNode> values =
        rollUp.summed() == null
            ? List.of()
            : details.stream().map(detail -> detail.get(rollUp.summed())).toList();
    switch (rollUp.function()) {
      case COUNT:
        Save.put(master, row, rollUp.field(), BigDecimal.valueOf(details.size()));
        break;
      case SUM:
        BigDecimal sum =
            values.stream()
                .filter(Objects::nonNull)
                .map(JsonNode::decimalValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Save.put(master, row, rollUp.field(), sum);
        break;
      default:
        extreme(row, rollUp, values);
    }
  }

  private static void extreme(ObjectNode row, RollUp rollUp, List<JsonNode> values) {
    Comparator<JsonNode> order =
        Comparator.comparing(JsonNode::decimalValue).thenComparing(value -> value.asText());
    Comparator<JsonNode> wanted =
        rollUp.function() == RollUp.Function.MIN ? order.reversed() : order;
    JsonNode value = values.stream().filter(Objects::nonNull).max(wanted).orElse(null);
    if (value == null) {
      row.remove(rollUp.field());
    } else {
      row.set(rollUp.field(), value);
    }
  }
}
