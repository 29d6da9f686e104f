package io.fieldbridge.sandbox.salesforce.formula;

/** A formula that cannot be read, or does not fit the values that it meets. */
public final class FormulaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FormulaException(String message) {
    super(message, null, false, false);
  }
}
