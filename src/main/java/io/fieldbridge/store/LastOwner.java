package io.fieldbridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a home folder remembers of the database it worked with last. It lies beside the data, not
 * among them, so that a backup of the data does not take it along.
 *
 * @param database tells one database from every other
 * @param fence the number of the last owner
 */
record LastOwner(String database, long fence) {

  private static final String FILE = ".last-owner";

  boolean isOfSameDatabase(LastOwner other) {
    return database.equals(other.database);
  }

  static Optional<LastOwner> load(Path home) {
    try {
      String[] words = Files.readString(home.resolve(FILE)).strip().split(" ");
      return Optional.of(new LastOwner(words[0], Long.parseLong(words[1])));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new StoreRefusedException(StoreFailures.damaged(home.resolve(FILE)), e);
    } catch (IOException e) {
      throw new StoreRefusedException(
          StoreFailures.readOnly("The file " + home.resolve(FILE) + " cannot be read: " + e), e);
    }
  }

  /**
   * All or nothing: a process that dies while it writes must not keep the next one from starting.
   */
  void save(Path home) {
    Path draft = home.resolve(FILE + ".draft");
    try {
      Files.createDirectories(home);
      write(draft);
      Files.move(draft, home.resolve(FILE), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreRefusedException(
          StoreFailures.readOnly("The file " + home.resolve(FILE) + " cannot be written: " + e), e);
    }
  }

  private void write(Path draft) throws IOException {
    try (FileChannel file = FileChannel.open(draft, CREATE, WRITE, TRUNCATE_EXISTING)) {
      file.write(ByteBuffer.wrap((database + " " + fence + "\n").getBytes(UTF_8)));
      file.force(true);
    }
  }
}
