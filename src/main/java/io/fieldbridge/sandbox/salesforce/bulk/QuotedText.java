package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of comma-separated values, each of them in quotes, as bytes. Not thread-safe. */
final class QuotedText {

  private static final int ASCII = 128;

  private final byte delimiter;
  private final byte[] ending;
  private byte[] bytes;
  private int size;
  private boolean begun;

  /**
   * @param expected bytes; more are possible
   */
  QuotedText(CsvDialect dialect, int expected) {
    bytes = new byte[expected];
    delimiter = (byte) dialect.delimiter();
    ending = dialect.ending().getBytes(StandardCharsets.US_ASCII);
  }

  int size() {
    return size;
  }

  /** Adds a value to the line. */
  void value(String value) {
    open(value.length());
    if (!plain(value)) {
      raw(value.replace("\"", "\"\"").getBytes(StandardCharsets.UTF_8));
    }
    close();
  }

  /** Adds the id of a record by its number. */
  void id(String prefix, int number) {
    open(RecordIds.LONG);
    RecordIds.generate(prefix, number, bytes, size);
    size += RecordIds.LONG;
    close();
  }

  /** Adds a value that needs no more than quotes around it. */
  void value(byte[] plain) {
    open(plain.length);
    raw(plain);
    close();
  }

  /** Adds values to the line, which they end. */
  void rest(QuotedText from, int start, int end) {
    room(end - start + 1);
    delimit();
    System.arraycopy(from.bytes, start, bytes, size, end - start);
    size += end - start;
    begun = false;
  }

  /** Ends the line. */
  void end() {
    room(ending.length);
    for (byte letter : ending) {
      bytes[size++] = letter;
    }
    begun = false;
  }

  /** Writes the lines, and begins anew. */
  void moveTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  /** Has room for a value of some letters: a delimiter, two quotes, and the letters. */
  private void open(int letters) {
    room(letters + 3);
    delimit();
    bytes[size++] = '"';
  }

  private void delimit() {
    if (begun) {
      bytes[size++] = delimiter;
    }
    begun = true;
  }

  private void close() {
    room(1);
    bytes[size++] = '"';
  }

  /** Adds a text as it is, if it is ASCII without quotes; otherwise adds nothing. */
  private boolean plain(String value) {
    byte[] to = bytes;
    int from = size;
    int length = value.length();
    for (int index = 0; index < length; index++) {
      char letter = value.charAt(index);
      if (letter >= ASCII || letter == '"') {
        return false;
      }
      to[from + index] = (byte) letter;
    }
    size = from + length;
    return true;
  }

  private void raw(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
