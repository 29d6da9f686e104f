package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * The quote that an opportunity is synced with, and the opportunity, have the same lines: those of
 * the quote from the start of the sync, and each later change of a line on the other side, too.
 */
final class QuoteSyncRule implements Rule {

  private static final List<String> SHARED =
      List.of("Quantity", "UnitPrice", "Discount", "Description", "ServiceDate", "SortOrder");
  private static final String OPPORTUNITY = "Opportunity";
  private static final String QUOTE = "Quote";
  private static final String OPPORTUNITY_LINE = "OpportunityLineItem";
  private static final String QUOTE_LINE = "QuoteLineItem";
  private static final String LINK = "OpportunityLineItemId";

  /** The transactions whose mirrored lines are being written: those are not mirrored back. */
  private final Set<Transaction> mirroring =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public void before(Save save) {
    ObjectNode quote =
        save.type().name().equals(OPPORTUNITY) && save.changed("SyncedQuoteId")
            ? save.parent("SyncedQuoteId")
            : null;
    if (quote != null && !quote.path("OpportunityId").asText().equals(save.text("Id"))) {
      throw Save.integrity(
          "The quote that is synced must be one of the opportunity", "SyncedQuoteId");
    }
  }

  @Override
  public void after(Save save) {
    Transaction transaction = save.transaction();
    switch (save.type().name()) {
      case OPPORTUNITY:
        if (save.changed("SyncedQuoteId") && save.text("SyncedQuoteId") != null) {
          once(transaction, records -> begin(transaction, records, save.row()));
        }
        break;
      case QUOTE_LINE:
        once(transaction, records -> ofQuote(transaction, records, save.row()));
        break;
      case OPPORTUNITY_LINE:
        once(transaction, records -> ofOpportunity(transaction, records, save.row()));
        break;
      default:
    }
  }

