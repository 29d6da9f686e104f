package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Entity sets without a table of their own: each row shows a row of another set. */
record View(String source, BiFunction<Company, Row, Optional<Row>> show) {

  private static final Map<String, View> VIEWS =
      Map.of(
          "customerFinancialDetails", new View("customers", View::financialDetails),
          "contactsInformation", new View("contacts", View::contactInformation));

  static Optional<View> of(String set) {
    return Optional.ofNullable(VIEWS.get(set));
  }

  List<Row> rows(Company company) {
    return company.table(source).rows().stream()
        .flatMap(row -> show.apply(company, row).stream())
        .toList();
  }

  Optional<Row> find(Company company, UUID id) {
    return company.table(source).find(id).flatMap(row -> show.apply(company, row));
  }

  private static Optional<Row> financialDetails(Company company, Row customer) {
    return Optional.of(
        new Row(
            customer.id(),
            Map.of(
                "id", customer.id(),
                "number", customer.text("number"),
                "lastModifiedDateTime", customer.get("lastModifiedDateTime")),
            customer.version()));
  }

  private static Optional<Row> contactInformation(Company company, Row contact) {
    UUID customer = contact.guid("$customerId");
    if (customer.equals(Kind.NO_GUID)) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            contact.id(),
            Map.of(
                "contactId", contact.id(),
                "contactNumber", contact.text("number"),
                "contactName", contact.text("displayName"),
                "contactType", contact.text("type"),
                "relatedId", customer,
                "relatedType", "Customer"),
            contact.version()));
  }
}
