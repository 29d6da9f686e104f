package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for a customer, which cannot carry our reference: by its mark where customers are marked,
 * else by everything that was sent, among those that nothing is linked to and that were written
 * since.
 */
final class CustomerProbe implements Probe {

  private final BusinessCentralRecordReader reader;
  private final CustomerMarks marks;
  private final Duration clockTolerance;

  CustomerProbe(BusinessCentralRecordReader reader, CustomerMarks marks, Duration clockTolerance) {
    this.reader = reader;
    this.marks = marks;
    this.clockTolerance = clockTolerance;
  }

  @Override
  public List<RemoteRecord> look(Creation creation) {
    boolean marked = !creation.reference().isEmpty();
    if (marked && marks.byNumber() && !creation.values().hasNonNull("number")) {
      String number = marks.number(creation.reference());
      return reader.find(
          creation.object(), Map.of("number", TextNode.valueOf(number)), Selection.of(), 2);
    }
    if (marked && marks.byReference()) {
      Optional<RemoteRecord> customer =
          marks.find(creation.reference()).flatMap(ref -> reader.read(ref, Selection.of()));
      if (customer.isPresent()) {
        return List.of(customer.get());
      }
    }
    return byContent(creation);
  }

  /** A customer may have been created and not yet marked, so its content counts in either way. */
  private List<RemoteRecord> byContent(Creation creation) {
    Instant since = creation.since().minus(clockTolerance);
    ObjectNode sent = creation.values();
    List<RemoteRecord> found = new ArrayList<>();
    reader.list(
        creation.object(),
        Rows.MODIFIED + " ge " + Literal.instant(since),
        Selection.of(),
        rows -> {
          rows.stream()
              .filter(row -> !creation.linked().test(row.ref()) && reader.holds(row, sent))
              .forEach(found::add);
          return true;
        });
    return found;
  }
}
