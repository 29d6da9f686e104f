package io.fieldbridge.store;

import java.io.IOException;
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
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new StoreRefusedException(
          StoreFailures.readOnly("The file " + home.resolve(FILE) + " cannot be read: " + e), e);
    }
  }

  void save(Path home) {
    try {
      Files.createDirectories(home);
      Files.writeString(home.resolve(FILE), database + " " + fence + "\n");
    } catch (IOException e) {
      throw new StoreRefusedException(
          StoreFailures.readOnly("The file " + home.resolve(FILE) + " cannot be written: " + e), e);
    }
  }
}
