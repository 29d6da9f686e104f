package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one flow keeps in step, and how. Immutable and thread-safe. */
public final class Contract {

  /** Changes of the CRM that are to reach the ERP. */
  public static final String TO_ERP = "to-erp";

  /** Changes of the ERP that are to reach the CRM. */
  public static final String TO_CRM = "to-crm";

  private final Definition definition;
  private final List<String> systems;
  private final Map<String, Selection> selections;
  private final Personal personal;

  Contract(Definition definition) {
    this.definition = definition;
    this.systems = List.copyOf(definition.ends().keySet());
    this.selections = Selections.of(definition);
    this.personal = Personal.of(definition);
  }

  /** The fields that hold personal data. */
  public Personal personal() {
    return personal;
  }

  /** Whether many records may change in the field at once as a matter of course. */
  public boolean isRoutine(String field) {
    return definition.field(field).filter(row -> row.policy().routine()).isPresent();
  }

  Definition definition() {
    return definition;
  }

  public String flow() {
    return definition.flow();
  }

  public int version() {
    return definition.version();
  }

  /** Whether the flow carries documents with lines rather than the state of a record. */
  public boolean carriesDocument() {
    return definition.document();
  }

  /** Both systems, the CRM first. */
  public Set<String> systems() {
    return definition.ends().keySet();
  }

  public String crm() {
    return systems.get(0);
  }

  public String erp() {
    return systems.get(1);
  }

  /** The other one of the two systems. */
  public String otherThan(String system) {
    return system.equals(crm()) ? erp() : crm();
  }

  /** The vendor's name of the object, as used in URLs. */
  public String object(String system) {
    return definition.ends().get(system).object();
  }

  /** The vendor's field with the number that people see. */
  public Optional<String> keyField(String system) {
    return Optional.of(definition.ends().get(system).key()).filter(key -> !key.isEmpty());
  }

  /** The number that people know the record by; empty where it has none. */
  public String number(RemoteRecord record) {
    return keyField(record.ref().system())
        .map(field -> record.values().path(field).asText(""))
        .orElse("");
  }

