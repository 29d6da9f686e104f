package io.fieldbridge;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.fieldbridge.flow.PersonalLog;
import java.nio.charset.StandardCharsets;

/** Log events as JSON, with personal values masked. */
public final class PersonalJsonEncoder extends JsonEncoder {

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line = new String(super.encode(event), StandardCharsets.UTF_8);
    return PersonalLog.mask(line).getBytes(StandardCharsets.UTF_8);
  }
}
