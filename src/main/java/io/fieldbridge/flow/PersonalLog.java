package io.fieldbridge.flow;

/**
 * What may be logged: the personal values of the delivery that the thread is at are masked, whoever
 * logs them. Thread-safe.
 */
public final class PersonalLog {

  private static final ThreadLocal<Delivery> AT = new ThreadLocal<>();

  private PersonalLog() {}

  /** The line as it may be written; to be called on the thread that logs. */
  public static String mask(String line) {
    Delivery delivery = AT.get();
    return delivery == null ? line : delivery.personal().mask(line);
  }

  static void begin(Delivery delivery) {
    AT.set(delivery);
  }

  static void end() {
    AT.remove();
  }
}
