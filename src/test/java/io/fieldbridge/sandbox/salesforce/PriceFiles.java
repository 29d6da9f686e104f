package io.fieldbridge.sandbox.salesforce;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of products and of their prices in four books and three currencies. */
final class PriceFiles {

  private static final String[] CURRENCIES = {"EUR", "USD", "GBP"};
  private static final int BOOKS = 4;

  private final Path folder;
  private final int rows;
  private final int perBook;

  PriceFiles(Path folder, int rows) {
    this.folder = folder;
    this.rows = rows;
    this.perBook = (rows / (BOOKS * CURRENCIES.length) + 1) * CURRENCIES.length;
  }

  Path items() throws IOException {
    Path file = folder.resolve("items.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("ERP_Item_Id__c,Name,ProductCode,IsActive\n");
      for (int item = 0; item < perBook / CURRENCIES.length; item++) {
        out.write("I-" + item + ",Product " + item + ",C-" + item + ",true\n");
      }
    }
    return file;
  }

  /**
   * Prices to create, with the books' ids, the standard one first.
   *
   * @param cents the end of each price
   */
  Path prices(String[] books, String cents) throws IOException {
    Path file = folder.resolve("prices.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "ERP_Price_Key__c,Pricebook2Id,Product2.ERP_Item_Id__c,CurrencyIsoCode,UnitPrice,IsActive\n");
      for (int index = 0; index < rows; index++) {
        out.write(key(index) + "," + books[book(index)] + ",I-" + item(index));
        out.write("," + currency(index) + "," + price(index, cents) + ",true\n");
      }
    }
    return file;
  }

  /** Prices to change; what places an entry cannot be written again. */
  Path changes(String cents) throws IOException {
    Path file = folder.resolve("changes.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("ERP_Price_Key__c,UnitPrice,IsActive\n");
      for (int index = 0; index < rows; index++) {
        out.write(key(index) + "," + price(index, cents) + ",true\n");
      }
    }
    return file;
  }

  String key(int index) {
    return "B" + book(index) + "|I-" + item(index) + "|" + currency(index);
  }

  int book(int index) {
    return index / perBook;
  }

  int item(int index) {
    return index % perBook / CURRENCIES.length;
  }

  String price(int index, String cents) {
    return 1 + index % 997 + cents;
  }

  private static String currency(int index) {
    return CURRENCIES[index % CURRENCIES.length];
  }
}
