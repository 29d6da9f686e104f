package io.fieldbridge.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An inbox, a flow of its own, and short ways to say what arrives in it. */
final class InboxKit {

  static final String TO_ERP = "to-erp";
  static final String TO_CRM = "to-crm";
  static final Reason REFUSED = Reason.of("refused", "The ERP refused it.", "Repair the record.");
  static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  final Store store;
  final String flow = Database.name("flow");
  final Inbox inbox;
  private final AtomicInteger changes = new AtomicInteger();

  InboxKit(Store store, InboxSettings settings) {
    this.store = store;
    this.inbox = new Inbox(store, settings);
  }

  InboxKit(Database database) {
    this(database.shared(), InboxSettings.defaults());
  }

  static RecordRef account(String id) {
    return new RecordRef("salesforce", "Account", id);
  }

  /** An update of one field of an account, by a salesperson. */
  Change change(String account, String field, String value) {
    return change(account, field, value, "sales");
  }

  Change change(String account, String field, String value, String author) {
    ObjectNode values = JsonText.object().put(field, value);
    return new Change(
        "change-" + changes.incrementAndGet(),
        account(account),
        Change.Kind.UPDATE,
        values,
        AT,
        author,
        "");
  }

  Arrival arrival(String account, String field, String value) {
    return Arrival.ofState(flow, TO_ERP, account, change(account, field, value));
  }

  /** A change that is delivered by itself. */
  Arrival alone(String key) {
    return alone(key, TO_ERP);
  }

  Arrival alone(String key, String direction) {
    Change change = change(key, "Name", "any");
    return new Arrival(flow, direction, change.record(), key, change, Joining.NEVER, Duration.ZERO);
  }

  /** A change that queues under its record and is delivered by itself. */
  Arrival own(String account, String direction) {
    Change change = change(account, "Name", "any");
    String key = change.record().toString();
    return new Arrival(flow, direction, change.record(), key, change, Joining.NEVER, Duration.ZERO);
  }

  Message claimOne() {
    return claim(TO_ERP).get(0);
  }

  List<Message> claim(String direction) {
    return inbox.claim(flow, direction, 100);
  }

  List<String> claimedKeys(String direction) {
    return claim(direction).stream().map(Message::orderKey).toList();
  }

  State state(Message message) {
    return inbox.find(message.id()).orElseThrow().state();
  }

  Instant later() {
    return store.now().plus(Duration.ofHours(1));
  }

  List<Message> all() {
    return inbox.list(MessageFilter.any().inFlow(flow), 0, 1000);
  }
}
