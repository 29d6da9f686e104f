package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a person sees in the browser: at {@code /} and below {@code /sandbox/page/}. */
final class SandboxPage {

  static final String BELOW = "/sandbox/page/";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final List<String> NUMBERS = List.of("times", "skip", "milliseconds");

  private final SandboxSystem system;
  private final Faults faults;
  private final OverviewPage overview;
  private final RecordsPage records;
  private final RequestLog requests;

  SandboxPage(SandboxSystem system, Faults faults, RequestLog requests) {
    this.system = system;
    this.faults = faults;
    this.requests = requests;
    this.overview = new OverviewPage(system, faults, requests);
    this.records = new RecordsPage(system);
  }

  SandboxResponse handle(SandboxRequest request) {
    List<String> path = request.segments();
    if (path.isEmpty()) {
      return page("", overview.body());
    }
    String what = path.size() > 2 ? path.get(2) : "";
    try {
      return answer(request, what, path.size() > 3 ? path.get(3) : "");
    } catch (IllegalArgumentException wrong) {
      Html body = new Html().raw("<p class=\"bad\">").text(String.valueOf(wrong.getMessage()));
      return page("", body.raw("</p><p>").link("/", "Back").raw("</p>")).withStatus(400);
    }
  }

  private SandboxResponse answer(SandboxRequest request, String what, String name) {
    switch (request.method() + " " + what) {
      case "GET page.css":
        return resource("page.css", "text/css;charset=UTF-8");
      case "GET page.js":
        return resource("page.js", "text/javascript;charset=UTF-8");
      case "GET records":
        return request.segments().size() > 4
            ? page(name, records.record(name, request.segments().get(4)))
            : page(name, records.body(name, request.parameters()));
      case "GET requests":
        return page("Request", RequestPage.body(requests.find(name)));
      case "POST arm":
        arm(request.formFields());
        return back();
      case "POST disarm":
        disarm(request.formFields().getOrDefault("id", ""));
        return back();
      default:
        throw new IllegalArgumentException("there is no page " + request.path());
    }
  }

  private void arm(Map<String, String> form) {
    ObjectNode fault = Json.object();
    form.forEach(
        (name, value) -> {
          if (NUMBERS.contains(name) && !value.isBlank()) {
            fault.put(name, number(name, value).longValueExact());
          } else if (name.equals("probability") && !value.isBlank()) {
            fault.put(name, number(name, value));
          } else if (!value.isBlank()) {
            fault.put(name, value);
          }
        });
    faults.show(system, Fault.read(fault, system.faultCatalog()));
  }

  private static BigDecimal number(String name, String value) {
    try {
      BigDecimal number = new BigDecimal(value.length() > 20 ? "" : value.trim());
      return NUMBERS.contains(name) ? number.setScale(0) : number;
    } catch (ArithmeticException | NumberFormatException wrong) {
      throw new IllegalArgumentException("'" + name + "' must be a number, not " + value, wrong);
    }
  }

  private void disarm(String id) {
    if (id.equals("all")) {
      faults.disarmAll(system);
    } else if (id.matches("\\d{1,9}")) {
      faults.disarm(Integer.parseInt(id));
    }
  }

  private SandboxResponse page(String title, Html body) {
    String name = OverviewPage.title(system);
    Html page =
        new Html()
            .raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
            .text(title.isEmpty() ? name : title + " - " + name)
            .raw("</title><link rel=\"stylesheet\" href=\"/sandbox/page/page.css\">")
            .raw("<script src=\"/sandbox/page/page.js\" defer></script></head><body><header><h1>")
            .link("/", name)
            .raw(
                "</h1><span class=\"dim\">a simulator: nothing in here is real</span></header><main>")
            .raw(body.toString())
            .raw("</main></body></html>");
    return safe(SandboxResponse.text(200, "text/html;charset=UTF-8", page.toString()));
  }

  private static SandboxResponse safe(SandboxResponse answer) {
    return answer
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "same-origin")
        .with("Cache-Control", "no-store");
  }

  private static SandboxResponse back() {
    return SandboxResponse.empty(303).with("Location", "/");
  }

  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static SandboxResponse resource(String name, String type) {
    try (InputStream in = SandboxPage.class.getResourceAsStream("/sandbox/page/" + name)) {
      return safe(
          SandboxResponse.text(200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
