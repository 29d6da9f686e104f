package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The folder of the embedded database. */
final class EmbeddedFiles {

  private static final String PREFIX = "jdbc:h2:file:";
  private static final long FREE_BYTES_MIN = 64L * 1024 * 1024;

  private static final boolean IS_POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private EmbeddedFiles() {}

  static String url(StoreSettings settings) {
    return settings.jdbcUrl().isBlank()
        ? PREFIX + settings.dataFolder().resolve("fieldbridge").toAbsolutePath()
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

  /**
   * Changes the database on a copy that takes its place when it is whole. H2 commits each change of
   * a table by itself, so that a process that dies between two of them would leave tables of no
   * version behind.
   */
  static void replace(StoreSettings settings, Consumer<StoreSettings> change) {
    Path database = databasePath(url(settings));
    Path copy = database.resolveSibling(database.getFileName() + ".upgrade");
    try {
      Files.copy(file(database), file(copy), StandardCopyOption.REPLACE_EXISTING);
      change.accept(at(settings, copy));
      takePlace(copy, database);
    } catch (IOException e) {
      throw StoreFailures.refused(e);
    }
  }

  /**
   * Copies what still counts into a file that takes the place of the old one when it is whole. To
   * be called while the database is closed.
   *
   * @throws MVStoreException when the disk is full or the file is damaged; it stays as it is then
   */
  static void compact(StoreSettings settings) throws IOException {
    Path database = databasePath(url(settings));
    Path copy = database.resolveSibling(database.getFileName() + ".compact");
    try {
      MVStore.compact(file(database).toString(), file(copy).toString(), false, null);
      takePlace(copy, database);
    } finally {
      Files.deleteIfExists(file(copy));
    }
  }

  /** What was written is on the disk before it is called by its new name, and the name with it. */
  private static void takePlace(Path copy, Path database) throws IOException {
    try (FileChannel whole = FileChannel.open(file(copy), StandardOpenOption.WRITE)) {
      whole.force(true);
    }
    Files.move(file(copy), file(database), StandardCopyOption.ATOMIC_MOVE);
    if (IS_POSIX) {
      try (FileChannel folder = FileChannel.open(database.getParent())) {
        folder.force(true);
      }
    }
  }

  static Path file(StoreSettings settings) {
    return file(databasePath(url(settings)));
  }

  private static Path file(Path database) {
    return database.resolveSibling(database.getFileName() + ".mv.db");
  }

  private static StoreSettings at(StoreSettings settings, Path database) {
    String url = url(settings);
    int options = url.indexOf(';');
    String moved = PREFIX + database + (options < 0 ? "" : url.substring(options));
    return new StoreSettings(
        moved,
        settings.user(),
        settings.password(),
        settings.home(),
        settings.connectionsMax(),
        settings.compactFromBytes());
  }

  static Path databasePath(String url) {
    String path = url.substring(PREFIX.length());
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
    if (IS_POSIX) {
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
