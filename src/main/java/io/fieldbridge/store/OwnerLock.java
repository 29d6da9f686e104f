package io.fieldbridge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps a second daemon off the database: an advisory lock on a connection of its own, or a locked
 * file beside the embedded one. The operating system or the server frees it when the process dies.
 */
interface OwnerLock extends AutoCloseable {

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

  static OwnerLock onServer(StoreSettings settings) throws SQLException {
    Connection connection =
        DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select pg_try_advisory_lock(hashtext('fieldbridge ' || current_schema()))")) {
      if (result.next() && result.getBoolean(1)) {
        return () -> close(connection);
      }
    }
    connection.close();
    throw new StoreRefusedException(
        StoreFailures.inUse("Another FieldBridge works on the database " + settings.jdbcUrl()));
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
