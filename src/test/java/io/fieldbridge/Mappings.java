package io.fieldbridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped contracts in a home folder of a test's own, to be changed there. */
public final class Mappings {

  private final Path folder;

  private Mappings(Path folder) {
    this.folder = folder;
  }

  /** The contracts as shipped, but for the time that people need to book their parts. */
  public static Mappings copiedTo(Path home) {
    try {
      Path mappings = Files.createDirectory(home.resolve("mappings"));
      try (DirectoryStream<Path> shipped = Files.newDirectoryStream(Path.of("mappings"))) {
        for (Path file : shipped) {
          String text = Files.readString(file);
          Files.writeString(
              mappings.resolve(file.getFileName()),
              text.replaceFirst("settled-after: .*", "settled-after: 1s"));
        }
      }
      return new Mappings(mappings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Changes a contract.
   *
   * @throws AssertionError when the contract does not say what is to be replaced
   */
  public Mappings replace(String flow, String text, String by) {
    try {
      Path file = folder.resolve(flow + ".yaml");
      String before = Files.readString(file);
      if (!before.contains(text)) {
        throw new AssertionError(file + " does not say: " + text);
      }
      Files.writeString(file, before.replace(text, by));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
