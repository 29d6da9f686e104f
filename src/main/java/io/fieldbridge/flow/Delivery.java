package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.mapping.CheckCode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.MergeOutcome;
import io.fieldbridge.mapping.Personal;
import io.fieldbridge.mapping.PersonalValues;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RemoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;

/**
 * The working memory of one delivery: what was read, decided and written, and what is to be
 * remembered when it ends. Belongs to one thread.
 */
final class Delivery {

  private static final String PROPERTY = "FieldBridgeDelivery";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Message message;
  private final Contract contract;
  private final List<Runnable> remembered = new ArrayList<>();
  private Verdict verdict;

  private RemoteRecord source;
  private RemoteRecord target;
  private Link link;
  private CanonicalRecord sourceValues;
  private CanonicalRecord targetValues;
  private MergeOutcome merged;
  private RemoteRecord posted;
  private ObjectNode payload;
  private ObjectNode back = JsonNodeFactory.instance.objectNode();
  private ObjectNode context = JsonNodeFactory.instance.objectNode();
  private OurLines ourLines;
  private boolean changed;
  private boolean earlier;
  private boolean leaving;
  private boolean createdEarlier;
  private Map<String, String> adopted;
  private boolean othersWrote;
  private Reason failure;
  private CrmReport report;
  private Personal personal;
  private BooleanSupplier outage = () -> false;

  Delivery(Message message, Contract contract) {
    this.message = message;
    this.contract = contract;
    this.personal = contract == null ? Personal.nothing() : contract.personal();
  }

  /** A delivery of a flow without a contract, such as that of reports. */
  Delivery keepingSecret(Personal fields) {
    personal = fields;
    return this;
  }

  /** Asks whether a system is away, so that a failure says nothing about the record. */
  Delivery during(BooleanSupplier systemIsAway) {
    outage = systemIsAway;
    return this;
  }

  boolean isDuringOutage() {
    return outage.getAsBoolean();
  }

  /** The personal values that it has to do with so far. */
  PersonalValues personal() {
    List<JsonNode> seen = new ArrayList<>(List.of(unreported(message.change().values()), back));
    for (RemoteRecord record : new RemoteRecord[] {source, target, posted}) {
      seen.add(record == null ? null : unreported(record.values()));
    }
    for (CanonicalRecord record : new CanonicalRecord[] {sourceValues, targetValues}) {
      seen.add(record == null ? null : JSON.valueToTree(record.fields()));
    }
    seen.add(payload);
    link().ifPresent(known -> seen.addAll(List.of(known.crm().base(), known.erp().base())));
    return personal.values(seen);
  }

  /**
   * Without the reason that the CRM shows, which would hide the same reason when it comes again.
   */
  private ObjectNode unreported(ObjectNode values) {
    String reason = contract == null ? "" : contract.report().reason();
    return values.has(reason) ? values.deepCopy().without(reason) : values;
  }

  static Delivery of(Exchange exchange) {
    Delivery delivery = exchange.getProperty(PROPERTY, Delivery.class);
    if (delivery == null) {
      throw new IllegalStateException(
          "This step runs only on a route that starts with inbox:<flow>");
    }
    return delivery;
  }

  /** What the route is just dealing with, where that is a failure. */
  void failed(Reason reason) {
    failure = reason;
  }

  void attach(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
    exchange.setVariable("flow", message.flow());
    exchange.setVariable("correlationId", message.correlationId());
    exchange.setVariable("record", message.record().toString());
    show(exchange);
  }

  /** Puts the source record where stock Camel can route on it, and ends the route when decided. */
  void show(Exchange exchange) {
    ObjectNode shown = source == null ? message.change().values() : source.values();
    exchange.getMessage().setBody(JSON.convertValue(shown, Map.class));
    if (verdict != null) {
      exchange.setRouteStop(true);
    }
  }

  Message message() {
    return message;
  }

  Contract contract() {
    return contract;
  }

  String sourceSystem() {
    return message.record().system();
  }

  /** Something to write into the database in the transaction that ends this delivery. */
  void remember(Runnable write) {
    remembered.add(write);
  }

  /** What is to be written so far; it is written once. */
  List<Runnable> takeRemembered() {
    List<Runnable> taken = List.copyOf(remembered);
    remembered.clear();
    return taken;
  }

  void end(Verdict end) {
    verdict = end;
  }

  Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  RemoteRecord source() {
    return present(source, "the record read by sync:read");
  }

  void source(RemoteRecord record) {
    source = record;
  }

  Optional<RemoteRecord> target() {
    return Optional.ofNullable(target);
  }

  void target(RemoteRecord record) {
    target = record;
  }

  /** What was written, for steps that come after that. */
  RemoteRecord written() {
    return present(target, "the record written by sync:write");
  }

