package io.fieldbridge.sandbox.salesforce.data;

/**
 * A text to find rows by, hashed ahead by another thread than the one that looks for them.
 *
 * @param hash the same for texts that differ in case alone
 */
public record KeyText(String text, long hash) {

  public static KeyText of(String text) {
    return new KeyText(text, FieldIndex.hash(text));
  }
}
