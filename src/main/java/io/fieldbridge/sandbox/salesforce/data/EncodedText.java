package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;

/** A text that was turned into bytes ahead, by another thread than the one that stores it. */
final class EncodedText extends TextNode {

  private static final long serialVersionUID = 1L;

  private final transient byte[] bytes;

  EncodedText(String text) {
    super(text);
    bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(TextNode text) {
    return text instanceof EncodedText encoded
        ? encoded.bytes
        : text.textValue().getBytes(StandardCharsets.UTF_8);
  }
}