  /**
   * The vendor's fields that tell one record from another: its number, and what every record must
   * have, such as its name.
   */
  public Set<String> identityFields(String system) {
    Stream<String> required =
        definition.fields().stream()
            .filter(FieldRule::required)
            .map(field -> field.sides().get(system))
            .filter(Objects::nonNull)
            .flatMap(side -> side.writes().stream())
            .map(SideRule.Write::field);
    return Stream.concat(keyField(system).stream(), required)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The vendor's name of a document's lines in the ERP, where the flow has lines. */
  public Optional<String> linesMember() {
    return Optional.ofNullable(definition.lines()).map(LineRules::member);
  }

  /**
   * The vendor's fields of a line in which the ERP keeps just what makes the line's key, so that a
   * line is known again by them whatever else it says; none where no row writes that.
   */
  public Set<String> lineKeyFields() {
    return lineRows().map(LineRows::keyFields).orElse(Set.of());
  }

  /**
   * The vendor's fields of a line that say what it is of and how much: those of the rows up to the
   * quantity. What comes after them, such as the price, the ERP may derive from them.
   */
  public Set<String> lineGoodsFields() {
    return lineRows().map(LineRows::goodsFields).orElse(Set.of());
  }

  private Optional<LineRows> lineRows() {
    return Optional.ofNullable(definition.lines()).map(LineRows::new);
  }

  /** Whether changes are taken in that direction, {@link #TO_ERP} or {@link #TO_CRM}. */
  public boolean takes(String direction) {
    return definition.direction().equals("both") || definition.direction().equals(direction);
  }

  /** All that the contract reads of a record, with children, key, filter and report fields. */
  public Selection selection(String system) {
    return selections.get(system);
  }

  /**
   * What the contract reads of a part: a member that the flow puts next to the record from another
   * read, such as {@code invoice} next to an order.
   */
  public Selection selection(String system, String part) {
    return selections.getOrDefault(system + "/" + part, Selection.of());
  }

  /**
   * All that the contract reads of that record, whichever part it is put next to the record as: a
   * document may be the order or stand in its place.
   */
  public Selection selection(RecordRef record) {
    Selection all = selection(record.system());
    for (Map.Entry<String, String> part : parts(record.system()).entrySet()) {
      if (part.getValue().equals(record.object())) {
        all = all.and(selection(record.system(), part.getKey()));
      }
    }
    return all;
  }

  /**
   * The members that the flow has to put next to a record of that system: the name of each, and the
   * vendor's object that it is, or the empty string where it is none.
   */
  public Map<String, String> parts(String system) {
    return definition.parts().getOrDefault(system, Map.of());
  }

  /** How long root and children of a document have to rest before it is sent. */
  public Duration settledAfter() {
    return definition.settledAfter();
  }

  /** In the order in which they are tried. */
  public List<MatchKey> matchKeys() {
    return definition.match();
  }

  /** Whether the flow is about this record at all. */
  public boolean inFilter(String system, ObjectNode record) {
    Formula filter = definition.filters().get(system);
    boolean there = groups(system).filter(groups -> groups.isNone(record)).isEmpty();
    return there && (filter == null || filter.holds(record));
  }

  /** How several rows of the system are one record; empty where each row is one. */
  public Optional<Groups> groups(String system) {
    return Optional.ofNullable(definition.grouping())
        .filter(grouping -> grouping.system().equals(system))
        .map(grouping -> new Groups(grouping, definition.filters().get(system)));
  }

  /** The mode in which the flow begins where nobody has set one yet. */
  public StartMode startMode() {
    return definition.mode();
  }

  /** What becomes of the other half when the record in this system leaves the filter. */
  public Departure onLeave(String system) {
    return definition.leaving().onLeave().get(system);
  }

  /** What becomes of the other half when the record in this system is deleted. */
  public Departure onDelete(String system) {
    return definition.leaving().onDelete().get(system);
  }

  public Report report() {
    return definition.report();
  }

  /** Our reference in the document, with its check code; empty for flows without one. */
  public Optional<String> reference(CanonicalRecord record) {
    return Optional.ofNullable(record.fields().get(definition.reference()))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** The vendor's field in which the ERP keeps our reference; empty for flows without one. */
  public Optional<String> referenceField() {
    return definition
        .field(definition.reference())
        .flatMap(field -> field.side(erp()))
        .filter(SideRule::writable)
        .map(side -> side.writes().get(0).field());
  }

  /** The vendor's fields that name another record of that system, such as a document's customer. */
  public Set<String> referenceFields(String system) {
    return definition.fields().stream()
        .filter(field -> field.type().kind() == FieldType.Kind.REFERENCE)
        .flatMap(field -> field.side(system).stream())
        .flatMap(side -> side.writes().stream())
        .map(SideRule.Write::field)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether some row lets the newest edit win, so that it has to be known when each was made. */
  public boolean asksForTimes() {
    return definition.fields().stream()
        .anyMatch(field -> field.ownership().onConflict() == FieldRule.OnConflict.NEWEST);
  }

  /** The canonical names in the contract's order. */
  public List<String> fieldNames() {
    return definition.fields().stream().map(FieldRule::name).toList();
  }

  /**
   * This contract for systems of these schemas: a row that it calls optional is left out where a
   * system lacks the row's fields. What nothing is known of counts as there.
   */
  public Contract fitted(Contracts.Schemas schemas) {
    return new Contract(new OptionalRows(definition, schemas).fitted());
  }

  /**
   * All that is wrong with this contract in the eyes of both systems. Fit it first, else the lack
   * of what is optional is told, too.
   *
   * @param schemas tell of every object that the systems have
   */
  public List<Problem> problems(Contracts.Schemas schemas) {
    Problems problems = new Problems(flow() + ".yaml");
    new SchemaChecks(definition, schemas, problems).runLive();
    return problems.found();
  }

  /** The fields for whose lack {@link #fitted} leaves rows out. */
  public List<String> missing(Contracts.Schemas schemas) {
    return new OptionalRows(definition, schemas).missing();
  }

  @Override
  public String toString() {
    return flow() + " version " + version();
  }
}
