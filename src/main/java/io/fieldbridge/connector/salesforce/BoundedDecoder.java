package io.fieldbridge.connector.salesforce;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro of which no text and no list may be longer than what is left of the payload. Avro's
 * own decoder makes room for whatever length it is told, before it looks.
 */
final class BoundedDecoder extends BinaryDecoder {

  private static final int VARIABLE_BITS_MAX = 63;

  private final ByteBuffer payload;

  BoundedDecoder(byte[] payload) {
    this.payload = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public boolean readBoolean() throws IOException {
    return next(1).get() == 1;
  }

  @Override
  public int readInt() throws IOException {
    long number = readLong();
    if (number != (int) number) {
      throw new IOException(number + " is no 32 bit number");
    }
    return (int) number;
  }

  /** Seven bits a byte, least significant first, the sign in the lowest bit. */
  @Override
  public long readLong() throws IOException {
    long bits = 0;
    for (int shift = 0; shift <= VARIABLE_BITS_MAX; shift += 7) {
      byte part = next(1).get();
      bits |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return bits >>> 1 ^ -(bits & 1);
      }
    }
    throw new IOException("a number of more than 64 bits");
  }

  @Override
  public float readFloat() throws IOException {
    return next(Float.BYTES).getFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return next(Double.BYTES).getDouble();
  }

  @Override
  public String readString() throws IOException {
    return readString(null).toString();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readText());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(readText());
  }

  @Override
  protected void doReadBytes(byte[] bytes, int start, int length) throws IOException {
    next(length).get(bytes, start, length);
  }

  @Override
  protected void doSkipBytes(long length) throws IOException {
    next(length).position(payload.position() + (int) length);
  }

  @Override
  protected long doReadItemCount() throws IOException {
    long count = super.doReadItemCount();
    next(count);
    return count;
  }

  @Override
  public boolean isEnd() {
    return !payload.hasRemaining();
  }

  private byte[] readText() throws IOException {
    byte[] text = new byte[(int) within(readLong())];
    payload.get(text);
    return text;
  }

  /** The payload, if so many bytes of it are left. */
  private ByteBuffer next(long length) throws IOException {
    within(length);
    return payload;
  }

  private long within(long length) throws IOException {
    if (length < 0 || length > payload.remaining()) {
      throw new EOFException(
          "a length of " + length + " where " + payload.remaining() + " bytes are left");
    }
    return length;
  }
}
