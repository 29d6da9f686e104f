package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.ScriptedSystem;
import io.fieldbridge.breaker.Breaker;
import io.fieldbridge.breaker.BreakerSettings;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Arrival;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.InboxSettings;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.journal.Journal;
import io.fieldbridge.link.FlowModes;
import io.fieldbridge.link.Links;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Lookups;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk on a database of its own, the shipped contracts and two tiny systems. */
final class TestDesk implements AutoCloseable {

  static final String ACCOUNTS = "account-customer";
  static final String WORK_ORDERS = "work-order-invoice";
  static final Instant STARTED = Instant.parse("2026-03-01T08:00:00Z");

  final ScriptedSystem crm = new ScriptedSystem("salesforce");
  final ScriptedSystem erp = new ScriptedSystem("business-central");
  final List<FeedStatus> feeds = new CopyOnWriteArrayList<>();
  final List<DeliveryStatus> deliveries = new CopyOnWriteArrayList<>();
  final Desk.Memory memory;
  final Desk desk;
  Instant now = STARTED.plusSeconds(60);
  Map<String, List<Problem>> live = Map.of();

  TestDesk(Path home) {
    Store store = Store.open(StoreSettings.embedded(home));
    memory =
        new Desk.Memory(
            store,
            new Inbox(store, InboxSettings.defaults()),
            new Effects(store),
            new Links(store),
            new FlowModes(store),
            new Journal(store),
            new Breaker(store, BreakerSettings.defaults(), new Links(store)::count));
    Systems systems =
        new Systems(
            Map.of("crm", crm.system(), "fsm", crm.system(), "erp", erp.system()),
            Map.of(crm.system(), crm, erp.system(), erp));
    Contracts contracts = Contracts.load(Path.of("mappings"));
    Desk.Remote remote =
        new Desk.Remote(
            () -> contracts,
            systems,
            (contract, system) -> systems.connector(system).reader(),
            contract -> new Translator(contract, new PaymentTerms()),
            () -> List.copyOf(feeds),
            () -> List.copyOf(deliveries),
            () -> live,
            (contract, link) -> memory.links().sightings().gone(link));
    desk = new Desk(memory, remote, new Desk.House(home, STARTED, () -> now));
  }

  /** A message of the flow about the record, claimed as by a delivery. */
  Message claimed(String flow, RecordRef record) {
    Change change =
        new Change(
            UUID.randomUUID().toString(),
            record,
            Change.Kind.UPDATE,
            JsonText.object().put("Name", "Alpha"),
            STARTED,
            "005000000000001AAA",
            "");
    memory.inbox().receive(Arrival.ofState(flow, "to-erp", record.toString(), change));
    return memory.inbox().claim(flow, "to-erp", 1).get(0);
  }

  Message parked(String flow, RecordRef record) {
    Message message = claimed(flow, record);
    memory.inbox().parked(message, Reason.of("blocked", "The customer is blocked.", "Unblock it."));
    return message;
  }

  @Override
  public void close() {
    memory.store().close();
  }

  /** Payment terms by code stand for themselves. */
  private static final class PaymentTerms implements Lookups {
    @Override
    public String linked(String flow, String fromSystem, String id, String toSystem) {
      return id;
    }

    @Override
    public Optional<JsonNode> find(
        String system, String set, String by, JsonNode value, String give) {
      return Optional.of(TextNode.valueOf(value.asText()));
    }
  }
}
