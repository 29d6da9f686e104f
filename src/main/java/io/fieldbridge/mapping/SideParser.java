package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.mapping.SideRule.DurationUnit;
import io.fieldbridge.mapping.SideRule.Lookup;
import io.fieldbridge.mapping.SideRule.Shape;
import io.fieldbridge.mapping.SideRule.Write;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads what a row says of one system. */
final class SideParser {

  private static final String FIELD_NAME = "[A-Za-z_@][\\w@]*";

  private final Problems problems;
  private final ValueMapParser maps;

  SideParser(Problems problems, ValueLists lists) {
    this.problems = problems;
    this.maps = new ValueMapParser(problems, lists);
  }

  SideRule parse(String system, YamlValue value, FieldType type) {
    return value.isSection()
        ? detailed(system, value.section(), type)
        : plain(system, value.text().strip(), value.line(), type);
  }

  /** {@code Name} is read and written; {@code .Parent.Name} or any formula is only read. */
  private SideRule plain(String system, String text, int line, FieldType type) {
    needsUnit(type, Optional.empty(), line);
    Shape shape = new Shape(DurationUnit.MINUTES, null, 0, -1, false, false, null);
    if (!text.matches(FIELD_NAME)) {
      Formula read = FieldParser.formula(text, line, problems).orElse(null);
      return new SideRule(system, line, read, List.of(), null, null, shape);
    }
    String name = fieldName(text, line);
    return new SideRule(
        system, line, Formula.path("." + name), List.of(new Write(name, null)), null, null, shape);
  }

  private SideRule detailed(String system, Section side, FieldType type) {
    Optional<String> field = side.text("field").map(name -> fieldName(name, side.line("field")));
    Formula read = read(side, field);
    List<Write> writes = writes(side, field);
    if (read == null && writes.isEmpty()) {
      problems.add(
          side.line(), "neither read nor written in " + system, "Add field:, read: or write:");
    }
    Lookup lookup = side.value("lookup").map(this::lookup).orElse(null);
    ValueMap values = maps.parse(side, read != null && !writes.isEmpty());
    SideRule rule =
        new SideRule(system, side.line(), read, writes, values, lookup, shape(side, type));
    side.refuseTheRest();
    return rule;
  }

  private Formula read(Section side, Optional<String> field) {
    Optional<YamlValue> constant = side.value("constant");
    Optional<String> template = side.text("template");
    Optional<String> formula = side.text("formula");
    Optional<String> read = side.text("read").or(() -> formula);
    if (constant.isPresent()) {
      return Formula.constant(node(constant.get()));
    }
    if (template.isPresent()) {
      return Template.parse(template.get(), side.line("template"), problems);
    }
    if (read.isPresent()) {
      int line = side.line(side.has("read") ? "read" : "formula");
      return FieldParser.formula(read.get(), line, problems).orElse(null);
    }
    return field.map(name -> Formula.path("." + name)).orElse(null);
  }

  private List<Write> writes(Section side, Optional<String> field) {
    Optional<YamlValue> write = side.value("write");
    List<Write> writes = new ArrayList<>();
    field.ifPresent(name -> writes.add(new Write(name, null)));
    if (write.isPresent() && write.get().isSection()) {
      Section formulas = write.get().section();
      for (String name : formulas.names()) {
        formulas
            .text(name)
            .flatMap(text -> FieldParser.formula(text, formulas.line(name), problems))
            .ifPresent(found -> writes.add(new Write(fieldName(name, side.line()), found)));
      }
    } else if (write.isPresent()) {
      writes.add(new Write(fieldName(write.get().text(), write.get().line()), null));
    }
    return List.copyOf(writes);
  }

  private String fieldName(String name, int line) {
    if (!name.matches(FIELD_NAME)) {
      problems.add(line, "'" + name + "' is no field name", "Put formulas under read: and write:");
      return "invalid";
    }
    return name;
  }

  private Lookup lookup(YamlValue value) {
    if (value.isSection()) {
      Section section = value.section();
      refusePull(section);
      Lookup lookup =
          new Lookup(
              section.text("set").orElse(""),
              section.text("by").orElse(""),
              section.text("give").orElse("id"),
              section
                  .choice("on-missing", "reject", Set.of("reject", "wait", "pull"))
                  .equals("wait"));
      if (lookup.set().isEmpty() || lookup.by().isEmpty()) {
        problems.add(section.line(), "incomplete lookup", "Name set: and by:");
      }
      section.refuseTheRest();
      return lookup;
    }
    String[] parts = value.text().strip().split("\\.");
    if (parts.length != 2) {
      problems.add(value.line(), "'" + value.text() + "' is no lookup", "Write set.field");
      return null;
    }
    return new Lookup(parts[0], parts[1], "id", false);
  }

  /** Only what a flow carries can be pulled, and small sets have none. */
  private void refusePull(Section lookup) {
    if (lookup.text("on-missing").filter("pull"::equals).isPresent()) {
      problems.add(
          lookup.line("on-missing"),
          "a row of "
              + lookup.text("set").orElse("a set")
              + " cannot be pulled: no flow carries it",
          "Write on-missing: wait or reject; for records of a flow use type: reference(flow)");
    }
  }

  private Shape shape(Section side, FieldType type) {
    Optional<String> unit = side.text("unit");
    List<String> units =
        Arrays.stream(DurationUnit.values())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
    needsUnit(type, unit, side.line());
    String known = unit.isPresent() ? side.choice("unit", "minutes", units) : "minutes";
    int scale = side.has("scale") ? side.number("scale", -1, 18) : -1;
    side.value("scale");
    return new Shape(
        DurationUnit.valueOf(known.toUpperCase(Locale.ROOT)),
        zone(side, problems).orElse(null),
        side.number("length", 0, 100_000),
        scale,
        side.choice("case", "as-is", Set.of("as-is", "upper")).equals("upper"),
        side.choice("form", "code", Set.of("code", "name")).equals("name"),
        side.value("empty").map(SideParser::node).orElse(null));
  }

  private void needsUnit(FieldType type, Optional<String> unit, int line) {
    if (type.kind() == FieldType.Kind.DURATION && unit.isEmpty()) {
      problems.add(line, "a duration without a unit", "Add unit: minutes or unit: hours");
    }
    if (type.kind() != FieldType.Kind.DURATION && unit.isPresent()) {
      problems.add(line, "a unit of time on a " + type.kind().word(), "Use type: duration");
    }
  }

  static Optional<ZoneId> zone(Section side, Problems problems) {
    Optional<String> zone = side.text("zone");
    try {
      return zone.map(ZoneId::of);
    } catch (DateTimeException unknown) {
      problems.add(
          side.line("zone"), "unknown time zone '" + zone.get() + "'", "Write it as Europe/Berlin");
      return Optional.empty();
    }
  }

  /** A scalar with the type that YAML gives it. */
  static JsonNode node(YamlValue value) {
    String text = value.text();
    if (value.tag().equals(Tag.NULL)) {
      return NullNode.instance;
    }
    if (value.tag().equals(Tag.BOOL)) {
      return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
    }
    boolean number = value.tag().equals(Tag.INT) || value.tag().equals(Tag.FLOAT);
    return number && text.matches("-?\\d{1,30}(\\.\\d{1,30})?")
        ? DecimalNode.valueOf(new BigDecimal(text))
        : TextNode.valueOf(text);
  }
}
