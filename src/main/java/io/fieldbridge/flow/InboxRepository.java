package io.fieldbridge.flow;

import io.fieldbridge.inbox.SeenKeys;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The database behind Camel's own {@code idempotentConsumer}, bound as {@code inboxRepository}, for
 * an integrator's routes that neither start nor end in an inbox. All routes share one set of keys,
 * so begin each key with the route's id.
 *
 * <p>What it promises depends on {@code eager}. With Camel's default, {@code eager=true}, the key
 * is stored before the work: a key whose work fails is removed, and a key whose work was cut short
 * by a kill is forgotten at the next start, so that the message works again <em>if its sender sends
 * it again</em>; a sender that does not has lost it. With {@code eager=false} the key is stored
 * after the work: nothing is lost, but a kill in between does the work twice. Neither is exactly
 * once, and neither keeps order. {@code inbox:<flow>} does both: it stores the message itself
 * together with its position and makes each write through an effect; prefer it wherever a record is
 * written.
 *
 * <p>Keys have at most 500 characters and are kept until removed. Thread-safe.
 */
public final class InboxRepository implements IdempotentRepository {

  private static final String SCOPE = "routes";
  private static final int KEY_MAX = 500;

  private final SeenKeys keys;

  private InboxRepository(SeenKeys keys) {
    this.keys = keys;
  }

  /** To be opened once per process, before any route starts: forgets work that a kill cut short. */
  public static InboxRepository open(SeenKeys keys) {
    keys.removeUnconfirmed(SCOPE);
    return new InboxRepository(keys);
  }

  @Override
  public boolean add(String key) {
    return keys.add(SCOPE, checked(key));
  }

  @Override
  public boolean contains(String key) {
    return keys.contains(SCOPE, checked(key));
  }

  @Override
  public boolean remove(String key) {
    return keys.remove(SCOPE, checked(key));
  }

  @Override
  public boolean confirm(String key) {
    return keys.confirm(SCOPE, checked(key));
  }

  @Override
  public void clear() {
    keys.clear(SCOPE);
  }

  @Override
  public void start() {
    // the database is open already
  }

  @Override
  public void stop() {
    // the database outlives the routes
  }

  private static String checked(String key) {
    if (key.length() > KEY_MAX) {
      throw new IllegalArgumentException(
          "An idempotency key has at most "
              + KEY_MAX
              + " characters; this one has "
              + key.length()
              + ": "
              + key.substring(0, 60)
              + "...");
    }
    return key;
  }
}
