package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Marks customers as ours: by a row of the {@code externalReferences} extension or by a number made
 * from our reference. Thread-safe.
 */
final class CustomerMarks {

  static final String CUSTOMERS = "customers";

  private static final String EXTERNAL_SYSTEM = "FieldBridge";
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int NUMBER_DIGITS = 12;

  private final CustomerProof proof;
  private final BusinessCentralClient client;
  private final BusinessCentralPageReader pages;
  private final Company company;

  CustomerMarks(
      BusinessCentralSettings settings,
      BusinessCentralClient client,
      BusinessCentralPageReader pages,
      Company company) {
    this.proof = settings.customerProof();
    this.client = client;
    this.pages = pages;
    this.company = company;
  }

  boolean byReference() {
    return proof.kind() == CustomerProof.Kind.EXTERNAL_REFERENCES;
  }

  boolean byNumber() {
    return proof.kind() == CustomerProof.Kind.NUMBER_RANGE;
  }

  /** The number for a reference: always the same one, and at most 20 characters. */
  String number(String reference) {
    byte[] digest = digest(reference);
    StringBuilder number = new StringBuilder(proof.prefix());
    for (int i = 0; i < NUMBER_DIGITS; i++) {
      number.append(DIGITS.charAt(digest[i] & 31));
    }
    return number.toString();
  }

  /** The customer that bears the reference. */
  Optional<RecordRef> find(String reference) {
    String filter =
        "externalSystem eq "
            + Literal.quoted(EXTERNAL_SYSTEM)
            + " and externalId eq "
            + Literal.quoted(reference);
    RecordRef[] found = new RecordRef[1];
    pages.read(
        Call.get(rows("?$filter=" + Query.encoded(filter))),
        "externalReferences",
        page -> {
          for (ObjectNode row : page.rows()) {
            found[0] = new RecordRef(Rows.SYSTEM, CUSTOMERS, row.path("entityId").asText());
          }
          return false;
        });
    return Optional.ofNullable(found[0]);
  }

  /** Gives the customer the reference; harmless where it has it. */
  void mark(RecordRef customer, String reference) {
    ObjectNode row = Wire.object();
    row.put("externalSystem", EXTERNAL_SYSTEM);
    row.put("externalId", reference);
    row.put("entityType", "Customer");
    row.put("entityId", customer.id());
    try {
      Answer answer = client.send(Call.post(rows(""), row));
      if (!answer.succeeded() && !answer.code().equals("Internal_EntityWithSameKeyExists")) {
        throw BusinessCentralFailures.of(answer, Deed.UPDATE, "externalReferences " + reference);
      }
    } catch (ReplyLostException lost) {
      throw BusinessCentralFailures.unanswered("externalReferences " + reference, lost);
    }
  }

  private URI rows(String options) {
    return company.uri(company.path("externalReferences") + options);
  }

  private static byte[] digest(String reference) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(reference.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
