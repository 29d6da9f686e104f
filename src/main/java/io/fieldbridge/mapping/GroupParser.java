package io.fieldbridge.mapping;

import io.fieldbridge.mapping.Grouping.Order;
import io.fieldbridge.mapping.Grouping.Preference;
import io.fieldbridge.mapping.Grouping.Validity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code group-by}, {@code valid} and {@code choose}. */
final class GroupParser {

  private static final Set<String> ORDERS = Set.of("least", "latest");

  private final Set<String> systems;
  private final Problems problems;

  GroupParser(List<String> systems, Problems problems) {
    this.systems = new HashSet<>(systems);
    this.problems = problems;
  }

  Optional<Grouping> parse(Section file) {
    Optional<Section> groupBy = file.section("group-by");
    Validity valid = file.section("valid").map(this::valid).orElse(null);
    List<Preference> choose = file.section("choose").map(this::choose).orElse(List.of());
    if (groupBy.isEmpty()) {
      alone(file, "valid");
      alone(file, "choose");
      return Optional.empty();
    }
    return groupBy.flatMap(by -> grouping(by, file.line("group-by"), valid, choose));
  }

  private void alone(Section file, String key) {
    if (file.has(key)) {
      problems.add(
          file.line(key), "'" + key + "' without 'group-by'", "Say which rows are one record");
    }
  }

  private Optional<Grouping> grouping(
      Section groupBy, int line, Validity valid, List<Preference> choose) {
    List<String> named = List.copyOf(groupBy.names());
    if (named.size() != 1 || !systems.contains(named.get(0))) {
      problems.add(
          line,
          "'group-by' does not name one system",
          "Write group-by: { business-central: [itemNumber, currencyCode] }");
      return Optional.empty();
    }
    String system = named.get(0);
    List<String> by = new ArrayList<>();
    groupBy.list(system).forEach(value -> by.add(field(value.text().strip(), value.line())));
    if (by.size() < 2 || by.size() != new HashSet<>(by).size()) {
      problems.add(
          line,
          "'group-by' needs at least two fields, each once",
          "Name all that tells one record from another, such as item, unit and currency");
    }
    return Optional.of(new Grouping(line, system, List.copyOf(by), valid, choose));
  }

  private Validity valid(Section section) {
    String from = field(section, "from");
    String to = field(section, "to");
    if (from.isEmpty() && to.isEmpty()) {
      problems.add(section.line(), "'valid' without a day", "Add from:, to: or both");
    }
    Optional<ZoneId> zone = SideParser.zone(section, problems);
    if (!section.has("zone")) {
      problems.add(
          section.line(),
          "'valid' without a zone: a day begins elsewhere at another time",
          "Add zone: Europe/Berlin, or where the people are who set the days");
    }
    section.refuseTheRest();
    return new Validity(section.line(), from, to, zone.orElse(ZoneId.of("UTC")));
  }

  private List<Preference> choose(Section section) {
    List<Preference> preferences = new ArrayList<>();
    for (String word : List.copyOf(section.names())) {
      if (ORDERS.contains(word)) {
        preferences.add(
            new Preference(
                section.line(word),
                Order.valueOf(word.toUpperCase(Locale.ROOT)),
                field(section, word)));
      } else {
        problems.unknown(section.line(word), "key", word, ORDERS);
      }
    }
    return List.copyOf(preferences);
  }

  private String field(Section section, String key) {
    return section.text(key).map(name -> field(name, section.line(key))).orElse("");
  }

  private String field(String name, int line) {
    if (!name.matches("[A-Za-z_]\\w*")) {
      problems.add(line, "'" + name + "' is no field name", "Name a field of the row itself");
    }
    return name;
  }
}
