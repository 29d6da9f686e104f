package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what the database keeps of customers: AES-256-GCM, a fresh nonce for each text, packed
 * before. Texts from before the first key stay readable. Thread-safe; never shows a key.
 */
public final class Sealing {

  private static final String MARK = "sealed1:";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Three bytes a character, four characters for three bytes, and something around it. */
  private static final int GROWTH_MAX = 5;

  private static final int TEXT_BYTES_MAX = 4 * JsonText.LENGTH_MAX;

  private final List<SecretKey> keys;
  private final SecureRandom random = new SecureRandom();

  private Sealing(List<SecretKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Everything is kept as it is. */
  public static Sealing none() {
    return new Sealing(List.of());
  }

  /**
   * @param keys 32 bytes each as Base64, with commas between: the first encrypts, the others still
   *     open what they encrypted; empty for none
   * @throws IllegalArgumentException when one is none; the message does not show it
   */
  public static Sealing by(String keys) {
    List<SecretKey> parsed = new ArrayList<>();
    for (String key : keys.isBlank() ? new String[0] : keys.strip().split("\\s*,\\s*")) {
      parsed.add(new SecretKeySpec(bytes(key, parsed.size() + 1), "AES"));
    }
    return new Sealing(parsed);
  }

  private static byte[] bytes(String key, int number) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("key " + number + " is not Base64");
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "key " + number + " has " + bytes.length + " bytes; expected " + KEY_BYTES);
    }
    return bytes;
  }

  String seal(String text) {
    if (keys.isEmpty()) {
      return text;
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] closed = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, packed(text));
    byte[] all = ByteBuffer.allocate(nonce.length + closed.length).put(nonce).put(closed).array();
    return MARK + Base64.getEncoder().encodeToString(all);
  }

  /** Whether the text, as it will be kept, has at most so many characters. */
  boolean fits(String text, int lengthMax) {
    return text.length() <= (keys.isEmpty() ? lengthMax : lengthMax / GROWTH_MAX)
        || seal(text).length() <= lengthMax;
  }

  /**
   * @throws StoreRefusedException when no key opens it
   */
  String open(String text) {
    if (text == null || !text.startsWith(MARK)) {
      return text;
    }
    byte[] all = Base64.getDecoder().decode(text.substring(MARK.length()));
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    byte[] closed = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
    for (SecretKey key : keys) {
      byte[] opened = cipher(Cipher.DECRYPT_MODE, key, nonce, closed);
      if (opened != null) {
        return unpacked(opened);
      }
    }
    throw new StoreRefusedException(
        Reason.of(
            "payloads-sealed",
            "The database holds encrypted payloads, and "
                + (keys.isEmpty() ? "no key is set." : "none of the keys opens them."),
            "Set fieldbridge.database.payload-key to the key that they were written with."));
  }

  /** Null where the key is not the one. */
  private static byte[] cipher(int mode, SecretKey key, byte[] nonce, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(bytes);
    } catch (AEADBadTagException otherKey) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES-GCM", e);
    }
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream packing =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
      packing.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static String unpacked(byte[] bytes) {
    try (InflaterInputStream unpacking = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return new String(unpacking.readNBytes(TEXT_BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a sealed text that cannot be unpacked: " + e, e);
    }
  }
}
