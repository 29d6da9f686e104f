package io.fieldbridge.sandbox.salesforce.formula;

import java.util.Set;

/** A formula, ready to be evaluated. Immutable and thread-safe. */
public final class Formula {

  private final String text;
  private final Expression root;
  private final Set<String> paths;

  private Formula(String text, Expression root, Set<String> paths) {
    this.text = text;
    this.root = root;
    this.paths = Set.copyOf(paths);
  }

  /**
   * @throws FormulaException where the text is no formula that is known here; it names the place
   */
  public static Formula parse(String text) {
    FormulaParser parser = new FormulaParser(text);
    return new Formula(text, parser.whole(), parser.paths());
  }

  /** The fields that the formula reads. */
  public Set<String> paths() {
    return paths;
  }

  /** Whether the formula is true; an empty result is false. */
  public boolean holds(Scope scope) {
    return Values.truth(root.in(scope));
  }

  /** The result: of the kinds that {@link Scope} names, null where it is empty. */
  public Object value(Scope scope) {
    return root.in(scope);
  }

  @Override
  public String toString() {
    return text;
  }
}
