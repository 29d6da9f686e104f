package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A customer and its company contact are one party: what is written to one shows on the other. */
final class CompanyContact {

  private static final List<String> SHARED =
      List.of(
          "displayName",
          "addressLine1",
          "addressLine2",
          "city",
          "state",
          "country",
          "postalCode",
          "phoneNumber",
          "email",
          "website",
          "taxRegistrationNumber");

  private CompanyContact() {}

  static void create(Transaction transaction, Row customer) {
    Draft contact = transaction.fresh("contacts");
    String number = NumberSeries.CONTACTS.next(transaction);
    contact
        .put("number", number)
        .put("type", "Company")
        .put("companyNumber", number)
        .put("contactBusinessRelation", "Customer")
        .put("$customerId", customer.id());
    write(transaction, contact, customer);
  }

  static void follow(Transaction transaction, Row customer) {
    of(transaction, customer)
        .filter(contact -> differs(contact, customer))
        .ifPresent(
            contact -> {
              write(transaction, Draft.of("contacts", contact), customer);
              if (!contact.get("displayName").equals(customer.get("displayName"))) {
                renamePersons(transaction, contact, customer.text("displayName"));
              }
            });
  }

  /** Copies a contact to its customer. */
  static void lead(Transaction transaction, Row contact) {
    transaction
        .company()
        .find("customers", contact.guid("$customerId"))
        .filter(customer -> differs(contact, customer))
        .ifPresent(
            customer -> {
              Draft draft = Draft.of("customers", customer);
              SHARED.forEach(name -> draft.put(name, contact.get(name)));
              transaction.write(draft);
            });
  }

  static void release(Transaction transaction, Row customer) {
    of(transaction, customer)
        .ifPresent(
            contact ->
                transaction.write(
                    Draft.of("contacts", contact)
                        .put("contactBusinessRelation", "None")
                        .put("$customerId", Kind.NO_GUID)));
  }

  private static void renamePersons(Transaction transaction, Row contact, String name) {
    List.copyOf(transaction.company().rows("contacts")).stream()
        .filter(person -> person.text("companyNumber").equals(contact.text("number")))
        .filter(person -> !person.id().equals(contact.id()))
        .forEach(
            person -> transaction.write(Draft.of("contacts", person).put("companyName", name)));
  }

  private static Optional<Row> of(Transaction transaction, Row customer) {
    return transaction
        .company()
        .byKey("$contactOf", customer.id())
        .flatMap(link -> transaction.company().find("contacts", link.guid("contactId")));
  }

  private static boolean differs(Row contact, Row customer) {
    return SHARED.stream().anyMatch(name -> !contact.get(name).equals(customer.get(name)));
  }

  private static void write(Transaction transaction, Draft contact, Row customer) {
    SHARED.forEach(name -> contact.put(name, customer.get(name)));
    contact
        .put("companyName", customer.text("displayName"))
        .put("searchName", customer.text("displayName").toUpperCase(Locale.ROOT));
    if (contact.isInserted()) {
      transaction.writeUnstamped(
          Draft.hidden("$contactOf", transaction.newId("$contactOf"))
              .put("$key", customer.id())
              .put("contactId", contact.id()));
    }
    transaction.write(contact);
  }
}
