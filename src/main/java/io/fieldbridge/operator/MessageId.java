package io.fieldbridge.operator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A message's id as a person types it. */
final class MessageId implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException wrong) {
      throw new TypeConversionException(
          "'" + text + "' is no message id; expected a number, as ./fieldbridge parked shows it");
    }
  }
}
