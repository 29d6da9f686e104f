package io.fieldbridge.inbox;

import io.fieldbridge.model.RecordRef;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which messages a person wants to see.
 *
 * @param flow only of this flow
 * @param direction only of this direction
 * @param states only in one of these states; empty for any
 * @param record only of this record
 * @param correlationId only of this correlation id
 */
public record MessageFilter(
    Optional<String> flow,
    Optional<String> direction,
    Set<State> states,
    Optional<RecordRef> record,
    Optional<String> correlationId) {

  public static MessageFilter any() {
    return in(Set.of());
  }

  public static MessageFilter in(Set<State> states) {
    return new MessageFilter(
        Optional.empty(), Optional.empty(), states, Optional.empty(), Optional.empty());
  }

  public static MessageFilter of(RecordRef record) {
    return new MessageFilter(
        Optional.empty(), Optional.empty(), Set.of(), Optional.of(record), Optional.empty());
  }

  public MessageFilter inFlow(String name) {
    return new MessageFilter(Optional.of(name), direction, states, record, correlationId);
  }

  String sql() {
    StringBuilder sql = new StringBuilder("id > ?");
    flow.ifPresent(value -> sql.append(" and flow = ?"));
    direction.ifPresent(value -> sql.append(" and direction = ?"));
    record.ifPresent(value -> sql.append(" and record_ref = ?"));
    correlationId.ifPresent(value -> sql.append(" and correlation_id = ?"));
    if (!states.isEmpty()) {
      sql.append(
          EnumSet.copyOf(states).stream()
              .map(state -> "'" + state.word() + "'")
              .collect(Collectors.joining(", ", " and state in (", ")")));
    }
    return sql.toString();
  }

  List<Object> parameters(long afterId) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(afterId);
    flow.ifPresent(parameters::add);
    direction.ifPresent(parameters::add);
    record.ifPresent(parameters::add);
    correlationId.ifPresent(parameters::add);
    return parameters;
  }
}
