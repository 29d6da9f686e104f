package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Content with an address of its own: pictures, attachments, and documents as PDF. */
final class Media {

  private static final String TABLE = "$content";
  private static final int SIZE_MAX = 20 * 1024 * 1024;
  private static final Map<String, String> PICTURED =
      Map.of(
          "customers", "Customer",
          "items", "Item",
          "vendors", "Vendor",
          "employees", "Employee",
          "contacts", "Contact");
  private static final List<String> PRINTED =
      List.of(
          "salesQuotes",
          "salesOrders",
          "salesInvoices",
          "salesCreditMemos",
          "salesShipments",
          "purchaseOrders",
          "purchaseInvoices",
          "purchaseCreditMemos");

  private Media() {}

  /** The content of a row as an answer; 204 where there is none. */
  static SandboxResponse read(Company company, EntityType type, Row row) {
    if (type.set().equals("pdfDocuments")) {
      return bytes("application/pdf", pdf(row));
    }
    return company
        .byKey(TABLE, row.id())
        .map(
            content ->
                bytes(content.text("type"), Base64.getDecoder().decode(content.text("content"))))
        .orElseGet(() -> SandboxResponse.empty(204));
  }

  /** Replaces the content of a row. */
  static void write(Transaction transaction, EntityType type, Row row, ApiCall call) {
    if (!type.changeable()) {
      throw VendorException.notAllowed("PATCH", type.set());
    }
    byte[] body = call.request().body();
    if (body.length > SIZE_MAX) {
      throw new VendorException(413, "RequestEntityTooLarge", "The content is too large.");
    }
    Draft content =
        transaction
            .company()
            .byKey(TABLE, row.id())
            .map(present -> Draft.of(TABLE, present))
            .orElseGet(
                () ->
                    Draft.hidden(TABLE, transaction.newId(TABLE))
                        .put("$key", row.id())
                        .put("version", 0L));
    transaction.writeUnstamped(
        content
            .put("content", Base64.getEncoder().encodeToString(body))
            .put("size", (long) body.length)
            .put("type", call.request().header("content-type").orElse("application/octet-stream")));
    if (View.of(type.set()).isEmpty()) {
      transaction.write(Draft.of(type.set(), row).put("byteSize", (long) body.length));
    }
  }

  static List<Row> pictures(Company company) {
    List<Row> rows = new ArrayList<>();
    PICTURED.forEach(
        (set, type) -> company.rows(set).forEach(owner -> rows.add(picture(company, owner, type))));
    return rows;
  }

  static List<Row> pdfDocuments(Company company) {
    List<Row> rows = new ArrayList<>();
    for (String set : PRINTED) {
      for (Row document : company.rows(set)) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", document.id());
        values.put("parentId", document.id());
        values.put("parentType", Dimensions.parentType(set));
        values.put("number", document.text("number"));
        values.put("lastModifiedDateTime", document.get("lastModifiedDateTime"));
        rows.add(new Row(document.id(), values, document.version()));
      }
    }
    return rows;
  }

  private static Row picture(Company company, Row owner, String type) {
    Optional<Row> content = company.byKey(TABLE, owner.id());
    UUID id = owner.id();
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("parentType", type);
    values.put("contentType", content.map(row -> row.text("type")).orElse(""));
    values.put("lastModifiedDateTime", owner.get("lastModifiedDateTime"));
    return new Row(id, values, content.map(Row::version).orElse(1L));
  }

  /** As small a PDF as can be; a real one shows the whole document. */
  private static byte[] pdf(Row document) {
    String text =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n% "
            + document.text("number")
            + "\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static SandboxResponse bytes(String type, byte[] body) {
    SandboxResponse empty = SandboxResponse.empty(200);
    return new SandboxResponse(200, Map.of("Content-Type", type), body, empty.ending());
  }
}
