package io.fieldbridge.connector.businesscentral;

/**
 * How a customer whose creation was not answered is found again; the standard customer has no field
 * for a reference of ours.
 *
 * @param kind the way
 * @param prefix what our customer numbers begin with, or empty
 */
public record CustomerProof(Kind kind, String prefix) {

  /** The ways of finding a customer again. */
  public enum Kind {
    /** A row of the {@code externalReferences} extension names the customer. */
    EXTERNAL_REFERENCES,
    /** The customer's number is ours, made from the reference. */
    NUMBER_RANGE,
    /** Only what was sent tells it. */
    CONTENT
  }

  private static final int PREFIX_LENGTH_MAX = 8;

  public CustomerProof {
    boolean numbered = kind == Kind.NUMBER_RANGE;
    if (numbered != !prefix.isEmpty() || prefix.length() > PREFIX_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "A number range, and nothing else, needs a prefix of 1 to "
              + PREFIX_LENGTH_MAX
              + " characters, not '"
              + prefix
              + "'");
    }
  }

  /** Reads {@code external-references}, {@code content} or {@code number-range PREFIX}. */
  public static CustomerProof parse(String text) {
    String[] words = text.trim().split("\\s+", 2);
    switch (words[0]) {
      case "external-references":
        return new CustomerProof(Kind.EXTERNAL_REFERENCES, "");
      case "content":
        return new CustomerProof(Kind.CONTENT, "");
      case "number-range":
        return new CustomerProof(Kind.NUMBER_RANGE, words.length > 1 ? words[1] : "");
      default:
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is no customer proof; expected external-references, number-range PREFIX"
                + " or content");
    }
  }
}
