package io.fieldbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandbox;
import io.fieldbridge.sandbox.businesscentral.BusinessCentralSandboxSettings;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a sandbox in a real browser; runs in the Maven profile {@code browser} only. */
class SandboxPageInBrowserTest {

  private static final Path PICTURES = Path.of("target/pictures");

  private static SalesforceSandbox salesforce;
  private static BusinessCentralSandbox businessCentral;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start() {
    salesforce = SalesforceSandbox.start(SalesforceSandboxSettings.onPorts(0, 0));
    businessCentral =
        BusinessCentralSandbox.start(
            new BusinessCentralSandboxSettings(0, BusinessCentralSandboxSettings.Profile.STANDARD));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-background-networking", "--disable-sync")));
  }

  @AfterAll
  static void stop() {
    browser.close();
    playwright.close();
    salesforce.close();
    businessCentral.close();
  }

  @BeforeEach
  void open() {
    page = browser.newPage();
    page.onDialog(
        dialog -> {
          complaints.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
  }

  @AfterEach
  void nothing_to_complain_of() {
    page.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_person_finds_records_and_their_fields() {
    page.navigate(salesforce.url());
    assertThat(page).hasTitle("Salesforce sandbox");
    picture("overview");
    page.click("#objects a:text-is('Account')");
    assertThat(page.locator(".records tr")).hasCount(50);
    assertThat(page.locator(".records th").first()).isVisible();
    picture("records");
    page.click(".records td a >> nth=0");
    assertThat(page.locator(".record th:text-is('Name')")).isVisible();
    picture("record");
  }

  @Test
  void nothing_is_wider_than_a_narrow_screen() {
    page.setViewportSize(400, 800);
    for (String url : List.of(salesforce.url(), businessCentral.url())) {
      page.navigate(url);
      page.click("#arm");
      assertThat(page.locator("#armed")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(400);
      page.click("#armed th button");
    }
    picture("narrow");
  }

  @Test
  void a_person_arms_a_fault_sees_it_show_and_disarms_another() {
    page.navigate(businessCentral.url());
    page.selectOption("select[name=fault]", "unavailable-html");
    page.selectOption("select[name=operation]", "login");
    page.click("#arm");
    assertThat(page.locator("#armed")).containsText("unavailable-html");
    send(businessCentral.url() + "/demo.example/oauth2/v2.0/token", "grant_type=x");
    assertThat(page.locator("#requests .bad")).containsText("503");
    assertThat(page.locator("#armed")).hasCount(0);
    page.click("#requests a");
    assertThat(page.locator("pre").last()).containsText("Service Unavailable");

    page.navigate(businessCentral.url());
    page.selectOption("select[name=fault]", "throttled");
    page.click("#arm");
    picture("armed");
    page.click("#armed td button");
    assertThat(page.locator("#armed")).hasCount(0);
  }

  @Test
  void a_records_markup_is_shown_and_not_run() {
    String attack = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    send(salesforce.url() + "/sandbox/records/Account", "{\"Name\": \"" + attack + "\"}");
    page.navigate(salesforce.url() + "/sandbox/page/records/Account?contains=onerror");
    assertThat(page.locator(".records td:has-text('onerror')").first()).containsText("<script>");
    assertThat(page.locator("img")).hasCount(0);
  }

  @Test
  void it_is_dark_where_the_person_likes_it_dark() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.navigate(businessCentral.url());
    assertThat(page.locator("body")).hasCSS("background-color", "rgb(21, 24, 29)");
    picture("dark");
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(false));
  }

  private static void send(String url, String body) {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString())
            .join();
    assertThat(answer.statusCode()).isPositive();
  }
}
