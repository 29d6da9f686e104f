package io.fieldbridge;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import io.fieldbridge.flow.PersonalLog;

/** {@code %personal(...)} of a logback pattern: what is inside, with personal values masked. */
public final class PersonalMask extends CompositeConverter<ILoggingEvent> {

  @Override
  protected String transform(ILoggingEvent event, String line) {
    return PersonalLog.mask(line);
  }
}
