package io.fieldbridge.mapping;

import io.fieldbridge.mapping.Definition.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one contract; whatever is wrong becomes a problem, and reading goes on. */
final class ContractParser {

  private final Problems problems;
  private final Section file;
  private final ValueLists lists;
  private final List<String> systems = new ArrayList<>();

  private ContractParser(Section file, ValueLists lists) {
    this.file = file;
    this.lists = lists;
    this.problems = file.problems();
  }

  static Definition parse(Section file, ValueLists lists) {
    return new ContractParser(file, lists).parse();
  }

  private Definition parse() {
    String flow = file.text("contract").orElse("");
    if (!flow.matches("[a-z][a-z0-9-]*")) {
      problems.add(file.line("contract"), "no flow is named", "Begin with 'contract: flow-name'");
    }
    Map<String, End> ends = ends();
    systems.addAll(ends.keySet());
    List<FieldRule> fields =
        file.section("fields")
            .map(rows -> new FieldParser(systems, problems, lists, document()).parse(rows, null))
            .orElse(List.of());
    if (fields.isEmpty()) {
      problems.add(file.line("fields"), "no fields", "Add at least one row under 'fields:'");
    }
    LineRules lines =
        file.section("lines")
            .flatMap(section -> new LineParser(systems, problems, lists).parse(section))
            .orElse(null);
    Grouping grouping = new GroupParser(systems, problems).parse(file).orElse(null);
    Definition definition =
        new Definition(
            flow,
            file.number("version", 1, 100_000),
            document(),
            file.choice("mode", StartMode.OBSERVE),
            file.choice("direction", "both", FieldParser.DIRECTIONS),
            ends,
            fields,
            lines,
            filters(),
            new LeavingParser(systems, problems).parse(file),
            match(),
            settledAfter(),
            report(ends),
            file.text("reference").orElse(""),
            parts(grouping),
            grouping);
    file.refuseTheRest();
    return definition;
  }

  private boolean document() {
    return file.choice("carries", "state", Set.of("state", "document")).equals("document");
  }

  private Map<String, End> ends() {
    Map<String, End> ends = new LinkedHashMap<>();
    Section key = file.section("key").orElse(Section.empty(problems));
    for (String system : List.copyOf(key.names())) {
      String[] parts = key.text(system).orElse("").split("\\.", 2);
      ends.put(system, new End(parts[0], parts.length > 1 ? parts[1] : "", key.line(system)));
    }
    if (ends.size() != 2 || ends.values().stream().anyMatch(end -> end.object().isEmpty())) {
      problems.add(
          file.line("key"),
          "'key' does not name two systems",
          "Write key: { salesforce: Account.ERP_Customer_Id__c, business-central: customers.number }"
              + ", the CRM first");
    }
    return ends;
  }

  private Map<String, Formula> filters() {
    Map<String, Formula> filters = new LinkedHashMap<>();
    Section filter = file.section("filter").orElse(Section.empty(problems));
    for (String system : systems) {
      filter
          .text(system)
          .flatMap(text -> FieldParser.formula(text, filter.line(system), problems))
          .ifPresent(predicate -> filters.put(system, predicate));
    }
    filter.refuseTheRest();
    return filters;
  }

  private List<MatchKey> match() {
    List<MatchKey> keys = new ArrayList<>();
    for (YamlValue value : file.list("match")) {
      Section row = value.section();
      Map<String, String> fields = new LinkedHashMap<>();
      Map<String, Formula> formulas = new LinkedHashMap<>();
      systems.forEach(system -> row.text(system).ifPresent(name -> fields.put(system, name)));
      fields.forEach(
          (system, text) -> {
            if (!text.matches("[\\w.@]+")) {
              FieldParser.formula(text, row.line(system), problems)
                  .ifPresent(formula -> formulas.put(system, formula));
            }
          });
      boolean shared = row.flag("shared");
      row.refuseTheRest();
      if (fields.size() != systems.size()) {
        problems.add(value.line(), "a match key needs a field of each system", "Name both fields");
        continue;
      }
      keys.add(new MatchKey(keys.size() + 1, fields, shared, value.line(), formulas));
    }
    return List.copyOf(keys);
  }

  private Duration settledAfter() {
    Optional<String> text = file.text("settled-after");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    if (!text.get().matches("\\d{1,5}[smh]")) {
      problems.add(
          file.line("settled-after"), "'" + text.get() + "' is no time", "Write 30s, 2m or 1h");
      return Duration.ZERO;
    }
    return Duration.parse("PT" + text.get().toUpperCase(Locale.ROOT));
  }

  private Report report(Map<String, End> ends) {
    boolean none = file.value("report").filter(YamlValue::isText).isPresent();
    if (none) {
      file.choice("report", "none", Set.of("none"));
      return new Report("", "", "", "", file.line("report"));
    }
    Section report = file.section("report").orElse(Section.empty(problems));
    String number = ends.values().stream().findFirst().map(End::key).orElse("");
    Report found =
        new Report(
            report.text("status").orElse("ERP_Sync_Status__c"),
            report.text("reason").orElse("ERP_Sync_Reason__c"),
            report.text("number").orElse(number),
            report.text("at").orElse("ERP_Last_Sync_At__c"),
            file.line("report"));
    report.refuseTheRest();
    return found;
  }

  private Map<String, Map<String, String>> parts(Grouping grouping) {
    Map<String, Map<String, String>> parts = new LinkedHashMap<>();
    Section section = file.section("parts").orElse(Section.empty(problems));
    for (String system : systems) {
      Map<String, String> named = new LinkedHashMap<>();
      section
          .section(system)
          .ifPresent(one -> one.names().forEach(part -> named.put(part, object(one, part))));
      if (grouping != null && grouping.system().equals(system)) {
        named.put(Groups.KEY, "");
      }
      parts.put(system, named);
    }
    section.refuseTheRest();
    return parts;
  }

  private static String object(Section parts, String part) {
    return parts.value(part).filter(value -> !value.isNull()).map(YamlValue::text).orElse("");
  }
}
