package io.fieldbridge.sandbox.salesforce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Keys as PEM. */
final class KeyFiles {

  private static final int BITS = 2048;

  private KeyFiles() {}

  /**
   * Reads the RSA public key out of a certificate or public key.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static PublicKey publicKey(String pem) {
    try {
      if (pem.contains("BEGIN CERTIFICATE")) {
        return CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
            .getPublicKey();
      }
      String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return KeyFactory.getInstance("RSA")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "expected a PEM certificate or RSA public key: " + unreadable.getMessage(), unreadable);
    }
  }

  static PublicKey read(Path file) {
    try {
      return publicKey(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the certificate " + file, unreadable);
    }
  }

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static void write(KeyPair pair, Path folder) {
    try {
      Files.createDirectories(folder);
      Path secret = folder.resolve("private-key.pem");
      Files.deleteIfExists(secret);
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(secret, pem("PRIVATE KEY", pair.getPrivate()), StandardOpenOption.WRITE);
      Files.write(folder.resolve("public-key.pem"), pem("PUBLIC KEY", pair.getPublic()));
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write keys to " + folder, unwritable);
    }
  }

  private static List<String> pem(String label, Key key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return List.of("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----");
  }
}
