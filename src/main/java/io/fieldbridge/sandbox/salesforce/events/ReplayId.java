package io.fieldbridge.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Positions in the log as clients hold them: ten bytes without meaning to them. */
final class ReplayId {
  private static final int LENGTH = Long.BYTES + Short.BYTES;

  private ReplayId() {}

  static ByteString of(long position) {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH).putLong(position).putShort((short) 0);
    return ByteString.copyFrom(bytes.flip());
  }

  /** Empty when the bytes are none that this log ever gave out. */
  static OptionalLong position(ByteString bytes) {
    if (bytes.size() != LENGTH) {
      return OptionalLong.empty();
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    long position = buffer.getLong();
    return buffer.getShort() == 0 ? OptionalLong.of(position) : OptionalLong.empty();
  }
}
