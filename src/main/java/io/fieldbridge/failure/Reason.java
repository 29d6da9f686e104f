package io.fieldbridge.failure;

/**
 * Why something could not be done, for a person who can mend it.
 *
 * @param code a short code that does not change with the language: the target's own where it gave
 *     one ({@code Application_DialogException}), else ours in kebab-case
 * @param field the field it is about, in the words of the system that refused it, or empty
 * @param text what happened, in whole sentences, with record and value
 * @param advice what to do about it
 */
public record Reason(String code, String field, String text, String advice) {

  public static Reason of(String code, String text, String advice) {
    return new Reason(code, "", text, advice);
  }

  @Override
  public String toString() {
    return text + " [" + code + (field.isEmpty() ? "" : ", " + field) + "] " + advice;
  }
}
