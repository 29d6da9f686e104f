package io.fieldbridge.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The line to a database server, which can be cut, held and slowed down. */
public final class DatabaseLine implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  private final ServerSocket door;
  private final int server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile int loseEvery;
  private volatile boolean held;
  private volatile long delay;

  /**
   * @param server the port that the server listens on
   */
  public DatabaseLine(int server) {
    this.server = server;
    try {
      door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /**
   * Cuts the connection of each so-manieth commit, in turn after the server has done it and before
   * it has it; 0 for none.
   */
  public void loseCommits(int every) {
    loseEvery = every;
  }

  /** How many commits have been cut off. */
  public int cuts() {
    return cuts.get();
  }

  /** Nothing comes through any more, and nobody is told. */
  public void hold(boolean silent) {
    held = silent;
  }

  /** Every message to the server takes so long. */
  public void delay(long milliseconds) {
    delay = milliseconds;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        open.add(client);
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(behind);
        AtomicBoolean mute = new AtomicBoolean();
        threads.execute(() -> up(client, behind, mute));
        threads.execute(() -> down(behind, client, mute));
      } catch (IOException serverAway) {
        cut(open.isEmpty() ? () -> {} : open.get(open.size() - 1));
      }
    }
  }

  private void up(Socket client, Socket behind, AtomicBoolean mute) {
    try (client;
        behind) {
      InputStream from = client.getInputStream();
      OutputStream to = behind.getOutputStream();
      byte[] chunk = new byte[CHUNK];
      for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
        awaitRelease();
        pause(delay);
        boolean lost = isLost(chunk, length);
        if (lost && cuts.get() % 2 == 0) {
          return;
        }
        mute.set(lost);
        to.write(chunk, 0, length);
        to.flush();
        if (lost) {
          pause(50);
          return;
        }
      }
    } catch (IOException cut) {
      cut(client);
    }
  }

  private boolean isLost(byte[] chunk, int length) {
    String text = new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
    int every = loseEvery;
    if (every == 0 || !text.contains("COMMIT") || commits.incrementAndGet() % every != 0) {
      return false;
    }
    cuts.incrementAndGet();
    return true;
  }

  private void down(Socket behind, Socket client, AtomicBoolean mute) {
    try (behind;
        client) {
      InputStream from = behind.getInputStream();
      OutputStream to = client.getOutputStream();
      byte[] chunk = new byte[CHUNK];
      for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
        awaitRelease();
        if (!mute.get()) {
          to.write(chunk, 0, length);
          to.flush();
        }
      }
    } catch (IOException cut) {
      cut(behind);
    }
  }

  private void awaitRelease() {
    while (held && !door.isClosed()) {
      pause(20);
    }
  }

  private static void pause(long milliseconds) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }

  private static void cut(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    held = false;
    cut(door);
    open.forEach(DatabaseLine::cut);
    threads.shutdownNow();
  }
}