  private <T> T present(T value, String what) {
    if (value == null) {
      throw new ContractException(
          Reason.of(
              "step-out-of-order",
              "A step of the route of "
                  + message.flow()
                  + " needs "
                  + what
                  + ", which has not run before it.",
              "Put the steps in the order read, translate, write, link, post, report."));
    }
    return value;
  }

  Optional<Link> link() {
    return Optional.ofNullable(link);
  }

  void link(Link known) {
    link = known;
  }

  CanonicalRecord sourceValues() {
    return present(sourceValues, "what sync:translate made of the record");
  }

  CanonicalRecord targetValues() {
    return targetValues;
  }

  void values(CanonicalRecord ofSource, CanonicalRecord ofTarget) {
    sourceValues = ofSource;
    targetValues = ofTarget;
  }

  MergeOutcome merged() {
    return present(merged, "what sync:translate made of the record");
  }

  void merged(MergeOutcome outcome) {
    merged = outcome;
  }

  /** What the target is to be sent, in the order in which it is to be sent. */
  ObjectNode payload() {
    return present(payload, "what sync:translate made of the record");
  }

  void payload(ObjectNode values) {
    payload = values;
  }

  /** What the source is to get back, since the other side owns it. */
  ObjectNode back() {
    return back;
  }

  void back(ObjectNode values) {
    back = values;
  }

  /** What belongs to a creation but is not sent: the document's rate, the source as it was. */
  ObjectNode context() {
    return context;
  }

  /**
   * Takes up what an effect froze.
   *
   * @param isEarlier whether the source has changed since, so that another delivery has to follow
   */
  void frozen(Intent intent, boolean isEarlier) {
    context = intent.context().deepCopy();
    payload = intent.payload();
    earlier = isEarlier || leaving;
  }

  /**
   * Goes on with a document that was created before: the rate of that day holds for it.
   *
   * @param isEarlier whether the source has changed since, so that another delivery has to follow
   */
  void resumed(Intent intent, boolean isEarlier) {
    context = intent.context().deepCopy();
    earlier = isEarlier || leaving;
  }

  boolean earlier() {
    return earlier;
  }

  /**
   * The source has left the filter while a write was under way: what came of that is settled, and
   * nothing is sent; another delivery follows.
   */
  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /**
   * The target is a document of which nobody knows how it came to say what it says: the link is to
   * agree in nothing, and another delivery brings it in line.
   *
   * @param lines by line key, the ids of its lines that are ours
   */
  void adopted(Map<String, String> lines) {
    adopted = Map.copyOf(lines);
    earlier = true;
  }

  /** The ids of the lines of a document that was adopted. */
  Optional<Map<String, String>> adopted() {
    return Optional.ofNullable(adopted);
  }

  /** The target was created by an earlier try; people may have changed it since. */
  void createdEarlier() {
    createdEarlier = true;
  }

  boolean wasCreatedEarlier() {
    return createdEarlier;
  }

  /** Somebody else may have written the target between our update and the look at what it made. */
  void othersWrote() {
    othersWrote = true;
  }

  boolean didOthersWrite() {
    return othersWrote;
  }

  /** What posting made of the document. */
  Optional<RemoteRecord> posted() {
    return Optional.ofNullable(posted);
  }

  void posted(RemoteRecord record) {
    posted = record;
  }

  /** Our lines in the document that was amended. */
  Optional<OurLines> ourLines() {
    return Optional.ofNullable(ourLines);
  }

  void ourLines(OurLines amended) {
    ourLines = amended;
  }

  /** Something was written. */
  void changed() {
    changed = true;
  }

  boolean hasChanged() {
    return changed;
  }

  Optional<Reason> failure() {
    return Optional.ofNullable(failure);
  }

  /** What the record in the CRM is to show when this ends; the last word counts. */
  void report(CrmReport told) {
    report = told;
  }

  /** Nothing of what was done is stored, so nothing of it is told either. */
  void forgetReport() {
    report = null;
  }

  Optional<CrmReport> report() {
    return Optional.ofNullable(report);
  }

  /** The source as it was when its creation was frozen. */
  ObjectNode snapshot() {
    return (ObjectNode) context.get(Snapshot.NAME);
  }

  /** The numbers that people know the records by; our reference with and without check code. */
  List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    if (contract == null) {
      return numbers;
    }
    for (RemoteRecord record : new RemoteRecord[] {source, target, posted}) {
      if (record != null) {
        contract
            .keyField(record.ref().system())
            .map(field -> record.values().path(field).asText(""))
            .ifPresent(numbers::add);
      }
    }
    if (sourceValues != null) {
      contract
          .reference(sourceValues)
          .ifPresent(reference -> numbers.addAll(List.of(reference, CheckCode.without(reference))));
    }
    return numbers;
  }
}
