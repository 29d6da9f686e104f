package io.fieldbridge.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own that can be filled up; needs Linux and the right to mount. */
final class SmallDisk implements AutoCloseable {

  private static final byte[] MEGABYTE = new byte[1024 * 1024];

  final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where nothing can be mounted. */
  static SmallDisk of(int megabytes) {
    Path folder = Database.folder();
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
        "nothing can be mounted here; run the tests as root on Linux");
    return new SmallDisk(folder);
  }

  /** Leaves not a byte. */
  void fill() {
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      while (true) {
        ballast.write(MEGABYTE);
      }
    } catch (IOException full) {
      fillTheRest();
    }
  }

  private void fillTheRest() {
    try (OutputStream ballast = Files.newOutputStream(folder.resolve("rest"))) {
      while (true) {
        ballast.write(MEGABYTE, 0, 4096);
      }
    } catch (IOException full) {
      if (ballast().toFile().length() == 0) {
        throw new UncheckedIOException(full);
      }
    }
  }

  void free() {
    try {
      Files.deleteIfExists(folder.resolve("rest"));
      Files.delete(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static boolean run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    run("umount", "-l", folder.toString());
  }
}
