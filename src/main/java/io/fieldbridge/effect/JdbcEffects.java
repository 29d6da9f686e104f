package io.fieldbridge.effect;

import io.fieldbridge.effect.Effect.Progress;
import io.fieldbridge.effect.Effect.State;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Row;
import io.fieldbridge.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code effect}. */
final class JdbcEffects {

  private static final String OPEN = "state in ('intended', 'sent', 'in_doubt')";

  private static final String CREATES =
      " where flow = ? and target_system = ? and target_object = ? and creates = true";

  private static final int PAGE = 500;

  private final Store store;

  JdbcEffects(Store store) {
    this.store = store;
  }

  Optional<Effect> latest(EffectKey key) {
    return store.first(
        "select * from effect where flow = ? and source = ? and purpose = ?"
            + " order by generation desc limit 1",
        JdbcEffects::effect,
        key.flow(),
        key.source(),
        key.purpose());
  }

  Optional<Effect> find(long id) {
    return store.first("select * from effect where id = ?", JdbcEffects::effect, id);
  }

  List<Effect> byReference(String reference) {
    return store.list(
        "select * from effect where reference = ? order by id desc limit 100",
        JdbcEffects::effect,
        reference);
  }

  List<Effect> bySource(String flow, RecordRef source) {
    return store.list(
        "select * from effect where flow = ? and source = ? order by id desc",
        JdbcEffects::effect,
        flow,
        source);
  }

  long openCreates(String flow, String system, String object) {
    return store
        .first(
            "select count(*) as many from effect" + CREATES + " and " + OPEN,
            row -> row.number("many"),
            flow,
            system,
            object)
        .orElseThrow();
  }

  List<Effect> sentCreates(String flow, String system, String object, long afterId) {
    return store.list(
        "select * from effect"
            + CREATES
            + " and state in ('sent', 'in_doubt') and id > ? order by id limit "
            + PAGE,
        JdbcEffects::effect,
        flow,
        system,
        object,
        afterId);
  }

  List<Effect> list(Set<State> states, long afterId, int limit) {
    String words =
        states.stream().map(state -> "'" + state.word() + "'").collect(Collectors.joining(", "));
    return store.list(
        "select * from effect where id > ? and state in (" + words + ") order by id limit ?",
        JdbcEffects::effect,
        afterId,
        limit);
  }

  Effect insert(EffectKey key, int generation, Intent intent) {
    long id =
        store.insert(
            "insert into effect (flow, source, purpose, generation, state, target_system,"
                + " target_object, creates, reference, payload, context, note, intended_at)"
                + " values (?, ?, ?, ?, 'intended', ?, ?, ?, ?, ?, ?, '', ?)",
            key.flow(),
            key.source(),
            key.purpose(),
            generation,
            intent.system(),
            intent.object(),
            intent.creates(),
            intent.reference(),
            intent.payload(),
            intent.context(),
            store.now());
    return find(id).orElseThrow();
  }

  /** Moves an open effect; what is settled stays as it is. */
  Effect move(Effect effect, State state, String note) {
    return store.inTransaction(
        () -> {
          Instant now = store.now();
          int moved =
              store.update(
                  "update effect set state = ?, note = ?, sent_at = ?, settled_at = ?"
                      + " where id = ? and "
                      + OPEN,
                  state.word(),
                  note,
                  sentAt(effect, state, now),
                  state == State.ABANDONED ? now : null,
                  effect.id());
          return moved(effect, moved, state);
        });
  }

  private static Instant sentAt(Effect effect, State state, Instant now) {
    return switch (state) {
      case SENT -> now;
      case INTENDED -> null;
      default -> effect.progress().sentAt().orElse(null);
    };
  }

  Effect confirm(Effect effect, RecordRef target) {
    int moved =
        store.update(
            "update effect set state = 'confirmed', target = ?, settled_at = ?"
                + " where id = ? and "
                + OPEN,
            target,
            store.now(),
            effect.id());
    return moved(effect, moved, State.CONFIRMED);
  }

  private Effect moved(Effect effect, int moved, State state) {
    Effect now = find(effect.id()).orElse(effect);
    if (moved == 0) {
      throw new IllegalStateException(
          "effect " + effect.id() + " is " + now.state() + " and cannot become " + state);
    }
    return now;
  }

  private static Effect effect(Row row) throws SQLException {
    EffectKey key =
        new EffectKey(row.text("flow"), RecordRef.parse(row.text("source")), row.text("purpose"));
    Intent intent =
        new Intent(
            row.text("target_system"),
            row.text("target_object"),
            row.flag("creates"),
            row.text("reference"),
            row.json("payload"),
            row.json("context"));
    return new Effect(row.number("id"), key, (int) row.number("generation"), intent, progress(row));
  }

  private static Progress progress(Row row) throws SQLException {
    return new Progress(
        State.of(row.text("state")),
        Optional.ofNullable(row.text("target")).map(RecordRef::parse),
        row.text("note"),
        row.instant("intended_at"),
        Optional.ofNullable(row.instant("sent_at")),
        Optional.ofNullable(row.instant("settled_at")));
  }
}
