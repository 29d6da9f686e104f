package io.fieldbridge.mapping;

import io.fieldbridge.mapping.FieldRule.OnConflict;
import io.fieldbridge.mapping.FieldRule.OnForeignEdit;
import io.fieldbridge.mapping.FieldRule.OnMissing;
import io.fieldbridge.mapping.FieldRule.Ownership;
import io.fieldbridge.mapping.FieldRule.Policy;
import io.fieldbridge.mapping.FieldRule.TooLong;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rows of a contract. */
final class FieldParser {

  static final Set<String> DIRECTIONS = Set.of("both", "to-erp", "to-crm");

  private static final String REFUSED = "reject";
  private static final Set<String> ROUNDINGS =
      Set.of("half-up", "half-even", "up", "down", REFUSED);
  private static final Set<String> OWNERS = Set.of("crm", "erp", "both");

  private final List<String> systems;
  private final Problems problems;
  private final boolean document;
  private final SideParser sides;

  /**
   * @param systems the CRM first, then the ERP
   * @param lists shared lists of values
   * @param document whether the rows are of a document, or of its lines
   */
  FieldParser(List<String> systems, Problems problems, ValueLists lists, boolean document) {
    this.systems = systems;
    this.problems = problems;
    this.document = document;
    this.sides = new SideParser(problems, lists);
  }

  /** The rows; {@code lineOwner}: who owns rows that do not say it, or null where all have to. */
  List<FieldRule> parse(Section rows, Owner lineOwner) {
    List<FieldRule> fields = new ArrayList<>();
    for (String name : List.copyOf(rows.names())) {
      if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
        problems.add(
            rows.line(name),
            "'" + name + "' is no name for a field",
            "Use letters and digits, as in creditLimit");
      }
      rows.section(name).ifPresent(row -> fields.add(row(name, row, rows.line(name), lineOwner)));
    }
    return List.copyOf(fields);
  }

  private FieldRule row(String name, Section row, int line, Owner lineOwner) {
    Optional<String> typeText = row.text("type");
    if (typeText.isEmpty()) {
      problems.add(line, "'" + name + "' has no type", "Add one, as in type: string(100)");
    }
    FieldType type = FieldType.parse(typeText.orElse("string"), line, problems);
    Map<String, SideRule> sideRules = new LinkedHashMap<>();
    for (String system : systems) {
      row.value(system)
          .map(value -> sides.parse(system, value, type))
          .ifPresent(side -> sideRules.put(system, side));
    }
    if (sideRules.isEmpty()) {
      problems.add(line, "'" + name + "' is in no system", "Name a field of " + systems);
    }
    Ownership ownership = ownership(name, row, lineOwner, sideRules);
    FieldRule rule =
        new FieldRule(
            name,
            line,
            type,
            row.flag("required"),
            ownership,
            policy(row, type, clears(row, ownership)),
            sideRules);
    row.refuseTheRest();
    return rule;
  }

  /** What a document leaves empty, the ERP fills in; no later change is to wipe that. */
  private boolean clears(Section row, Ownership ownership) {
    String usual = document && ownership.always(Owner.CRM) ? "keep" : "clear";
    return row.choice("null", usual, Set.of("clear", "keep")).equals("clear");
  }

  private Policy policy(Section row, FieldType type, boolean clears) {
    String rounding = row.choice("rounding", "half-up", ROUNDINGS);
    Optional<String> currency = row.text("currency");
    Optional<String> unit = row.text("unit");
    if (currency.isPresent() && type.kind() != FieldType.Kind.MONEY) {
      problems.add(
          row.line("currency"), "a currency on a " + type.kind().word(), "Use type: money");
    }
    if (unit.isPresent() && type.kind() != FieldType.Kind.QUANTITY) {
      problems.add(
          row.line("unit"),
          "a unit on the row of a " + type.kind().word(),
          "Use type: quantity; the unit of a duration is told at each system");
    }
    String companion = type.kind() == FieldType.Kind.MONEY ? currency.orElse("") : unit.orElse("");
    return new Policy(
        row.choice("too-long", TooLong.UNDECIDED),
        rounding.equals(REFUSED)
            ? RoundingMode.UNNECESSARY
            : RoundingMode.valueOf(rounding.toUpperCase(Locale.ROOT).replace('-', '_')),
        clears,
        companion,
        row.flag("optional"),
        onMissing(row, type),
        row.flag("personal"),
        row.flag("routine"));
  }

  private OnMissing onMissing(Section row, FieldType type) {
    if (row.has("on-missing") && type.kind() != FieldType.Kind.REFERENCE) {
      problems.add(
          row.line("on-missing"),
          "on-missing on a " + type.kind().word(),
          "It belongs to type: reference(flow), or into the lookup: { set, by, on-missing }");
    }
    return row.choice("on-missing", OnMissing.PULL);
  }

  private OnConflict onTie(Section row, OnConflict onConflict) {
    if (row.has("on-tie") && onConflict != OnConflict.NEWEST) {
      problems.add(
          row.line("on-tie"), "on-tie without on-conflict: newest", "Take it out, or add that");
    }
    String word = row.choice("on-tie", "park", Set.of("crm", "erp", "park"));
    return OnConflict.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Ownership ownership(
      String name, Section row, Owner lineOwner, Map<String, SideRule> sideRules) {
    OnConflict onConflict = row.choice("on-conflict", OnConflict.PARK);
    OnConflict onTie = onTie(row, onConflict);
    OnForeignEdit onForeignEdit = row.choice("on-foreign-edit", OnForeignEdit.PUT_RIGHT);
    String direction = row.choice("direction", "both", DIRECTIONS);
    boolean initial = row.choice("initial", "leave", Set.of("leave", "send")).equals("send");
    Optional<YamlValue> owner = row.value("owner");
    if (owner.isPresent() && owner.get().isSection()) {
      Section rule = owner.get().section();
      Formula when = formula(rule, "when").orElse(Formula.constant(null));
      Owner then = owner(rule.choice("then", "both", OWNERS));
      Owner otherwise = owner(rule.choice("else", "both", OWNERS));
      rule.refuseTheRest();
      return new Ownership(
          then, when, otherwise, onConflict, onTie, onForeignEdit, direction, initial);
    }
    Owner fixed = lineOwner != null ? lineOwner : onlySide(sideRules);
    if (owner.isPresent()) {
      fixed = owner(row.choice("owner", "crm", OWNERS));
    } else if (fixed == null) {
      problems.add(
          row.line(), "nobody owns '" + name + "'", "Add owner: crm, owner: erp or owner: both");
    }
    Owner then = fixed == null ? Owner.CRM : fixed;
    return new Ownership(then, null, then, onConflict, onTie, onForeignEdit, direction, initial);
  }

  private Owner onlySide(Map<String, SideRule> sideRules) {
    if (sideRules.size() != 1) {
      return null;
    }
    return sideRules.containsKey(systems.get(0)) ? Owner.CRM : Owner.ERP;
  }

  private static Owner owner(String word) {
    return Owner.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Optional<Formula> formula(Section section, String key) {
    return section.text(key).flatMap(text -> formula(text, section.line(key), problems));
  }

  /** Compiles; what does not compile is a problem. */
  static Optional<Formula> formula(String text, int line, Problems problems) {
    try {
      return Optional.of(JsltFormula.of(text));
    } catch (IllegalArgumentException wrong) {
      problems.add(
          line,
          "the formula " + text + " does not compile: " + wrong.getMessage(),
          "Write a path such as .Name, or a JSLT expression");
      return Optional.empty();
    }
  }
}
