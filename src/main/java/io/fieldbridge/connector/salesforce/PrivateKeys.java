package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** Reads the RSA key that signs the login, from PEM text or from a PKCS#12 file. */
public final class PrivateKeys {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private PrivateKeys() {}

  /**
   * @param pem an unencrypted PKCS#8 key between its BEGIN and END lines
   * @throws ContractException if it is none; the text of the key is not repeated
   */
  public static PrivateKey fromPem(String pem) {
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw unusable("The JWT key is no PKCS#8 PEM text ('" + BEGIN + "').", null);
    }
    String body = pem.substring(begin + BEGIN.length(), end);
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(body);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw unusable("The JWT key is no readable RSA key.", e);
    }
  }

  /**
   * @param file a PKCS#12 key store with exactly one key
   * @throws ContractException if it cannot be read or holds none or several
   */
  public static PrivateKey fromPkcs12(Path file, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw unusable("The key store " + file + " holds " + keys.size() + " keys, not one.", null);
      }
      return (PrivateKey) store.getKey(keys.get(0), password);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("The key store " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ContractException unusable(String text, Exception cause) {
    return new ContractException(
        Reason.of(
            "jwt-key-unusable",
            text,
            "Give the key whose certificate was uploaded to the app in Salesforce; 'openssl pkcs8"
                + " -topk8 -nocrypt' turns other PEM forms into PKCS#8."),
        cause);
  }
}
