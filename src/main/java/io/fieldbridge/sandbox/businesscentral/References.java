package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Properties that name other rows. An id and a code that go together are kept in step; the local
 * currency is no row: it is the empty id with the code of the company's currency.
 */
final class References {

  private References() {}

  /** Sets a property and what follows from it. */
  static void assign(Transaction transaction, Draft draft, Property property, Object value) {
    EntityType type = transaction.environment().schema().type(draft.set());
    Optional<Property> owner = idOfPair(type, property);
    if (owner.isPresent()) {
      byCode(transaction, draft, owner.get(), (String) value);
    } else if (property.reference() != null && value instanceof UUID id) {
      byId(transaction, draft, property, id);
    } else {
      if (property.reference() != null && !value.equals("")) {
        known(transaction, type, property, value);
      }
      draft.put(property.name(), value);
    }
  }

  /** Refuses a body that sends both halves of a pair and contradicts itself. */
  static void checkPairs(Transaction transaction, EntityType type, Body body) {
    for (Property property : body.values().keySet()) {
      if (property.reference() != null && property.reference().pairedCode() != null) {
        Object code = body.value(property.reference().pairedCode());
        UUID id = (UUID) body.values().get(property);
        if (code != null && !id.equals(idOf(transaction, property, (String) code))) {
          throw VendorException.dialog(
              "The %s and %s values do not match to a specific %s."
                  .formatted(property.name(), property.reference().pairedCode(), entity(property)));
        }
      }
    }
  }

  /** Refuses a body whose number has led to another row than the id beside it. */
  static void checkKept(Draft draft, Body body) {
    for (Map.Entry<Property, Object> entry : body.values().entrySet()) {
      String id = entry.getKey().name();
      boolean pair = id.endsWith("Id") && body.value(id.replaceFirst("Id$", "Number")) != null;
      if (pair && !entry.getValue().equals(draft.get(id))) {
        throw VendorException.dialog(
            "The %s and %s values do not match.".formatted(id, id.replaceFirst("Id$", "Number")));
      }
    }
  }

  /** Writes a new number of a row wherever its old one stands beside its id, stamps unmoved. */
  static void renamed(Transaction transaction, Row row, String set) {
    for (EntityType type : transaction.environment().schema().types()) {
      type.properties().values().stream()
          .map(property -> pairWith(property, set))
          .flatMap(Optional::stream)
          .forEach(id -> renamed(transaction, row, type, id));
    }
  }

  private static Optional<Property> pairWith(Property property, String set) {
    return Optional.of(property)
        .filter(id -> id.reference() != null && id.reference().set().equals(set))
        .filter(id -> id.reference().pairedCode() != null);
  }

  private static void renamed(Transaction transaction, Row row, EntityType type, Property id) {
    for (Row each : List.copyOf(transaction.company().table(type.set()).rows())) {
      if (each.guid(id.name()).equals(row.id())) {
        transaction.writeUnstamped(
            Draft.of(type.set(), each).put(id.reference().pairedCode(), row.get("number")));
      }
    }
  }

  private static UUID idOf(Transaction transaction, Property property, String code) {
    if (isLocalCurrency(property, code)) {
      return Kind.NO_GUID;
    }
    return transaction
        .company()
        .byKey(property.reference().set(), code)
        .map(Row::id)
        .orElse(Kind.NO_GUID);
  }

  private static void byCode(Transaction transaction, Draft draft, Property id, String code) {
    String codeName = id.reference().pairedCode();
    if (isLocalCurrency(id, code)) {
      draft.put(id.name(), Kind.NO_GUID).put(codeName, Currencies.LOCAL);
    } else if (code.isEmpty()) {
      draft.put(id.name(), Kind.NO_GUID).put(codeName, "");
    } else {
      Row row =
          transaction
              .company()
              .byKey(id.reference().set(), code)
              .orElseThrow(() -> unknownCode(draft, id, code));
      draft.put(id.name(), row.id()).put(codeName, code);
    }
  }

  private static VendorException unknownCode(Draft draft, Property id, String code) {
    String name = id.reference().pairedCode();
    return id.reference().set().equals("customers")
        ? VendorException.dialog("The \"" + name + "\" does not match to a Customer.")
        : VendorException.tableRelation(name, draft.set(), code);
  }

  private static void byId(Transaction transaction, Draft draft, Property property, UUID id) {
    String codeName = property.reference().pairedCode();
    String code = property.reference().set().equals("currencies") ? Currencies.LOCAL : "";
    if (!id.equals(Kind.NO_GUID)) {
      Row row =
          transaction
              .company()
              .find(property.reference().set(), id)
              .orElseThrow(
                  () ->
                      VendorException.dialog(
                          "The \"%s\" does not match to a %s."
                              .formatted(property.name(), entity(property))));
      code = row.text(row.values().containsKey("number") ? "number" : "code");
    }
    draft.put(property.name(), id);
    if (codeName != null) {
      draft.put(codeName, code);
    }
  }

  private static void known(
      Transaction transaction, EntityType type, Property property, Object value) {
    if (transaction.company().byKey(property.reference().set(), value).isEmpty()) {
      throw VendorException.tableRelation(property.name(), type.entity(), value);
    }
  }

  private static Optional<Property> idOfPair(EntityType type, Property code) {
    return type.properties().values().stream()
        .filter(each -> each.reference() != null)
        .filter(each -> code.name().equals(each.reference().pairedCode()))
        .findFirst();
  }

  private static boolean isLocalCurrency(Property id, String code) {
    return id.reference().set().equals("currencies")
        && (code.isEmpty() || code.equals(Currencies.LOCAL));
  }

  private static String entity(Property property) {
    String name = property.name().replaceFirst("Id$", "");
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
