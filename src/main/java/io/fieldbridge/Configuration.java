package io.fieldbridge;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code conf/application.properties} under the home folder, overridden by environment variables:
 * {@code fieldbridge.http.port} by {@code FIELDBRIDGE_HTTP_PORT}. Collects every mistake instead of
 * stopping at the first.
 */
final class Configuration {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final String FILE = "file:";
  private static final Pattern REFERENCE = Pattern.compile("(env|file):(.+)");

  private final Map<String, String> values;
  private final Map<String, String> environment;
  private final Path file;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> read = new TreeMap<>();

  private Configuration(Path file, Map<String, String> values, Map<String, String> environment) {
    this.file = file;
    this.values = values;
    this.environment = environment;
  }

  /** Reads the file, if there is one; a file that cannot be read is a problem like any other. */
  static Configuration read(Path file, Map<String, String> environment) {
    Properties properties = new Properties();
    Configuration configuration = new Configuration(file, new TreeMap<>(), Map.copyOf(environment));
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        configuration.problems.add(file + " cannot be read: " + e.getMessage());
      }
    }
    properties
        .stringPropertyNames()
        .forEach(key -> configuration.values.put(key, properties.getProperty(key).trim()));
    return configuration;
  }

  Optional<String> text(String key) {
    String name = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    read.put(key, "");
    String value = environment.getOrDefault(name, values.get(key));
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  String required(String key, String meaning) {
    return text(key)
        .orElseGet(
            () -> {
              problem(key, "is missing: " + meaning);
              return "";
            });
  }

  int number(String key, int otherwise, int least, int most) {
    String text = text(key, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, together with numbers out of range
    }
    problem(key, "is '" + text + "'; expected a whole number from " + least + " to " + most);
    return otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    String text = text(key, Boolean.toString(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      problem(key, "is '" + text + "'; expected true or false");
    }
    return text.equals("true");
  }

  String oneOf(String key, String otherwise, List<String> allowed) {
    String text = text(key, otherwise);
    if (!allowed.contains(text)) {
      problem(key, "is '" + text + "'; expected one of " + String.join(", ", allowed));
    }
    return text;
  }

  /** A time with its unit: 500ms, 30s, 5m, 2h, 90d. */
  Duration duration(String key, String otherwise) {
    String text = text(key, otherwise);
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      problem(
          key, "is '" + text + "'; expected a number with a unit, such as 500ms, 30s, 5m, 2h, 90d");
      return Duration.ZERO;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /**
   * A secret: from its environment variable, which may name a file by {@code file:/path}, or where
   * the file says {@code env:NAME} or {@code file:/path}. One written into the file is refused.
   */
  String secret(String key, String meaning) {
    String name = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    read.put(key, "");
    if (environment.containsKey(name)) {
      String given = environment.get(name);
      return given.startsWith(FILE)
          ? fromFile(key, Path.of(given.substring(FILE.length())))
          : given;
    }
    String text = values.getOrDefault(key, "");
    Matcher reference = REFERENCE.matcher(text);
    if (reference.matches()) {
      return reference.group(1).equals("env")
          ? fromEnvironment(key, reference.group(2))
          : fromFile(key, Path.of(reference.group(2)));
    }
    problem(
        key,
        text.isEmpty()
            ? "is missing: " + meaning + "; set " + name + ", or write env:NAME or file:/path"
            : "holds a secret in plain text; set " + name + ", or write env:NAME or file:/path");
    return "";
  }

  private String fromEnvironment(String key, String name) {
    if (!environment.containsKey(name)) {
      problem(key, "refers to the environment variable " + name + ", which is not set");
    }
    return environment.getOrDefault(name, "");
  }

  private String fromFile(String key, Path path) {
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      problem(key, "refers to the file " + path + ", which cannot be read: " + e.getMessage());
      return "";
    }
  }

  void problem(String key, String what) {
    problems.add(file + ": " + key + " " + what);
  }

  /** Every mistake so far, keys that nobody knows included. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    values.keySet().stream()
        .filter(key -> key.startsWith("fieldbridge.") && !read.containsKey(key))
        .forEach(
            key ->
                all.add(
                    file
                        + ": "
                        + key
                        + " is not a setting of FieldBridge; see conf/application.properties for all of them"));
    return all;
  }

  /** What is not ours: settings of Camel and properties that routes use. */
  Map<String, String> others() {
    Map<String, String> others = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (!key.startsWith("fieldbridge.")) {
            others.put(key, value);
          }
        });
    return others;
  }
}
