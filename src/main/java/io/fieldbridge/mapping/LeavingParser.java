package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.Definition.Leaving;
import io.fieldbridge.mapping.Departure.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code on-delete} and {@code on-leave}. */
final class LeavingParser {

  private static final Set<String> WRITING = Set.of("block", "inactivate");

  private final List<String> systems;
  private final Problems problems;

  /**
   * @param systems the CRM first, then the ERP
   */
  LeavingParser(List<String> systems, Problems problems) {
    this.systems = systems;
    this.problems = problems;
  }

  Leaving parse(Section file) {
    return new Leaving(
        rules(file, "on-leave", Departure.of(Rule.KEEP, 0), Set.of("keep", "unlink", "ask")),
        rules(file, "on-delete", Departure.of(Rule.ASK, 0), Set.of("unlink", "ask")));
  }

  /** One word for both systems, or a rule for each system in which the record goes. */
  private Map<String, Departure> rules(
      Section file, String key, Departure absent, Set<String> words) {
    Map<String, Departure> rules = new LinkedHashMap<>();
    systems.forEach(system -> rules.put(system, absent));
    Optional<YamlValue> value = file.value(key);
    if (value.isPresent() && value.get().isText()) {
      systems.forEach(system -> rules.put(system, departure(value.get(), key, system, words)));
    } else if (value.isPresent()) {
      Section section = value.get().section();
      for (String system : systems) {
        section
            .value(system)
            .ifPresent(rule -> rules.put(system, departure(rule, system, system, words)));
      }
      section.refuseTheRest();
    }
    return rules;
  }

  private Departure departure(YamlValue value, String key, String system, Set<String> words) {
    if (value.isSection()) {
      return writing(value.section(), value.line(), system);
    }
    String word = value.text().strip();
    if (WRITING.contains(word)) {
      saysNothing(value.line(), word, system);
    } else if (!words.contains(word)) {
      Set<String> allowed = new TreeSet<>(words);
      allowed.addAll(WRITING);
      problems.unknown(value.line(), "value of " + key, word, allowed);
    } else {
      return Departure.of(rule(word), value.line());
    }
    return Departure.of(Rule.ASK, value.line());
  }

  private Departure writing(Section section, int line, String system) {
    Departure found = Departure.of(Rule.ASK, line);
    for (String word : new TreeSet<>(WRITING)) {
      Optional<Section> fields = section.section(word);
      if (fields.isPresent()) {
        found = new Departure(rule(word), values(fields.get()), section.line(word));
        if (found.values().isEmpty()) {
          saysNothing(section.line(word), word, system);
        }
      }
    }
    if (section.has("block") == section.has("inactivate")) {
      problems.add(
          line, "neither block nor inactivate, or both", "Name one of them with what it writes");
    }
    section.refuseTheRest();
    return found;
  }

  private static ObjectNode values(Section fields) {
    ObjectNode values = Departure.of(Rule.ASK, 0).values();
    for (String field : fields.names()) {
      fields.value(field).ifPresent(value -> values.set(field, SideParser.node(value)));
    }
    return values;
  }

  private void saysNothing(int line, String word, String system) {
    String other =
        systems.stream().filter(one -> !one.equals(system)).findFirst().orElse("the other system");
    problems.add(
        line,
        "'" + word + "' does not say what is written",
        "Write " + word + ": { Field: value } with fields of " + other);
  }

  private static Rule rule(String word) {
    return Rule.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
