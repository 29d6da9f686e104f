package io.fieldbridge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps a second daemon off the database: an advisory lock on a connection of its own, or a locked
 * file beside the embedded one. The operating system or the server frees it when the process dies.
 */
interface OwnerLock extends AutoCloseable {

  String LOCK_NOT_AVAILABLE = "55P03";

  @Override
  void close();

  static OwnerLock onFile(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new StoreRefusedException(
            StoreFailures.inUse("The folder " + file.getParent() + " is in use."));
      }
      return () -> close(channel);
    } catch (IOException e) {
      throw new StoreRefusedException(
          StoreFailures.readOnly("The file " + file + " cannot be written: " + e.getMessage()), e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Waits a little, for a server takes a moment to notice that the last owner is gone. */
  static OwnerLock onServer(StoreSettings settings) throws SQLException {
    Connection connection =
        DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '3s'");
      statement.execute("select pg_advisory_lock(hashtext('fieldbridge ' || current_schema()))");
      return () -> close(connection);
    } catch (SQLException e) {
      connection.close();
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new StoreRefusedException(
            StoreFailures.inUse("Another FieldBridge works on the same database."), e);
      }
      throw e;
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw StoreFailures.failed(e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw StoreFailures.failed(e);
    }
  }
}
