package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.LineRules.Emit;
import io.fieldbridge.mapping.LineRules.Source;
import io.fieldbridge.model.CanonicalRecord.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the lines of a document from the children of a record. A line's key is {@code
 * children/key}, with {@code /role} where one child gives several lines.
 */
final class LineTranslator {

  private final LineRules rules;
  private final FieldTranslator fields;

  LineTranslator(LineRules rules, FieldTranslator fields) {
    this.rules = rules;
    this.fields = fields;
  }

  List<Line> read(String system, ObjectNode record) {
    List<Line> lines = new ArrayList<>();
    if (rules != null && rules.from().equals(system)) {
      for (Source source : rules.sources()) {
        groups(source, record).forEach((key, group) -> emit(source, key, group, lines));
      }
    }
    return lines;
  }

  /** Children by line key, in the order in which the record tells them. */
  private Map<String, List<ObjectNode>> groups(Source source, ObjectNode record) {
    Set<String> used = used(source, record);
    Map<String, List<ObjectNode>> groups = new LinkedHashMap<>();
    for (ObjectNode child : children(record, source.children())) {
      String key = text(source.groupBy() == null ? source.key() : source.groupBy(), child);
      if (passes(source, child) && !used.contains(text(source.key(), child))) {
        groups.computeIfAbsent(key, any -> new ArrayList<>()).add(child);
      }
    }
    return groups;
  }

  private static boolean passes(Source source, ObjectNode child) {
    return source.where() == null || source.where().holds(child);
  }

