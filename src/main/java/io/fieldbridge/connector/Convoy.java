package io.fieldbridge.connector;

import java.time.Duration;
import java.util.concurrent.Semaphore;
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

  private static final int PATIENCE_ENDS = 20;

  /** How many work at once; the others wait for answers, or for their turn. */
  private static final int AT_WORK = 8;

  /** Whoever has not had a turn by then goes on without, so that nothing can wait in a circle. */
  private static final long TURN_SECONDS = 30;

  private static final ThreadLocal<Member> CURRENT = new ThreadLocal<>();

  private final Semaphore turns = new Semaphore(AT_WORK, true);
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
    member.endTurn();
    return () -> member.halts(-1);
  }

  /** The calling thread goes on after its halt, as soon as not too many others are at work. */
  public static void goOn() {
    Member member = CURRENT.get();
    if (member != null && member.moves()) {
      member.takeTurn();
    }
  }

  /**
   * Returns when no other member of the calling thread's convoy moves, at once where it is in none.
   * The calling thread has halted itself.
   *
   * @param patience when no member has halted or gone on for so long, the others do something that
   *     nobody knows of, and are not waited for; nor are they after twenty times as long
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

    /** Whether it has a turn; known to its own thread alone. */
    private boolean working;

    private Member() {
      move(1);
    }

    /** From now on the calling thread is this member, until {@link #leave()}. */
    public void join() {
      CURRENT.set(this);
      takeTurn();
    }

    private void takeTurn() {
      try {
        working = working || turns.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    private void endTurn() {
      if (working) {
        working = false;
        turns.release();
      }
    }

    private boolean moves() {
      synchronized (Convoy.this) {
        return halts == 0;
      }
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
        endTurn();
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
