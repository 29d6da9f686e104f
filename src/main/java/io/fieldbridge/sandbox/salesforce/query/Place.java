package io.fieldbridge.sandbox.salesforce.query;

/** Points at a place of a statement, as error messages do. */
final class Place {

  private static final int AROUND = 30;

  private Place() {}

  /** Three lines: the text around the place, a caret below it, row and column. */
  static String of(String statement, int position) {
    int from = Math.max(0, position - AROUND);
    int to = Math.min(statement.length(), position + AROUND);
    String before = statement.substring(0, position);
    int row = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
    int column = position - before.lastIndexOf('\n');
    return "\n"
        + statement.substring(from, to).replace('\n', ' ')
        + "\n"
        + " ".repeat(position - from)
        + "^\nERROR at Row:"
        + row
        + ":Column:"
        + column
        + "\n";
  }
}
