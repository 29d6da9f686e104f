package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates, changes and deletes rows: the body is checked whole, then applied value by value. */
final class EntityWriter {

  private static final Set<String> CODE_TABLES =
      Set.of(
          "itemCategories",
          "unitsOfMeasure",
          "currencies",
          "paymentTerms",
          "paymentMethods",
          "shipmentMethods",
          "taxGroups",
          "taxAreas",
          "countriesRegions",
          "salespeoplePurchasers",
          "locations",
          "customerReturnReasons",
          "disputeStatus");

  private static final Set<String> JOURNALS =
      Set.of("journals", "customerPaymentJournals", "vendorPaymentJournals");

  private static final Set<String> JOURNAL_LINES =
      Set.of("journalLines", "customerPayments", "vendorPayments");

  private static final Map<String, EntityRules> RULES =
      Stream.<Stream<? extends EntityRules>>of(
              Stream.of(
                  new CustomerRules(),
                  new ContactRules(),
                  new CustomerContactRules(),
                  new VendorRules(),
                  new ItemRules(),
                  new ItemVariantRules(),
                  new DefaultDimensionRules(),
                  new DimensionSetLineRules(),
                  new EmployeeRules(),
                  new TimeEntryRules(),
                  new ExternalReferenceRules(),
                  new ItemTrackingRules(),
                  new ReservationRules(),
                  new ShipToAddressRules()),
              CODE_TABLES.stream().map(CodeTableRules::new),
              JOURNALS.stream().map(JournalRules::new),
              JOURNAL_LINES.stream().map(JournalLineRules::new),
              Stream.of(DocumentKind.values())
                  .flatMap(kind -> Stream.of(new HeaderRules(kind), new LineRules(kind))))
          .flatMap(rules -> rules)
          .collect(Collectors.toMap(EntityRules::setOf, rules -> rules));

  private EntityWriter() {}

  /** Creates a row and the lines of a deep insert; {@code parentId} is null at the top. */
  static Row create(Transaction transaction, EntityType type, ObjectNode json, UUID parentId) {
    if (!type.insertable()) {
      throw VendorException.notAllowed("POST", type.set());
    }
    UUID chosen = new Leniency(transaction.switches()).chosenId(type, json);
    Body body = Body.read(type, json);
    EntityRules rules = rulesOf(type);
    rules.check(body);
    References.checkPairs(transaction, type, body);
    Draft draft = fresh(transaction, type, chosen);
    presetParent(transaction, type, draft, body, parentId);
    rules.begin(transaction, draft);
    apply(transaction, rules, draft, body);
    References.checkKept(draft, body);
    Row row = rules.insert(transaction, draft);
    body.children().forEach((navigation, lines) -> lines(transaction, row, navigation, lines));
    return transaction.company().find(type.set(), row.id()).orElseThrow();
  }

  static Row change(Transaction transaction, EntityType type, Row row, ObjectNode json) {
    if (!type.changeable()) {
      throw VendorException.notAllowed("PATCH", type.set());
    }
    Draft draft = Draft.of(type.set(), row);
    boolean moved = new Leniency(transaction.switches()).takeQuoteStatus(transaction, draft, json);
    Body body = Body.read(type, json);
    if (!body.children().isEmpty()) {
      throw VendorException.badRequest(
          "Nested entities cannot be changed together with their parent.");
    }
    EntityRules rules = rulesOf(type);
    rules.check(body);
    References.checkPairs(transaction, type, body);
    if (apply(transaction, rules, draft, body) || moved) {
      References.checkKept(draft, body);
      rules.modify(transaction, row, draft);
    }
    return transaction.company().find(type.set(), row.id()).orElseThrow();
  }

  static void delete(Transaction transaction, EntityType type, Row row) {
    if (!type.insertable()) {
      throw VendorException.notAllowed("DELETE", type.set());
    }
    rulesOf(type).delete(transaction, row);
  }

  private static Draft fresh(Transaction transaction, EntityType type, UUID chosen) {
    if (chosen == null) {
      return transaction.fresh(type.set());
    }
    if (transaction.company().find(type.set(), chosen).isPresent()) {
      throw UniqueKey.taken(transaction, type.entity(), "SystemId='" + chosen + "'");
    }
    return Draft.fresh(type, chosen);
  }

  private static void presetParent(
      Transaction transaction, EntityType type, Draft draft, Body body, UUID parentId) {
    Property owner = type.owner() == null ? null : type.property(type.owner());
    if (owner == null || owner.kind() != Kind.GUID) {
      return;
    }
    Object named = body.value(owner.name());
    UUID parent = parentId != null ? parentId : named == null ? Kind.NO_GUID : (UUID) named;
    if (owner.reference() != null && parentId != null) {
      References.assign(transaction, draft, owner, parent);
    } else if (owner.reference() == null) {
      draft.put(owner.name(), parent);
    }
  }

  private static boolean apply(Transaction transaction, EntityRules rules, Draft draft, Body body) {
    boolean changed = false;
    for (Map.Entry<Property, Object> entry : body.values().entrySet()) {
      Object present = draft.get(entry.getKey().name());
      if (!same(present, entry.getValue())) {
        rules.validate(transaction, draft, entry.getKey(), entry.getValue());
        changed = true;
      }
    }
    return changed;
  }

  private static boolean same(Object present, Object wanted) {
    return present != null && wanted != null && present.getClass() == wanted.getClass()
        ? Comparison.compare(present, wanted) == 0
        : Objects.equals(present, wanted);
  }

  private static void lines(
      Transaction transaction, Row parent, Navigation navigation, List<ObjectNode> lines) {
    EntityType type = transaction.environment().schema().type(navigation.set());
    for (ObjectNode line : lines) {
      boolean refused = !transaction.switches().on(Switch.DEEP_INSERT_TAKES_SEQUENCE);
      if (refused && line.has("sequence")) {
        throw new VendorException(
            500, "Internal_ServerError", "The SystemId field cannot be changed after insert.");
      }
      create(transaction, type, line, parent.id());
    }
  }

  private static EntityRules rulesOf(EntityType type) {
    EntityRules rules = RULES.get(type.set());
    return rules == null ? new PlainRules(type.set()) : rules;
  }

  /** Tables without rules of their own. */
  private record PlainRules(String setOf) implements EntityRules {}
}
