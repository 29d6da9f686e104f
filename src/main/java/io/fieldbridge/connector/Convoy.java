package io.fieldbridge.connector;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Threads that do the same kind of work side by side, so that the calls they make can travel
 * together. Whoever is about to send gathered calls waits until every other member waits, too, and
 * so brings nothing more; nobody waits for time to pass. Thread-safe.
 *
 * <p>A member counts as moving from the moment it is expected until it leaves, except while it
 * halts: for the answer to a call, its own or the one that carries its question.
 */
public final class Convoy {

  private static final int PATIENCE_ENDS = 10;

  private static final ThreadLocal<Member> CURRENT = new ThreadLocal<>();

  private int moving;
  private long steps;
  private long rested;

  /** Counts on a member that some thread will soon be. */
  public Member expect() {
    return new Member();
  }

  /** The calling thread waits for an answer and brings nothing meanwhile. Nests. */
  public static Halt halt() {
    Member member = CURRENT.get();
    if (member == null) {
      return () -> {};
    }
    member.halts(1);
    return () -> member.halts(-1);
  }

  /**
   * Returns when no other member of the calling thread's convoy moves, at once where it is in none.
   * The calling thread has halted itself.
   *
   * @param patience when no member has halted or gone on for so long, the others do something that
   *     nobody knows of, and are not waited for; nor are they after ten times as long
   */
  static void awaitOthers(Duration patience) throws InterruptedException {
    Member member = CURRENT.get();
    if (member != null) {
      member.convoy().await(patience.toNanos());
    }
  }

  private synchronized void await(long patience) throws InterruptedException {
    long end = System.nanoTime() + patience * PATIENCE_ENDS;
    long stillUntil = System.nanoTime() + patience;
    long seen = steps;
    long rests = rested;
    while (moving > 0 && rested == rests) {
      if (steps != seen) {
        seen = steps;
        stillUntil = System.nanoTime() + patience;
      }
      long left = Math.min(end, stillUntil) - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private synchronized void move(int more) {
    moving += more;
    steps++;
    if (moving == 0) {
      rested++;
      notifyAll();
    }
  }

  /** One of those who travel. To be left, whether it was ever taken up or not. */
  public final class Member {
    private int halts;

    private Member() {
      move(1);
    }

    /** From now on the calling thread is this member, until {@link #leave()}. */
    public void join() {
      CURRENT.set(this);
    }

    private Convoy convoy() {
      return Convoy.this;
    }

    private void halts(int more) {
      synchronized (Convoy.this) {
        boolean moved = halts == 0;
        halts += more;
        boolean moves = halts == 0;
        if (moved != moves) {
          move(moves ? 1 : -1);
        }
      }
    }

    /** It is not waited for any more. */
    public void leave() {
      if (CURRENT.get() == this) {
        CURRENT.remove();
      }
      halts(1);
    }
  }

  /** A time of waiting; whoever ends it may be another thread. */
  @FunctionalInterface
  public interface Halt {
    void close();
  }
}
