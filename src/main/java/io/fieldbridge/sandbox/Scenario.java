package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A sequence of faults and changed settings that a file describes, for one or more systems.
 *
 * @param source the file's name, for error messages
 */
public record Scenario(String source, String name, List<Step> steps) {

  /** What a step does. */
  enum Deed {
    FAULT,
    SETTINGS,
    DISARM
  }

  /**
   * One step. It comes {@code at} a time after the start, or {@code after} so many requests to its
   * system since then, where {@code at} is null.
   */
  record Step(int line, String system, Duration at, int after, Deed deed, ObjectNode body) {

    String when() {
      return at == null ? "after " + after + " requests" : "at " + at.toMillis() / 1000.0 + " s";
    }

    String what() {
      return deed == Deed.DISARM ? "disarm" : deed.name().toLowerCase(Locale.ROOT) + " " + body;
    }
  }

  private static final String FORM =
      "'name' and 'steps', a list of {at: 30s | after: REQUESTS, system: NAME,"
          + " fault: {...} | settings: {...} | disarm: true}";
  private static final Set<String> STEP_KEYS =
      new TreeSet<>(Set.of("at", "after", "system", "fault", "settings", "disarm"));
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h)");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with file and line, where it is missing or wrong
   */
  public static Scenario read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException missing) {
      throw new IllegalArgumentException("cannot read the scenario " + file, missing);
    }
  }

  /** Reads a text that came from {@code source}. */
  static Scenario read(String source, String text) {
    YamlText yaml = YamlText.read(source, text);
    Map<String, Node> top = yaml.top(FORM);
    for (Map.Entry<String, Node> member : top.entrySet()) {
      if (!Set.of("name", "about", "steps").contains(member.getKey())) {
        throw yaml.problem(
            member.getValue(), "unknown key '" + member.getKey() + "', expected " + FORM);
      }
    }
    if (!top.containsKey("name") || !top.containsKey("steps")) {
      throw new IllegalArgumentException(source + ":1: expected " + FORM);
    }
    List<Step> steps = new ArrayList<>();
    yaml.list(top.get("steps"), "a list of steps").forEach(node -> steps.add(step(yaml, node)));
    return new Scenario(source, yaml.text(top.get("name"), "a name"), List.copyOf(steps));
  }

  /** The systems that its steps name. */
  public Set<String> systems() {
    return steps.stream().map(Step::system).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Step step(YamlText yaml, Node node) {
    Map<String, Node> members = yaml.mapping(node, "a step, see " + FORM);
    for (String key : members.keySet()) {
      if (!STEP_KEYS.contains(key)) {
        throw yaml.problem(members.get(key), "unknown key '" + key + "', known: " + STEP_KEYS);
      }
    }
    if (!members.containsKey("system")) {
      throw yaml.problem(node, "a step must name its 'system'");
    }
    Deed deed = deed(yaml, node, members);
    Node body = members.get(deed.name().toLowerCase(Locale.ROOT));
    return new Step(
        YamlText.line(node),
        yaml.text(members.get("system"), "the name of a system"),
        members.containsKey("at") ? time(yaml, members.get("at")) : null,
        members.containsKey("after") ? count(yaml, members.get("after")) : 0,
        deed,
        deed == Deed.DISARM ? Json.object() : yaml.object(body, "a mapping of names to values"));
  }

  private static Deed deed(YamlText yaml, Node node, Map<String, Node> members) {
    if (members.containsKey("at") == members.containsKey("after")) {
      throw yaml.problem(
          node, "a step needs either 'at' (a time) or 'after' (a number of requests)");
    }
    List<Deed> deeds = new ArrayList<>();
    for (Deed each : Deed.values()) {
      if (members.containsKey(each.name().toLowerCase(Locale.ROOT))) {
        deeds.add(each);
      }
    }
    if (deeds.size() != 1) {
      throw yaml.problem(node, "a step needs one of 'fault', 'settings' and 'disarm'");
    }
    return deeds.get(0);
  }

  private static Duration time(YamlText yaml, Node node) {
    Matcher time = TIME.matcher(yaml.text(node, "a time"));
    if (!time.matches()) {
      throw yaml.problem(node, "expected a time such as 500ms, 30s, 5m or 2h");
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  private static int count(YamlText yaml, Node node) {
    String text = yaml.text(node, "a number of requests");
    if (!COUNT.matcher(text).matches()) {
      throw yaml.problem(node, "expected a number of requests, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }
}