  /** A quote that is deleted is synced no more, and the opportunity keeps its lines. */
  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    ObjectNode opportunity = live(transaction, OPPORTUNITY, row.path("OpportunityId").asText());
    boolean synced =
        type.name().equals(QUOTE)
            && opportunity != null
            && opportunity.path("SyncedQuoteId").asText().equals(id(row));
    if (synced) {
      ObjectNode alone = opportunity.deepCopy();
      alone.remove("SyncedQuoteId");
      transaction.amend(type(transaction, OPPORTUNITY), alone);
      transaction.amend(type, row.deepCopy().put("IsSyncing", false));
    }
  }

  @Override
  public void afterDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    switch (type.name()) {
      case QUOTE_LINE:
        once(transaction, records -> forgetMirrored(transaction, records, row));
        break;
      case OPPORTUNITY_LINE:
        once(
            transaction,
            records ->
                mirrored(transaction, row)
                    .forEach(line -> records.delete(type(transaction, QUOTE_LINE), id(line))));
        break;
      default:
    }
  }

  private void once(Transaction transaction, Consumer<Records> work) {
    if (mirroring.add(transaction)) {
      try {
        work.accept(new Records(transaction));
      } finally {
        mirroring.remove(transaction);
      }
    }
  }

  /** The lines of the quote replace those of the opportunity. */
  private static void begin(Transaction transaction, Records records, ObjectNode row) {
    ObjectType lines = type(transaction, OPPORTUNITY_LINE);
    for (ObjectNode line : of(transaction, lines, "OpportunityId", id(row))) {
      records.delete(lines, id(line));
    }
    ObjectNode quote = live(transaction, QUOTE, row.get("SyncedQuoteId").textValue());
    ObjectNode opportunity = live(transaction, OPPORTUNITY, id(row)).deepCopy();
    opportunity.set("Pricebook2Id", quote.get("Pricebook2Id"));
    if (!quote.has("Pricebook2Id")) {
      opportunity.remove("Pricebook2Id");
    }
    transaction.amend(type(transaction, OPPORTUNITY), opportunity);
    for (ObjectNode line : of(transaction, type(transaction, QUOTE_LINE), "QuoteId", id(quote))) {
      createMirrored(transaction, records, line, id(row));
    }
  }

  private static void createMirrored(
      Transaction transaction, Records records, ObjectNode line, String opportunity) {
    ObjectNode body = shared(line).put("OpportunityId", opportunity);
    body.set("PricebookEntryId", line.get("PricebookEntryId"));
    String created = records.createBySystem(type(transaction, OPPORTUNITY_LINE), body);
    ObjectNode linked = live(transaction, QUOTE_LINE, id(line)).deepCopy().put(LINK, created);
    transaction.amend(type(transaction, QUOTE_LINE), linked);
  }

  private static void ofQuote(Transaction transaction, Records records, ObjectNode line) {
    ObjectNode quote = live(transaction, QUOTE, line.get("QuoteId").textValue());
    if (quote == null || !quote.path("IsSyncing").booleanValue()) {
      return;
    }
    ObjectNode own = live(transaction, OPPORTUNITY_LINE, line.path(LINK).textValue());
    if (own == null) {
      createMirrored(transaction, records, line, quote.get("OpportunityId").textValue());
    } else if (!shared(own).equals(shared(line))) {
      records.update(type(transaction, OPPORTUNITY_LINE), id(own), shared(line));
    }
  }

  private static void ofOpportunity(Transaction transaction, Records records, ObjectNode line) {
    ObjectNode opportunity = live(transaction, OPPORTUNITY, line.get("OpportunityId").textValue());
    String quote = opportunity == null ? null : opportunity.path("SyncedQuoteId").textValue();
    if (quote == null) {
      return;
    }
    ObjectType lines = type(transaction, QUOTE_LINE);
    List<ObjectNode> known = mirrored(transaction, line);
    if (known.isEmpty()) {
      ObjectNode body = shared(line).put("QuoteId", quote).put(LINK, id(line));
      body.set("PricebookEntryId", line.get("PricebookEntryId"));
      records.createBySystem(lines, body);
    }
    for (ObjectNode own : known) {
      if (!shared(own).equals(shared(line))) {
        records.update(lines, id(own), shared(line));
      }
    }
  }

  private static void forgetMirrored(Transaction transaction, Records records, ObjectNode line) {
    ObjectNode quote = live(transaction, QUOTE, line.get("QuoteId").textValue());
    ObjectNode own = live(transaction, OPPORTUNITY_LINE, line.path(LINK).textValue());
    if (own != null && quote != null && quote.path("IsSyncing").booleanValue()) {
      records.delete(type(transaction, OPPORTUNITY_LINE), id(own));
    }
  }

  /** The lines of the synced quote that mirror a line of the opportunity. */
  private static List<ObjectNode> mirrored(Transaction transaction, ObjectNode line) {
    ObjectNode opportunity = live(transaction, OPPORTUNITY, line.get("OpportunityId").textValue());
    String quote = opportunity == null ? null : opportunity.path("SyncedQuoteId").textValue();
    return of(transaction, type(transaction, QUOTE_LINE), LINK, id(line)).stream()
        .filter(one -> one.path("QuoteId").asText().equals(quote))
        .toList();
  }

  /** What both lines have; null where it is empty. */
  private static ObjectNode shared(ObjectNode line) {
    ObjectNode shared = Json.object();
    SHARED.forEach(name -> shared.set(name, line.get(name)));
    return shared;
  }

  private static ObjectType type(Transaction transaction, String name) {
    return transaction.org().schema().require(name);
  }

  private static ObjectNode live(Transaction transaction, String object, String id) {
    return id == null ? null : transaction.table(object).live(id);
  }

  private static List<ObjectNode> of(
      Transaction transaction, ObjectType lines, String lookup, String id) {
    return List.copyOf(transaction.table(lines).having(lines.field(lookup), id));
  }

  private static String id(ObjectNode row) {
    return row.get("Id").textValue();
  }
}
