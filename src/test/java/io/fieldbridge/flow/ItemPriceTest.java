package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Mappings;
import io.fieldbridge.MovableClock;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Price list lines become entries of both price books, each on its day (P4, N4, G4, G24). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemPriceTest {

  private static final Path FLOWS = Path.of("docs", "flows", "prices");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final String STANDARD = "Standard Price Book";
  private static final String SERVICE = "Service Price Book";

  private final MovableClock clock = new MovableClock();
  private final LocalDate today = LocalDate.now(ZONE);
  private Bridge bridge;
  private Crm crm;
  private Path home;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    home = folder;
    clock.set(today.atTime(12, 0).atZone(ZONE).toInstant());
    Mappings.copiedTo(home);
    Files.createDirectory(home.resolve("routes"));
    copy(Path.of("routes"), "routes");
    copy(FLOWS.resolve("routes"), "routes");
    copy(FLOWS.resolve("mappings"), "mappings");
    bridge = Bridge.withExtension(home, clock);
    crm = bridge.crm();
    for (String flow : List.of("item-price", "item-standard-price")) {
      bridge.engine().state().modes().set(flow, FlowMode.LIVE, "test");
    }
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void a_price_that_begins_tomorrow_is_in_both_books_tomorrow() {
    String standard = entry("P-1188", STANDARD);
    String service = entry("P-1188", SERVICE);
    crm.update("PricebookEntry", standard, "{'ERP_Price_Key__c': 'P-1188|PCS|'}");
    crm.update("PricebookEntry", service, "{'ERP_Price_Key__c': 'SERVICE|P-1188|PCS|'}");

    bridge
        .businessCentralSandbox()
        .price(
            "{'item': 'P-1188', 'unitPrice': 365.5, 'startingDate': '%s'}"
                .formatted(today.plusDays(1)));

    soon(() -> assertThat(price("P-1188", STANDARD)).isEqualTo("379"));
    soon(() -> assertThat(price("P-1188", SERVICE)).isEqualTo("379"));
    assertThat(entry("P-1188", STANDARD)).isEqualTo(standard);
    assertThat(entry("P-1188", SERVICE)).isEqualTo(service);

    soon(() -> assertThat(open()).hasSize(2).allMatch(Message::isMoment));
    soon(() -> assertThat(open()).allMatch(moment -> moment.state() == State.WAITING));
    clock.set(today.plusDays(1).atStartOfDay(ZONE).toInstant());
    open().forEach(moment -> bridge.engine().state().inbox().retry(moment.id()));

    soon(() -> assertThat(price("P-1188", STANDARD)).isEqualTo("365.5"));
    soon(() -> assertThat(price("P-1188", SERVICE)).isEqualTo("365.5"));
    assertThat(bridge.held()).isEmpty();
  }

  @Test
  void the_first_price_of_an_item_comes_into_the_standard_book_before_the_other() {
    crm.delete("PricebookEntry", entry("P-1190", SERVICE));
    crm.delete("PricebookEntry", entry("P-1190", STANDARD));

    bridge.businessCentralSandbox().price("{'item': 'P-1190', 'unitPrice': 12.34}");

    soon(() -> assertThat(price("P-1190", SERVICE)).isEqualTo("12.34"));
    assertThat(price("P-1190", STANDARD)).isEqualTo("12.34");
  }

  private List<Message> open() {
    Set<State> states = Set.of(State.PENDING, State.CLAIMED, State.WAITING, State.PARKED);
    return bridge.engine().state().inbox().list(MessageFilter.in(states), 0, 100);
  }

  private String entry(String item, String book) {
    return find(item, book).path("Id").asText();
  }

  private String price(String item, String book) {
    return find(item, book).path("UnitPrice").asText();
  }

  private JsonNode find(String item, String book) {
    return crm.query(
            "SELECT Id, UnitPrice FROM PricebookEntry WHERE Product2.ProductCode = '"
                + item
                + "' AND CurrencyIsoCode = 'EUR' AND Pricebook2.Name = '"
                + book
                + "'")
        .path(0);
  }

  private void copy(Path from, String folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, home.resolve(folder).resolve(file.getFileName()));
      }
    }
  }
}
