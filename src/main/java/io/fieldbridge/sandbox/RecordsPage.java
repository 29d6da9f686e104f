package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The records of one object with their fields, some at a time. */
final class RecordsPage {

  private static final int ROWS = 100;

  private final SandboxSystem system;

  RecordsPage(SandboxSystem system) {
    this.system = system;
  }

  Html body(String object, Map<String, String> parameters) {
    JsonNode all =
        system
            .records(object)
            .orElseThrow(() -> new IllegalArgumentException("there is no object '" + object + "'"));
    String wanted = parameters.getOrDefault("contains", "");
    List<JsonNode> found = new ArrayList<>();
    all.forEach(
        row -> {
          if (matches(row, wanted)) {
            found.add(row);
          }
        });
    int from = Math.min(from(parameters), Math.max(0, found.size() - 1));
    List<JsonNode> shown = found.subList(from, Math.min(found.size(), from + ROWS));
    Html html = new Html().raw("<h2>").text(object).raw("</h2>");
    search(html, wanted);
    html.raw("<p class=\"dim\">").text(counted(from, shown.size(), found.size())).raw("</p>");
    turn(html, object, wanted, from, found.size());
    table(html, shown);
    return html;
  }

  private static String counted(int from, int shown, int found) {
    return shown == 0 ? "No records." : (from + 1) + " to " + (from + shown) + " of " + found;
  }

  private static void search(Html html, String wanted) {
    html.raw("<form class=\"arm\"><label>contains<input name=\"contains\" value=\"").text(wanted);
    html.raw("\"></label><button>Search</button></form>");
  }

  private static void turn(Html html, String object, String wanted, int from, int found) {
    String address =
        SandboxPage.BELOW
            + "records/"
            + SandboxPage.encoded(object)
            + "?contains="
            + SandboxPage.encoded(wanted)
            + "&from=";
    html.raw("<p>");
    if (from > 0) {
      html.link(address + Math.max(0, from - ROWS), "Previous").raw(" ");
    }
    if (from + ROWS < found) {
      html.link(address + (from + ROWS), "Next");
    }
    html.raw("</p>");
  }

  private static void table(Html html, List<JsonNode> rows) {
    Set<String> columns = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      row.properties().stream()
          .filter(field -> !text(field.getValue()).isEmpty())
          .forEach(field -> columns.add(field.getKey()));
    }
    html.raw("<div class=\"scroll\"><table class=\"records\"><tr>");
    columns.forEach(column -> html.raw("<th>").text(column).raw("</th>"));
    html.raw("</tr>");
    for (JsonNode row : rows) {
      html.raw("<tr>");
      for (String column : columns) {
        String text = text(row.path(column));
        html.raw("<td title=\"").text(text).raw("\">").text(text).raw("</td>");
      }
      html.raw("</tr>");
    }
    html.raw("</table></div>");
  }

  private static boolean matches(JsonNode row, String wanted) {
    return wanted.isEmpty()
        || row.toString().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  private static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode()
        ? ""
        : value.isValueNode() ? value.asText() : value.toString();
  }

  private static int from(Map<String, String> parameters) {
    String from = parameters.getOrDefault("from", "0");
    return from.matches("\\d{1,8}") ? Integer.parseInt(from) : 0;
  }
}
