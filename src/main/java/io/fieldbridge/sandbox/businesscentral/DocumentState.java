package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.Set;

/** What the state of a document lets be changed. */
final class DocumentState {

  private static final Set<String> LOCKED = Set.of("Open", "In_x0020_Review");

  private DocumentState() {}

  /** Refuses the change of an unposted document that is released or waits for its approval. */
  static void checkUnlocked(DocumentKind kind, String status, String number) {
    if (LOCKED.contains(status)) {
      throw VendorException.fieldValidation(
          "Status must be equal to 'Open' in %s: No.=%s. Current value is '%s'."
              .formatted(
                  kind.trade().caption("Header"),
                  number,
                  status.equals("Open") ? "Released" : "Pending Approval"));
    }
  }

  /** Refuses to post what waits for its approval. */
  static void checkApproved(Row header) {
    if (header.text("status").equals("In_x0020_Review")) {
      throw VendorException.dialog(
          "The document %s can only be released when the approval process is complete."
              .formatted(header.text("number")));
    }
  }

  /** Whether all that an order names is delivered; comments count for nothing. */
  static boolean isDelivered(Company company, DocumentKind kind, Row header) {
    List<Row> lines =
        company.where(kind.lineSet(), header.id()).stream()
            .filter(line -> !line.text("lineType").equals("Comment"))
            .toList();
    return !lines.isEmpty()
        && lines.stream()
            .allMatch(
                line ->
                    line.decimal("quantity").signum() != 0
                        && line.decimal("quantity").compareTo(line.decimal(kind.delivered())) == 0);
  }
}
