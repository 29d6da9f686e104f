package io.fieldbridge.effect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect.State;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The effects, stored. Each method joins the thread's transaction. Thread-safe.
 *
 * <p>The order that makes a write happen once: {@link #intend} and commit, {@link #sent} and
 * commit, send, then {@link #confirmed} together with link, message and journal. After a crash an
 * effect that is {@code INTENDED} never left; one that is {@code SENT} has to be looked for.
 */
public final class Effects {

  private static final int NOTE_MAX = 8000;

  private final Store store;
  private final JdbcEffects effects;

  public Effects(Store store) {
    this.store = store;
    this.effects = new JdbcEffects(store);
  }

  /** The newest effect of the key, whatever became of it. */
  public Optional<Effect> latest(EffectKey key) {
    return effects.latest(key);
  }

  /** The effect of the key whose outcome is not settled. */
  public Optional<Effect> open(EffectKey key) {
    return latest(key).filter(Effect::isOpen);
  }

  /**
   * Freezes what is to be sent. When the key's newest effect is open or confirmed, that one stands
   * and is returned unchanged, so look at its state; after an abandoned one a new generation
   * begins.
   */
  public Effect intend(EffectKey key, Intent intent) {
    return store.inTransaction(
        () -> {
          Optional<Effect> latest = latest(key);
          if (latest.isPresent() && latest.get().state() != State.ABANDONED) {
            return latest.get();
          }
          return effects.insert(key, latest.map(Effect::generation).orElse(0) + 1, intent);
        });
  }

  /**
   * Begins a new generation although the last one was confirmed, for a write that is to happen once
   * more. An open one stands and is returned.
   */
  public Effect intendAgain(EffectKey key, Intent intent) {
    return store.inTransaction(
        () -> {
          Optional<Effect> latest = latest(key);
          if (latest.isPresent() && latest.get().isOpen()) {
            return latest.get();
          }
          return effects.insert(key, latest.map(Effect::generation).orElse(0) + 1, intent);
        });
  }

  /** The request is about to leave. To be durable before it does. */
  public Effect sent(Effect effect) {
    return effects.move(effect, State.SENT, "");
  }

  /** The request certainly never left. */
  public Effect notSent(Effect effect) {
    return effects.move(effect, State.INTENDED, "");
  }

  /**
   * To be called when the database comes from a backup: what was only intended then may have left
   * since, so each is looked for before it is sent; how many.
   */
  public int doubtIntended() {
    return store.update(
        "update effect set state = 'sent', sent_at = intended_at where state = 'intended'");
  }

  /** It took effect in the given record. What was sent counts as our own recent write. */
  public Effect confirmed(Effect effect, RecordRef target) {
    return store.inTransaction(
        () -> {
          Effect confirmed = effects.confirm(effect, target);
          noteUpdate(target, effect.intent().payload());
          return confirmed;
        });
  }

  /**
   * Keeps with the effect what was found out about its result, in place of what was kept before.
   *
   * @param context all of it
   */
  public void keep(Effect effect, ObjectNode context) {
    store.update("update effect set context = ? where id = ?", context, effect.id());
  }

  /** It did not take effect and never will. */
  public Effect abandoned(Effect effect, String why) {
    return effects.move(effect, State.ABANDONED, Texts.fit(why, NOTE_MAX));
  }

  /** A person has to find out. */
  public Effect inDoubt(Effect effect, String why) {
    return effects.move(effect, State.IN_DOUBT, Texts.fit(why, NOTE_MAX));
  }

  public Optional<Effect> find(long id) {
    return effects.find(id);
  }

  /** Every effect that carries our reference, newest first. */
  public List<Effect> byReference(String reference) {
    return effects.byReference(reference);
  }

  /** Every effect on behalf of the record, newest first. */
  public List<Effect> bySource(String flow, RecordRef source) {
    return effects.bySource(flow, source);
  }

  /** How many creates of the object are not settled. */
  public long openCreates(String flow, String system, String object) {
    return effects.openCreates(flow, system, object);
  }

  /**
   * Whether a record of the object may come, or have come, of such a create: one that was sent and
   * is not settled. However many there are, all are asked.
   */
  public boolean isAnyCreateSent(
      String flow, String system, String object, Predicate<Effect> such) {
    List<Effect> page = effects.sentCreates(flow, system, object, 0);
    while (!page.isEmpty()) {
      if (page.stream().anyMatch(such)) {
        return true;
      }
      page = effects.sentCreates(flow, system, object, page.get(page.size() - 1).id());
    }
    return false;
  }

  /** Effects in one of the states after the given id, for people; at most {@code limit}. */
  public List<Effect> list(Set<State> states, long afterId, int limit) {
    return effects.list(states, afterId, limit);
  }

  /** Remembers values that we write to a record, so that the change they cause is known as ours. */
  public void noteUpdate(RecordRef target, ObjectNode values) {
    if (store.takes(JsonText.write(values))) {
      store.update(
          "insert into own_write (target, written, written_at) values (?, ?, ?)",
          target,
          values,
          store.now());
    }
  }

  /** What we wrote to the record since then, newest first, at most 100 writes. */
  public List<OwnWrite> recent(RecordRef target, Instant since) {
    return store.list(
        "select written, written_at from own_write where target = ? and written_at >= ?"
            + " order by written_at desc, id desc limit 100",
        row -> new OwnWrite(row.json("written"), row.instant("written_at")),
        target,
        since);
  }

  /** Forgets own writes older than that, at most {@code max}; only echo recognition misses them. */
  public int forgetWrites(Instant before, int max) {
    return store.update(
        "delete from own_write where id in (select id from own_write where written_at < ?"
            + " order by written_at limit ?)",
        before,
        max);
  }

  /** Deletes settled effects older than that, at most {@code max}; never an open one. */
  public int deleteSettled(Instant before, int max) {
    return store.update(
        "delete from effect where id in (select id from effect where settled_at < ?"
            + " order by settled_at limit ?)",
        before,
        max);
  }
}
