package io.fieldbridge.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * One row of {@code /sandbox/items.csv}: the 200 parts and services that both simulators seed from.
 * {@code type} is {@code Inventory} or {@code Service}, {@code unit} is {@code PCS} or {@code
 * HOUR}.
 */
public record SeedItem(
    String number,
    String name,
    String type,
    String unit,
    BigDecimal unitPriceEur,
    boolean blocked) {

  /** All rows, in their order. */
  public static List<SeedItem> all() {
    return SeedFile.rows("/sandbox/items.csv").stream().map(SeedItem::read).toList();
  }

  private static SeedItem read(Map<String, String> row) {
    return new SeedItem(
        row.get("number"),
        row.get("name"),
        row.get("type"),
        row.get("unit"),
        new BigDecimal(row.get("unitPriceEur")),
        Boolean.parseBoolean(row.get("blocked")));
  }
}
