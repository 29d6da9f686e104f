package io.fieldbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One request of the log with both bodies. */
final class RequestPage {

  private RequestPage() {}

  static Html body(Optional<JsonNode> found) {
    JsonNode entry =
        found.orElseThrow(
            () -> new IllegalArgumentException("this request is not among the last 200 any more"));
    Html html = new Html().raw("<h2 class=\"mono\">");
    html.text(entry.path("method").asText() + " " + entry.path("path").asText()).raw("</h2><p>");
    int status = entry.path("status").asInt();
    html.raw("<span class=\"" + (status > 0 && status < 400 ? "good" : "bad") + "\">");
    html.text(status == 0 ? "no answer, the connection was closed" : "answered " + status);
    html.raw("</span> <span class=\"dim\">at ").text(entry.path("at").asText()).raw("</span></p>");
    part(html, "Request", entry.path("request").asText());
    part(html, "Response", entry.path("response").asText());
    return html;
  }

  private static void part(Html html, String title, String body) {
    html.raw("<h2>" + title + "</h2>");
    if (body.isEmpty()) {
      html.raw("<p class=\"dim\">No body.</p>");
    } else {
      html.raw("<pre>").text(pretty(body)).raw("</pre>");
    }
  }

  private static String pretty(String body) {
    if (!body.startsWith("{") && !body.startsWith("[")) {
      return body;
    }
    try {
      return Json.MAPPER.readTree(body).toPrettyString();
    } catch (JsonProcessingException cutOrNone) {
      return body;
    }
  }
}
