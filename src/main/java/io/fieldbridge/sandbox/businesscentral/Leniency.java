package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Set;
import java.util.UUID;

/** Read-only properties that some versions are said to take all the same. */
record Leniency(Switches switches) {

  private static final Set<String> QUOTE_STATES = Set.of("Draft", "Sent", "Accepted");

  /** Takes the id that a caller has chosen out of a body; null where there is none to take. */
  UUID chosenId(EntityType type, ObjectNode json) {
    boolean chosen = switches.on(Switch.CLIENT_CHOSEN_IDS) && json.hasNonNull(type.idName());
    if (!chosen || type.isScoped()) {
      return null;
    }
    Property id = type.property(type.idName());
    return (UUID) Literals.value(id, json.remove(type.idName()).asText());
  }

  /** Takes the status of a quote out of a body and writes it into the draft; tells whether. */
  boolean takeQuoteStatus(Transaction transaction, Draft draft, ObjectNode json) {
    boolean named = draft.set().equals("salesQuotes") && json.hasNonNull("status");
    if (!named || !switches.on(Switch.QUOTE_STATUS_WRITABLE)) {
      return false;
    }
    String status = json.remove("status").asText();
    if (!QUOTE_STATES.contains(status)) {
      throw new VendorException(
          400, "Unknown", "'%s' is none of %s.".formatted(status, QUOTE_STATES));
    }
    draft.put("status", status);
    if (status.equals("Accepted")) {
      draft.put("acceptedDate", transaction.company().today());
    }
    return true;
  }
}
