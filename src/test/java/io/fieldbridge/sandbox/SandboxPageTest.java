package io.fieldbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page of a sandbox, as a browser gets it. */
class SandboxPageTest {

  private static final String ATTACK = "\"><script>alert('x')</script><img src=x onerror=\"y";

  private final Faults faults = new Faults(Clock.systemUTC());
  private final CounterSystem counter = new CounterSystem(faults);
  private final SandboxServer server = SandboxServer.start(0, faults, counter, Clock.systemUTC());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void it_lists_objects_with_counts_and_the_requests_with_their_bodies() {
    call("POST", "/things?a=1", "what was asked");

    assertThat(get("/"))
        .contains("<a href=\"/sandbox/page/records/things\">things</a>", ">1</td>")
        .contains("<a href=\"/sandbox/page/requests/1\">/things?a=1</a>")
        .doesNotContain(">others</a>");
    assertThat(get("/sandbox/page/requests/1")).contains("what was asked", "answered 200");
    assertThat(get("/sandbox/page/records/things")).contains("1 to 1 of 1");
  }

  @Test
  void a_record_has_a_page_with_all_its_fields_those_of_the_system_last() {
    String list = get("/sandbox/page/records/parcels");
    String record = get("/sandbox/page/records/parcels/a%2Fb");

    assertThat(list)
        .contains("<th>id</th><th>weight</th><th>stamp</th>")
        .contains("<a href=\"/sandbox/page/records/parcels/a%2Fb\">a/b</a>");
    assertThat(record)
        .contains("<th>note</th><td></td>", "<th>stamp</th><td>noon</td></tr></table>");
    assertThat(call("GET", "/sandbox/page/records/parcels/c", "").statusCode()).isEqualTo(400);
  }

  @Test
  void objects_without_records_are_folded_away() {
    assertThat(get("/"))
        .contains("<details id=\"empty\"><summary>1 without records</summary>", ">empties</a>");
  }

  @Test
  void large_bodies_that_are_never_held_are_shown_by_their_beginning() {
    call("POST", "/uploads", "x".repeat(50_000));

    assertThat(get("/sandbox/page/requests/1")).contains("x".repeat(16_384) + "<", "<pre>a,b\n<");
  }

  @Test
  void a_fault_is_armed_and_disarmed_by_buttons() {
    assertThat(form("arm", "fault=unavailable&object=things&operation=&times=2&probability=1"))
        .isEqualTo(303);
    assertThat(get("/")).contains("<td>unavailable</td><td>things</td><td>any</td><td>2</td>");
    assertThat(call("POST", "/things", "").statusCode()).isEqualTo(503);

    assertThat(form("disarm", "id=1")).isEqualTo(303);
    assertThat(faults.armed()).isEmpty();
    form("arm", "fault=hang");
    form("disarm", "id=all");
    assertThat(faults.armed()).isEmpty();
    assertThat(form("arm", "fault=unavailable&times=many")).isEqualTo(400);
    assertThat(form("arm", "fault=unavailable&object=nothing")).isEqualTo(400);
  }

  @Test
  void whatever_comes_from_outside_is_text() {
    String encoded = URLEncoder.encode(ATTACK, StandardCharsets.UTF_8);
    call("POST", "/things/" + encoded, ATTACK);
    call("POST", "/sandbox/records/things", "{\"note\":\"<script>alert(1)</script>\"}");

    harmless(get("/"));
    harmless(get("/sandbox/page/requests/1"));
    harmless(get("/sandbox/page/records/things?contains=" + encoded));
    harmless(call("GET", "/sandbox/page/records/" + encoded, "").body());
    harmless(call("POST", "/sandbox/page/arm", "fault=" + encoded).body());
    assertThat(get("/sandbox/page/requests/1")).contains("&quot;&gt;&lt;script&gt;alert(&#39;x");
  }

  @Test
  void it_loads_nothing_from_elsewhere_and_forbids_the_browser_to() {
    HttpResponse<String> page = call("GET", "/", "");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(page.body()).doesNotContain("http://", "https://", "<script>");
    assertThat(get("/sandbox/page/page.css")).contains("prefers-color-scheme: dark");
    assertThat(get("/sandbox/page/page.js")).doesNotContain("http");
    assertThat(call("GET", "/sandbox/page/unknown", "").statusCode()).isEqualTo(400);
  }

  @Test
  void a_page_from_elsewhere_cannot_press_the_buttons() {
    String fault = "{\"fault\":\"hang\"}";
    assertThat(
            call("POST", "/sandbox/faults", fault, "Origin", "http://elsewhere.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(call("POST", "/sandbox/reset", "", "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(faults.armed()).isEmpty();
    assertThat(call("POST", "/sandbox/faults", fault, "Origin", server.url()).statusCode())
        .isEqualTo(201);
  }

  private static void harmless(String page) {
    assertThat(page).doesNotContain("<script>alert", "<img");
  }

  private String get(String path) {
    HttpResponse<String> answer = call("GET", path, "");
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private int form(String verb, String fields) {
    return call("POST", "/sandbox/page/" + verb, fields).statusCode();
  }

  private HttpResponse<String> call(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }
}
