package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SeedItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The 200 products, the standard price book and the service price book, in three currencies. */
final class DemoProducts {

  private static final Map<String, BigDecimal> RATES =
      Map.of("EUR", BigDecimal.ONE, "USD", new BigDecimal("1.08"), "GBP", new BigDecimal("0.85"));

  private final Demo demo;

  DemoProducts(Demo demo) {
    this.demo = demo;
  }

  void seed() {
    book("Standard Price Book", true);
    book("Service Price Book", false);
    SeedItem.all().forEach(this::product);
  }

  private void book(String name, boolean standard) {
    demo.create(
        name,
        "Pricebook2",
        Json.object().put("Name", name).put("IsActive", true).put("IsStandard", standard));
  }

  private void product(SeedItem item) {
    boolean hours = item.unit().equals("HOUR");
    String product =
        demo.create(
            item.number(),
            "Product2",
            Json.object()
                .put("Name", item.name())
                .put("ProductCode", item.number())
                .put("Family", item.type().equals("Service") ? "Service" : "Part")
                .put("QuantityUnitOfMeasure", hours ? "Hours" : "Each")
                .put("IsActive", true));
    RATES.keySet().stream()
        .map(demo::currency)
        .distinct()
        .sorted()
        .forEach(
            currency -> {
              entry("Standard Price Book", product, item, currency);
              entry("Service Price Book", product, item, currency);
            });
  }

  private void entry(String book, String product, SeedItem item, String currency) {
    ObjectNode entry =
        Json.object()
            .put("Pricebook2Id", demo.id(book))
            .put("Product2Id", product)
            .put("CurrencyIsoCode", currency)
            .put("UnitPrice", price(item, currency))
            .put("IsActive", true);
    String name =
        book.startsWith("Service") ? entryName(item.number(), currency) : product + currency;
    demo.create(name, "PricebookEntry", entry);
  }

  /** The name under which the entry of the service price book is remembered. */
  static String entryName(String number, String currency) {
    return "entry " + number + " " + currency;
  }

  static BigDecimal price(SeedItem item, String currency) {
    return item.unitPriceEur().multiply(RATES.get(currency)).setScale(2, RoundingMode.HALF_UP);
  }
}
