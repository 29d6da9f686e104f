package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.Fault;
import io.fieldbridge.sandbox.Faults;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Refuses rows of bulk jobs under the write faults that are armed for {@code bulk-row}. */
final class RowFaults implements Consumer<ObjectType> {

  static final String OPERATION = "bulk-row";

  private final Faults faults;

  RowFaults(Faults faults) {
    this.faults = faults;
  }

  @Override
  public void accept(ObjectType type) {
    List<Fault> armed = faults.armed();
    if (armed.isEmpty()) {
      return;
    }
    boolean meant =
        armed.stream()
            .anyMatch(
                fault ->
                    OPERATION.equalsIgnoreCase(fault.operation())
                        && FaultAnswers.hitsRecords(fault));
    if (meant) {
      faults
          .take(Set.of(type.name()), Set.of(OPERATION))
          .filter(fault -> FaultAnswers.hitsRecords(fault))
          .ifPresent(fault -> FaultAnswers.refusing(fault).accept(type));
    }
  }
}
