package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The first page: objects with their counts, armed faults, the last requests. */
final class OverviewPage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final SandboxSystem system;
  private final Faults faults;
  private final RequestLog requests;

  OverviewPage(SandboxSystem system, Faults faults, RequestLog requests) {
    this.system = system;
    this.faults = faults;
    this.requests = requests;
  }

  static String title(SandboxSystem system) {
    return Arrays.stream(system.name().split("-"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining(" "))
        + " sandbox";
  }

  Html body() {
    Html html = new Html().raw("<div class=\"columns\"><section><h2>Objects</h2>");
    objects(html);
    html.raw("</section><section><h2>Arm a fault</h2>");
    form(html);
    html.raw("<div id=\"live\">");
    armed(html);
    log(html);
    return html.raw("</div></section></div>");
  }

  private void objects(Html html) {
    Map<String, Integer> filled = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> empty = new ArrayList<>();
    for (String object : system.faultCatalog().objects()) {
      int count = system.count(object).orElse(-1);
      if (count > 0) {
        filled.put(object, count);
      } else if (count == 0) {
        empty.add(object);
      }
    }
    html.raw("<table id=\"objects\"><tr><th>object</th><th>records</th></tr>");
    filled.forEach(
        (object, count) -> {
          records(html.raw("<tr><td>"), object);
          html.raw("</td><td class=\"number\">" + count + "</td></tr>");
        });
    html.raw("</table>");
    if (!empty.isEmpty()) {
      html.raw("<details id=\"empty\"><summary>" + empty.size() + " without records</summary><ul>");
      empty.forEach(object -> records(html.raw("<li>"), object));
      html.raw("</ul></details>");
    }
  }

  private static void records(Html html, String object) {
    html.link(SandboxPage.BELOW + "records/" + SandboxPage.encoded(object), object);
  }

  private void form(Html html) {
    html.raw("<form class=\"arm\" method=\"post\" action=\"/sandbox/page/arm\">");
    html.raw("<label>fault<select name=\"fault\">");
    for (FaultCatalog.Kind kind : system.faultCatalog().kinds()) {
      html.raw("<option value=\"").text(kind.name()).raw("\" title=\"").text(kind.shows());
      html.raw("\">").text(kind.name()).raw("</option>");
    }
    html.raw("</select></label>");
    choice(html, "object", system.faultCatalog().objects());
    choice(html, "operation", system.faultCatalog().operations());
    number(html, "times", "times (-1: until disarmed)", "1");
    number(html, "skip", "requests to skip", "0");
    number(html, "milliseconds", "milliseconds", "");
    html.raw("<label>probability<input name=\"probability\" size=\"5\" placeholder=\"1\"></label>");
    html.raw("<button id=\"arm\">Arm</button></form><details><summary>What each shows</summary>");
    html.raw("<table>");
    for (FaultCatalog.Kind kind : system.faultCatalog().kinds()) {
      html.raw("<tr>").cell(kind.name()).cell(kind.shows()).raw("</tr>");
    }
    html.raw("</table></details>");
  }

  private static void choice(Html html, String name, Set<String> values) {
    html.raw("<label>" + name + "<select name=\"" + name + "\"><option value=\"\">any</option>");
    values.forEach(value -> html.raw("<option>").text(value).raw("</option>"));
    html.raw("</select></label>");
  }

  private static void number(Html html, String name, String label, String value) {
    html.raw("<label>" + label + "<input type=\"number\" name=\"" + name + "\" value=\"");
    html.raw(value + "\"></label>");
  }

  private void armed(Html html) {
    html.raw("<h2>Armed faults</h2>");
    if (faults.armed().isEmpty()) {
      html.raw("<p class=\"dim\">None.</p>");
      return;
    }
    html.raw(
        "<div class=\"scroll\"><table id=\"armed\"><tr><th>fault</th><th>object</th><th>operation</th><th>times</th>");
    html.raw("<th>skip</th><th>ms</th><th>probability</th><th>")
        .raw(disarm("all"))
        .raw("</th></tr>");
    for (JsonNode fault : faults.toJson()) {
      html.raw("<tr>").cell(fault.path("fault").asText());
      html.cell(fault.path("object").asText("any")).cell(fault.path("operation").asText("any"));
      for (String name : new String[] {"times", "skip", "milliseconds", "probability"}) {
        html.cell(fault.path(name).asText());
      }
      html.raw("<td>").raw(disarm(fault.path("id").asText())).raw("</td></tr>");
    }
    html.raw("</table></div>");
  }

  private static String disarm(String id) {
    return "<form method=\"post\" action=\"/sandbox/page/disarm\"><button name=\"id\" value=\""
        + id
        + "\">Disarm"
        + (id.equals("all") ? " all" : "")
        + "</button></form>";
  }

  private void log(Html html) {
    html.raw("<h2>Last requests</h2><label class=\"inline\">");
    html.raw("<input type=\"checkbox\" id=\"follow\" checked>follow</label>");
    if (requests.newestFirst().isEmpty()) {
      html.raw("<p class=\"dim\">None yet.</p>");
      return;
    }
    html.raw(
        "<table id=\"requests\"><tr><th>at</th><th>method</th><th>path</th><th>status</th></tr>");
    for (RequestLog.Line line : requests.newestFirst()) {
      html.raw("<tr>").cell(TIME.format(line.at())).cell(line.method());
      html.raw("<td class=\"path mono\">");
      html.link(SandboxPage.BELOW + "requests/" + line.number(), line.target());
      boolean well = line.status() > 0 && line.status() < 400;
      html.raw("</td><td class=\"" + (well ? "good" : "bad") + "\">");
      html.raw(line.status() == 0 ? "none" : String.valueOf(line.status())).raw("</td></tr>");
    }
    html.raw("</table>");
  }
}
