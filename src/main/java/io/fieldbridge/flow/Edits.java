package io.fieldbridge.flow;

import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.EditTimes;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a record was edited, for rows where the newest edit counts: field by field where its feed
 * names the fields of a change, else the record as a whole. Our own last write is nobody's edit.
 */
final class Edits {

  private static final Set<State> OPEN =
      Set.of(State.PENDING, State.CLAIMED, State.WAITING, State.PARKED, State.IN_DOUBT);
  private static final int MESSAGES_MAX = 100;

  private final Engine engine;

  Edits(Engine engine) {
    this.engine = engine;
  }

  EditTimes of(String flow, RemoteRecord record) {
    Map<String, Instant> fields = new HashMap<>();
    for (Message message : open(flow, record)) {
      message
          .times()
          .forEach((field, at) -> fields.merge(field, at, (a, b) -> a.isAfter(b) ? a : b));
    }
    return new EditTimes(fields, ours(record) ? null : record.modifiedAt());
  }

  /** Changes of either side wait in the inbox until their fields are merged. */
  private List<Message> open(String flow, RemoteRecord record) {
    MessageFilter own = MessageFilter.of(record.ref());
    MessageFilter filter =
        new MessageFilter(own.flow(), own.direction(), OPEN, own.record(), own.correlationId());
    return engine.state().inbox().list(filter.inFlow(flow), 0, MESSAGES_MAX);
  }

  private boolean ours(RemoteRecord record) {
    return !record.modifiedBy().isEmpty()
        && record
            .modifiedBy()
            .equals(engine.systems().connector(record.ref().system()).integrationUser());
  }
}
