package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds what a lost create left behind: by a key of ours in what was sent, else by the whole
 * content among the records that our user created since. The recycle bin keeps deleted records with
 * their values for 15 days, or until somebody empties it.
 */
final class SalesforceProbe implements Probe {

  /** The org's clock and ours may differ a little. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private static final String KIND = "probe";
  private static final int KEY_MATCHES_MAX = 10;

  private final Queries queries;
  private final RecordReader reader;
  private final Describes describes;
  private final Supplier<String> user;

  SalesforceProbe(
      Queries queries, RecordReader reader, Describes describes, Supplier<String> user) {
    this.queries = queries;
    this.reader = reader;
    this.describes = describes;
    this.user = user;
  }

  @Override
  public List<RemoteRecord> look(Creation creation) {
    Selection selection = new Selection(plainFields(creation), Map.of());
    Optional<String> key = keyField(creation);
    List<RemoteRecord> candidates =
        key.isPresent()
            ? reader.find(
                creation.object(),
                Map.of(key.get(), creation.values().get(key.get())),
                selection,
                KEY_MATCHES_MAX)
            : created(creation, selection);
    return candidates.stream().filter(record -> !creation.linked().test(record.ref())).toList();
  }

  /** Their keys are free again, so only what our user has created since counts. */
  @Override
  public Optional<RemoteRecord> lookAmongDeleted(Creation creation) {
    if (!describes.of(creation.object()).map(Description::listsDeleted).orElse(true)) {
      return Optional.empty();
    }
    Selection selection = new Selection(plainFields(creation), Map.of());
    Optional<String> key = keyField(creation);
    String soql =
        createdByUs(creation, selection)
            + " AND IsDeleted = TRUE"
            + key.map(field -> " AND " + equal(creation, field)).orElse("")
            + " ORDER BY CreatedDate DESC";
    List<ObjectNode> rows = queries.allWithDeleted(KIND, soql);
    return SalesforceReader.records(creation.object(), selection, rows).stream()
        .filter(record -> key.isPresent() || sameContent(creation, record))
        .filter(record -> !creation.linked().test(record.ref()))
        .findFirst();
  }

  private static String equal(Creation creation, String field) {
    return Soql.field(field) + " = " + Soql.literal(creation.values().get(field), false);
  }

  private Optional<String> keyField(Creation creation) {
    Set<String> keys =
        describes.of(creation.object()).map(Description::externalIds).orElse(Set.of());
    for (String field : plainFields(creation)) {
      JsonNode value = creation.values().get(field);
      boolean reference =
          !creation.reference().isEmpty() && value.asText().equals(creation.reference());
      if (!value.isNull() && (keys.contains(field) || reference)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  private List<RemoteRecord> created(Creation creation, Selection selection) {
    List<RemoteRecord> same = new ArrayList<>();
    queries.each(
        KIND,
        createdByUs(creation, selection) + " ORDER BY CreatedDate",
        page ->
            SalesforceReader.records(creation.object(), selection, page.rows()).stream()
                .filter(record -> sameContent(creation, record))
                .forEach(same::add));
    return same;
  }

  private String createdByUs(Creation creation, Selection selection) {
    return Soql.select(creation.object(), selection)
        + " WHERE CreatedById = '"
        + SalesforceId.of(user.get())
        + "' AND CreatedDate >= "
        + creation.since().minus(CLOCKS_DIFFER);
  }

  private static Set<String> plainFields(Creation creation) {
    Set<String> fields = new HashSet<>();
    creation
        .values()
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                fields.add(field.getKey());
              }
            });
    return fields;
  }

  private static boolean sameContent(Creation creation, RemoteRecord record) {
    return plainFields(creation).stream()
        .allMatch(field -> same(creation.values().get(field), record.values().path(field)));
  }

  /** Salesforce trims texts and keeps an empty one as null. */
  private static boolean same(JsonNode sent, JsonNode held) {
    if (sent.isNumber() && held.isNumber()) {
      return sent.decimalValue().compareTo(held.decimalValue()) == 0;
    }
    return text(sent).equals(text(held)) || sameMoment(text(sent), text(held));
  }

  /** The same instant may be spelled with Z and with +0000. */
  private static boolean sameMoment(String sent, String held) {
    try {
      return SalesforceTime.parse(sent).equals(SalesforceTime.parse(held));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "" : value.asText().strip();
  }
}
