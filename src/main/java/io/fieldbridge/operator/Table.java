package io.fieldbridge.operator;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows under headings, each column as wide as its longest cell. A long text is cut, but in the last
 * column, which may run on. On a terminal the headings are bold and cells that begin with RED stand
 * out.
 */
final class Table {

  private static final int CELL_WIDTH_MAX = 100;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    rows.add(List.of(headings));
  }

  Table row(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      String text = String.valueOf(cell).replaceAll("\\s+", " ");
      boolean whole = texts.size() == cells.length - 1 || text.length() <= CELL_WIDTH_MAX;
      texts.add(whole ? text : text.substring(0, CELL_WIDTH_MAX - 1) + "…");
    }
    rows.add(texts);
    return this;
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  private static String bold(String heading) {
    return Ansi.AUTO.string("@|bold " + heading + "|@");
  }

  private static String shown(String cell) {
    return cell.startsWith("RED") ? OperatorCommand.alarm(cell) : cell;
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = String.format("%-" + Math.max(1, widths[column]) + "s", row.get(column));
        line.append(row == rows.get(0) ? bold(cell) : shown(cell)).append("  ");
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
