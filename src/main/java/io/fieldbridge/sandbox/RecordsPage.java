package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The records of one object with their fields, some at a time, or one alone. */
final class RecordsPage {

  private static final int ROWS = 100;
  private static final String ID = "id";

  private final SandboxSystem system;

  RecordsPage(SandboxSystem system) {
    this.system = system;
  }

  /** One record with all its fields, the empty ones too. */
  Html record(String object, String id) {
    Html html = new Html().raw("<p>").link(address(object), object).raw("</p><h2>");
    html.text(id).raw("</h2><table class=\"record\">");
    for (JsonNode row : all(object)) {
      if (id(row).equals(id)) {
        for (String column :
            ordered(object, row.properties().stream().map(Map.Entry::getKey).toList())) {
          html.raw("<tr><th>").text(column).raw("</th>").cell(text(row.path(column))).raw("</tr>");
        }
        return html.raw("</table>");
      }
    }
    throw new IllegalArgumentException("there is no " + object + " '" + id + "'");
  }

  Html body(String object, Map<String, String> parameters) {
    JsonNode all = all(object);
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
    table(html, object, shown);
    return html;
  }

  private JsonNode all(String object) {
    return system
        .records(object)
        .orElseThrow(() -> new IllegalArgumentException("there is no object '" + object + "'"));
  }

  private static String counted(int from, int shown, int found) {
    return shown == 0 ? "No records." : (from + 1) + " to " + (from + shown) + " of " + found;
  }

  private static void search(Html html, String wanted) {
    html.raw("<form class=\"arm\"><label>contains<input name=\"contains\" value=\"").text(wanted);
    html.raw("\"></label><button>Search</button></form>");
  }

  private static void turn(Html html, String object, String wanted, int from, int found) {
    String address = address(object) + "?contains=" + SandboxPage.encoded(wanted) + "&from=";
    html.raw("<p>");
    if (from > 0) {
      html.link(address + Math.max(0, from - ROWS), "Previous").raw(" ");
    }
    if (from + ROWS < found) {
      html.link(address + (from + ROWS), "Next");
    }
    html.raw("</p>");
  }

  private void table(Html html, String object, List<JsonNode> rows) {
    Set<String> filled = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      row.properties().stream()
          .filter(field -> !text(field.getValue()).isEmpty())
          .forEach(field -> filled.add(field.getKey()));
    }
    List<String> columns = ordered(object, filled);
    html.raw("<div class=\"scroll\"><table class=\"records\"><tr>");
    columns.forEach(column -> html.raw("<th>").text(column).raw("</th>"));
    html.raw("</tr>");
    for (JsonNode row : rows) {
      html.raw("<tr>");
      for (String column : columns) {
        String text = text(row.path(column));
        html.raw("<td title=\"").text(text).raw("\">");
        if (column.equalsIgnoreCase(ID)) {
          html.link(address(object) + "/" + SandboxPage.encoded(text), text);
        } else {
          html.text(text);
        }
        html.raw("</td>");
      }
      html.raw("</tr>");
    }
    html.raw("</table></div>");
  }

  private List<String> ordered(String object, Collection<String> columns) {
    Set<String> last = system.systemFields(object);
    return Stream.concat(
            columns.stream().filter(column -> !last.contains(column)),
            columns.stream().filter(last::contains))
        .toList();
  }

  private static String address(String object) {
    return SandboxPage.BELOW + "records/" + SandboxPage.encoded(object);
  }

  private static String id(JsonNode row) {
    return row.path("Id").asText(row.path(ID).asText());
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
