package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/** The folder of the embedded database. */
final class EmbeddedFiles {

  private static final long FREE_BYTES_MIN = 64L * 1024 * 1024;

  private EmbeddedFiles() {}

  static String url(StoreSettings settings) {
    return settings.jdbcUrl().isBlank()
        ? "jdbc:h2:file:" + settings.dataFolder().resolve("fieldbridge").toAbsolutePath()
        : settings.jdbcUrl();
  }

  static OwnerLock lock(Dialect dialect, StoreSettings settings) {
    if (dialect == Dialect.H2) {
      Path database = databasePath(url(settings));
      prepare(database.getParent());
      return OwnerLock.onFile(database.resolveSibling(database.getFileName() + ".lock"));
    }
    try {
      return OwnerLock.onServer(settings);
    } catch (SQLException e) {
      throw StoreFailures.refused(e);
    }
  }

  private static Path databasePath(String url) {
    String path = url.substring("jdbc:h2:file:".length());
    int options = path.indexOf(';');
    return Path.of(options < 0 ? path : path.substring(0, options)).toAbsolutePath();
  }

  private static void prepare(Path folder) {
    try {
      create(folder);
      if (!Files.isWritable(folder)) {
        throw new StoreRefusedException(
            StoreFailures.readOnly("The folder " + folder + " cannot be written to."));
      }
      refuseFullDisk(folder, Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      throw new StoreRefusedException(
          StoreFailures.readOnly("The folder " + folder + " cannot be made: " + e.getMessage()), e);
    }
  }

  /** What lies in there is the business of the company and of nobody else on the machine. */
  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  static void refuseFullDisk(Path folder, long freeBytes) {
    if (freeBytes < FREE_BYTES_MIN) {
      Reason full = StoreFailures.diskFull();
      throw new StoreRefusedException(
          Reason.of(
              full.code(),
              "Only " + freeBytes / 1024 + " KiB are free on the disk of " + folder + ".",
              "FieldBridge starts with at least 64 MiB. " + full.advice()));
    }
  }
}
