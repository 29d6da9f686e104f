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
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Examples;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Price list lines become entries of both price books, each on its day (P4, N4, G4, G24). */
class ItemPriceTest {

  private static final Path FLOWS = Path.of("docs", "flows", "prices");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final String ITEM = "P-1188";

  private final MovableClock clock = new MovableClock();
  private final LocalDate today = LocalDate.now(ZONE);
  private Bridge bridge;
  private Crm crm;

  @TempDir private Path home;

  @BeforeEach
  void start() throws IOException {
    clock.set(today.atTime(12, 0).atZone(ZONE).toInstant());
    Mappings.copiedTo(home);
    Files.createDirectory(home.resolve("routes"));
    copy(Path.of("routes"), "routes");
    copy(FLOWS.resolve("routes"), "routes");
    copy(FLOWS.resolve("mappings"), "mappings");
    bridge = Bridge.withExtension(home, clock);
    crm = bridge.crm();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void a_price_that_begins_tomorrow_is_in_both_books_tomorrow() {
    String standard = entry("Standard Price Book");
    crm.update("PricebookEntry", standard, "{'ERP_Price_Key__c': 'P-1188|PCS|'}");
    crm.delete("PricebookEntry", entry("Service Price Book"));
    for (String flow : List.of("item-price", "item-standard-price")) {
      bridge.engine().state().modes().set(flow, FlowMode.LIVE, "test");
    }

    bridge
        .businessCentralSandbox()
        .price(
            "{'item': '%s', 'unitPrice': 365.5, 'startingDate': '%s'}"
                .formatted(ITEM, today.plusDays(1)));

    soon(() -> assertThat(price("Standard Price Book")).isEqualTo("379"));
    soon(() -> assertThat(price("Service Price Book")).isEqualTo("379"));
    assertThat(entry("Standard Price Book")).isEqualTo(standard);

    soon(() -> assertThat(open()).hasSize(2).allMatch(Message::isMoment));
    soon(() -> assertThat(open()).allMatch(moment -> moment.state() == State.WAITING));
    clock.set(today.plusDays(1).atStartOfDay(ZONE).toInstant());
    open().forEach(moment -> bridge.engine().state().inbox().retry(moment.id()));

    soon(() -> assertThat(price("Standard Price Book")).isEqualTo("365.5"));
    soon(() -> assertThat(price("Service Price Book")).isEqualTo("365.5"));
    assertThat(bridge.held()).isEmpty();
  }

  @Test
  void the_examples_come_out_as_written() {
    Path mappings = FLOWS.resolve("mappings");
    Contracts contracts = Contracts.load(mappings);
    assertThat(contracts.problems()).isEmpty();
    assertThat(Examples.check(mappings, contracts)).isEmpty();
  }

  private List<Message> open() {
    Set<State> states = Set.of(State.PENDING, State.CLAIMED, State.WAITING, State.PARKED);
    return bridge.engine().state().inbox().list(MessageFilter.in(states), 0, 100);
  }

  private String entry(String book) {
    return find(book).path("Id").asText();
  }

  private String price(String book) {
    return find(book).path("UnitPrice").asText();
  }

  private JsonNode find(String book) {
    return crm.query(
            "SELECT Id, UnitPrice FROM PricebookEntry WHERE Product2.ProductCode = '"
                + ITEM
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
