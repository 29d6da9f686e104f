package io.fieldbridge.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret that the command line shows to the daemon: a file under the home folder that only its
 * owner can read.
 */
public final class ControlToken {

  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final String token;

  private ControlToken(String token) {
    this.token = token;
  }

  /** Where the token of this home folder lies. */
  public static Path file(Path home) {
    return home.resolve("data").resolve("control.token");
  }

  /** The token of this home folder, made at the daemon's first start. */
  public static ControlToken create(Path home) throws IOException {
    Path file = file(home);
    if (!Files.exists(file) || isBroken(read(home))) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      write(file, HexFormat.of().formatHex(random));
    }
    Files.setPosixFilePermissions(file, OWNER_ONLY);
    return read(home);
  }

  /** All or nothing, and at no moment readable by others. */
  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "control",
            ".draft",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isBroken(ControlToken token) {
    return token.token.length() != 2 * BYTES;
  }

  /** The token of a daemon that runs, or has run, in this home folder. */
  public static ControlToken read(Path home) throws IOException {
    return new ControlToken(Files.readString(file(home)).strip());
  }

  String header() {
    return "Bearer " + token;
  }

  /** Compares in constant time. */
  boolean matches(String header) {
    return header != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8), header().getBytes(StandardCharsets.UTF_8));
  }
}