  private Set<String> used(Source source, ObjectNode record) {
    return source.usedBy().entrySet().stream()
        .flatMap(
            user ->
                children(record, user.getKey()).stream()
                    .filter(child -> counts(user.getKey(), child))
                    .map(child -> text(user.getValue(), child)))
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Whether the child stands for anything: it may fail the condition of its own source. */
  private boolean counts(String children, ObjectNode child) {
    List<Source> own =
        rules.sources().stream().filter(source -> source.children().equals(children)).toList();
    return own.isEmpty() || own.stream().anyMatch(source -> passes(source, child));
  }

  private static List<ObjectNode> children(ObjectNode record, String name) {
    List<ObjectNode> children = new ArrayList<>();
    for (JsonNode child : record.path(name)) {
      if (child instanceof ObjectNode object) {
        children.add(object);
      }
    }
    return children;
  }

  private static String text(Formula formula, ObjectNode child) {
    JsonNode value = formula.apply(child);
    return value == null || value.isNull() ? "" : value.asText();
  }

  private void emit(Source source, String key, List<ObjectNode> group, List<Line> lines) {
    for (Emit emit : source.emits()) {
      Map<String, JsonNode> values = new LinkedHashMap<>();
      for (FieldRule field : emit.fields()) {
        JsonNode value = gathered(field, group, source.children() + " " + key);
        if (value != null) {
          values.put(field.name(), value);
        }
      }
      String role = emit.role().isEmpty() ? "" : "/" + emit.role();
      lines.add(new Line(source.children() + "/" + key + role, emit.role(), values));
    }
  }

  /** Of a group, quantities and durations are added up; all else has to be the same. */
  private JsonNode gathered(FieldRule field, List<ObjectNode> group, String line) {
    JsonNode gathered = null;
    for (ObjectNode child : group) {
      JsonNode value = fields.read(field, rules.from(), child);
      if (gathered == null || value == null) {
        gathered = gathered == null ? value : gathered;
      } else if (adds(field.type().kind()) && value.isNumber() && gathered.isNumber()) {
        gathered = DecimalNode.valueOf(gathered.decimalValue().add(value.decimalValue()));
      } else if (adds(field.type().kind())) {
        gathered = value.isNull() ? gathered : value;
      } else if (!FieldTranslator.same(field, gathered, value)) {
        throw Refusal.of(
            "group-differs",
            field.name(),
            line + " has several values of " + field.name() + ": " + gathered + ", " + value + ".",
            "Make them the same, or group by " + field.name() + " in the contract, too.");
      }
    }
    return gathered;
  }

  private static boolean adds(FieldType.Kind kind) {
    return kind == FieldType.Kind.QUANTITY || kind == FieldType.Kind.DURATION;
  }

  void requireSome(String system, List<Line> lines) {
    if (rules != null && rules.required() && rules.to().equals(system) && lines.isEmpty()) {
      throw Refusal.of(
          "no-lines",
          rules.member(),
          "There is nothing to put into the document: no " + names() + " gives a line.",
          "Add what was done to the source record, or take it out of the flow's filter.");
    }
  }

  private String names() {
    return rules.sources().stream().map(Source::children).collect(Collectors.joining(", no "));
  }

  List<ObjectNode> write(String system, List<Line> lines) {
    return lines.stream().map(line -> whole(system, line)).toList();
  }

  private ObjectNode whole(String system, Line line) {
    ObjectNode canonical = JsonNodeFactory.instance.objectNode();
    line.fields().forEach(canonical::set);
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    for (FieldRule field : rows(line)) {
      JsonNode value = canonical.path(field.name());
      boolean missing = value.isMissingNode() || value.isNull();
      if (missing && field.required()) {
        throw Refusal.of(
            "required-field-missing",
            field.name(),
            "Line " + line.key() + " has no " + field.name() + ", and " + system + " needs it.",
            "Fill it in the source record.");
      }
      if (!missing && field.side(system).filter(SideRule::writable).isPresent()) {
        fields.write(field, system, canonical, sent);
      }
    }
    return sent;
  }

  /** The rows by which a line was made, told by its key. */
  private List<FieldRule> rows(Line line) {
    String children = line.key().substring(0, line.key().indexOf('/'));
    return rules.sources().stream()
        .filter(source -> source.children().equals(children))
        .flatMap(source -> source.emits().stream())
        .filter(emit -> emit.role().equals(line.role()))
        .findFirst()
        .orElseThrow()
        .fields();
  }

  LineChanges changes(
      String system, List<Line> wanted, List<ObjectNode> present, Map<String, String> ids) {
    Map<String, ObjectNode> byId = new LinkedHashMap<>();
    present.forEach(line -> byId.put(line.path("id").asText(), line));
    Map<String, ObjectNode> create = new LinkedHashMap<>();
    Map<String, ObjectNode> update = new LinkedHashMap<>();
    Set<String> gone = new LinkedHashSet<>(ids.values());
    gone.retainAll(byId.keySet());
    for (Line line : wanted) {
      String id = ids.get(line.key());
      ObjectNode there = id == null ? null : byId.get(id);
      if (there == null) {
        create.put(line.key(), whole(system, line));
        continue;
      }
      gone.remove(id);
      ObjectNode different = difference(system, line, there);
      if (!different.isEmpty()) {
        update.put(id, different);
      }
    }
    return new LineChanges(create, update, List.copyOf(gone));
  }

  /** From the first value that differs: the vendor may derive from it those that come after. */
  private ObjectNode difference(String system, Line line, ObjectNode there) {
    ObjectNode canonical = JsonNodeFactory.instance.objectNode();
    line.fields().forEach(canonical::set);
    ObjectNode different = JsonNodeFactory.instance.objectNode();
    for (FieldRule field : rows(line)) {
      boolean written = field.side(system).filter(SideRule::writable).isPresent();
      JsonNode value = canonical.get(field.name());
      if (!written || value == null || value.isNull() && !field.policy().clearsOnNull()) {
        continue;
      }
      JsonNode present = fields.read(field, system, there);
      JsonNode agreed = fields.returned(field, system, value, canonical);
      if (!different.isEmpty() || !FieldTranslator.same(field, present, agreed)) {
        fields.write(field, system, canonical, different);
      }
    }
    return different;
  }
}
