package io.fieldbridge.flow;

import io.fieldbridge.store.Store;
import java.sql.Connection;
import java.util.List;
import org.h2.api.Trigger;

/**
 * Ends the process in a test's place: each change of a row of inbox, effect, link, journal and
 * position is a point, and so is each moment before, during and after a remote write.
 */
final class CrashPoints {

  private static final List<String> TABLES =
      List.of("message", "effect", "own_write", "link", "journal", "feed_position");

  private static CrashPoints armed = new CrashPoints();

  private int left = Integer.MAX_VALUE;
  private int passed;
  private boolean dead;

  /** The process is gone: nothing that it does from now on leaves a trace. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static void watch(Store store) {
    for (String table : TABLES) {
      store.update(
          "create trigger crash_"
              + table
              + " before insert, update, delete on "
              + table
              + " for each row call '"
              + OnRow.class.getName()
              + "'");
    }
  }

  /** From now on these points count. */
  void use() {
    armed = this;
  }

  /** The process dies at this point, counted from 0. */
  void dieAt(int point) {
    left = point;
    dead = false;
  }

  void liveOn() {
    dieAt(Integer.MAX_VALUE);
  }

  boolean dead() {
    return dead;
  }

  int passed() {
    return passed;
  }

  void pass() {
    passed++;
    if (dead || left-- == 0) {
      dead = true;
      throw new Crash();
    }
  }

  /** Called by the database. */
  public static final class OnRow implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
      armed.pass();
    }
  }
}
