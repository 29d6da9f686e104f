package io.fieldbridge.sandbox.salesforce.formula;

/** A part of a formula. */
@FunctionalInterface
interface Expression {

  /** The value in this scope; null where it is empty. */
  Object in(Scope scope);

  /** A field, which some functions ask for more than its value. */
  record Path(String text) implements Expression {

    @Override
    public Object in(Scope scope) {
      return scope.value(text);
    }
  }
}
