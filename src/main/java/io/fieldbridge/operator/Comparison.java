package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.Agreement;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads both halves of every pair of a flow and says where they differ. Writes nothing. A change
 * that is still on its way is named as such.
 */
final class Comparison {

  private static final int PAGE = 200;
  private static final int ROWS_MAX = 5000;
  private static final Set<State> OPEN =
      Arrays.stream(State.values())
          .filter(State::isOpen)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(State.class)));

  private final Desk desk;
  private final Contract contract;
  private final Translator translator;
  private final ObjectNode report = JsonText.object();
  private final ArrayNode lost;
  private final ArrayNode differences;
  private int agree;
  private int differ;

  private Comparison(Desk desk, Contract contract) {
    this.desk = desk;
    this.contract = contract;
    this.translator = desk.remote().translator().apply(contract);
    this.lost = report.put("flow", contract.flow()).putArray("lost");
    this.differences = report.putArray("differences");
  }

  /** Compares all pairs; at most 5,000 rows of differences are told. */
  static ObjectNode of(Desk desk, Contract contract) {
    try (PairReading reading = new PairReading(desk, contract)) {
      return Desk.onAccount("compare", () -> new Comparison(desk, contract).run(reading));
    }
  }

  private ObjectNode run(PairReading reading) {
    List<Link> page = desk.memory().links().list(contract.flow(), 0, PAGE);
    while (!page.isEmpty()) {
      reading.read(page).forEach(this::compare);
      page = desk.memory().links().list(contract.flow(), page.get(page.size() - 1).id(), PAGE);
    }
    return report.put("agree", agree).put("differ", differ);
  }

  private void compare(PairReading.Pair pair) {
    Link link = pair.link();
    if (pair.crm().isEmpty() || pair.erp().isEmpty()) {
      lost.add(named(link) + ": " + gone(pair) + " cannot be found any more");
      return;
    }
    try {
      CanonicalRecord here = translator.toCanonical(contract.crm(), pair.crm().get());
      CanonicalRecord there = translator.toCanonical(contract.erp(), pair.erp().get());
      tell(link, here, there, Agreement.differing(contract, here, there));
    } catch (RecordRejectedException | ReferenceMissingException | ContractException refused) {
      differ++;
      row(link, "(cannot be compared)", refused.reason().text(), "");
    }
  }

  private void tell(Link link, CanonicalRecord here, CanonicalRecord there, List<String> fields) {
    if (fields.isEmpty()) {
      agree++;
      return;
    }
    differ++;
    for (String field : fields) {
      row(link, field, shown(here.fields().get(field)), shown(there.fields().get(field)));
    }
  }

  private void row(Link link, String field, String crm, String erp) {
    if (differences.size() < ROWS_MAX) {
      differences
          .addObject()
          .put("pair", named(link))
          .put("field", field)
          .put("crm", crm)
          .put("erp", erp)
          .put("underWay", underWay(link));
    }
  }

  private boolean underWay(Link link) {
    return List.of(link.crm().ref(), link.erp().ref()).stream().anyMatch(this::isWaiting);
  }

  private boolean isWaiting(RecordRef ref) {
    MessageFilter open =
        new MessageFilter(
            Optional.of(contract.flow()),
            Optional.empty(),
            OPEN,
            Optional.of(ref),
            Optional.empty());
    return !desk.memory().inbox().list(open, 0, 1).isEmpty();
  }

  private static String named(Link link) {
    return side(link.crm()) + " = " + side(link.erp());
  }

  private static String side(Link.Side side) {
    return side.number().isEmpty() ? side.ref().id() : side.number();
  }

  private static String gone(PairReading.Pair pair) {
    Stream<RecordRef> crm = Stream.of(pair.link().crm().ref()).filter(ref -> pair.crm().isEmpty());
    Stream<RecordRef> erp = Stream.of(pair.link().erp().ref()).filter(ref -> pair.erp().isEmpty());
    return Stream.concat(crm, erp).map(RecordRef::toString).collect(Collectors.joining(" and "));
  }

  private static String shown(JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }
}
