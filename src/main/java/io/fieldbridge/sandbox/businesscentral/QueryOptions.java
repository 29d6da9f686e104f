package io.fieldbridge.sandbox.businesscentral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of a query on one set; an expanded navigation has its own. */
record QueryOptions(
    Filter filter,
    Set<String> select,
    Map<String, QueryOptions> expand,
    List<Order> order,
    Window window) {

  /** One level of sorting. */
  record Order(Property property, boolean descending) {}

  /** Which of the found rows are wanted; a {@code top} of -1 stands for all. */
  record Window(int top, int skip, boolean count) {}

  private static final int DEPTH_MAX = 10;
  private static final Set<String> KNOWN =
      Set.of(
          "$filter",
          "$select",
          "$expand",
          "$orderby",
          "$top",
          "$skip",
          "$count",
          "$skiptoken",
          "$schemaversion",
          "$format");

  static final QueryOptions NONE =
      new QueryOptions(Filter.ALL, Set.of(), Map.of(), List.of(), new Window(-1, 0, false));

  static QueryOptions parse(
      EntityType type, Map<String, String> parameters, Schema schema, Dialect tenant) {
    parameters.keySet().stream()
        .filter(name -> name.startsWith("$") && !KNOWN.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw VendorException.url("The query parameter '" + name + "' is not supported.");
            });
    if (!parameters.getOrDefault("$format", "json").matches("(application/)?json(;.*)?")) {
      throw VendorException.url("Answers have the format json alone.");
    }
    Dialect dialect = tenant.of(parameters);
    String filter = parameters.getOrDefault("$filter", "");
    return new QueryOptions(
        filter.isBlank() ? Filter.ALL : FilterParser.parse(type, filter, dialect),
        select(type, parameters.getOrDefault("$select", "")),
        expand(type, parameters.getOrDefault("$expand", ""), schema, dialect),
        order(type, parameters.getOrDefault("$orderby", "")),
        new Window(
            number(parameters, "$top", -1),
            number(parameters, "$skip", 0),
            "true".equals(parameters.get("$count"))));
  }

  private static Set<String> select(EntityType type, String text) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : names(text)) {
      if (!name.equals("*") && type.property(name) == null) {
        if (!type.navigations().containsKey(name)) {
          throw unknown(type, name);
        }
      } else if (name.equals("*")) {
        names.addAll(type.properties().keySet());
      }
      names.add(name);
    }
    return names;
  }

  private static Map<String, QueryOptions> expand(
      EntityType type, String text, Schema schema, Dialect dialect) {
    Map<String, QueryOptions> expanded = new LinkedHashMap<>();
    for (String item : split(text, ',')) {
      int open = item.indexOf('(');
      String name = open < 0 ? item.trim() : item.substring(0, open).trim();
      Navigation navigation = type.navigations().get(name);
      if (navigation == null) {
        throw unknown(type, name);
      }
      Map<String, String> nested = new LinkedHashMap<>();
      if (open >= 0) {
        for (String option : split(item.substring(open + 1, item.lastIndexOf(')')), ';')) {
          int equals = option.indexOf('=');
          nested.put(option.substring(0, Math.max(0, equals)).trim(), option.substring(equals + 1));
        }
      }
      expanded.put(name, parse(schema.type(navigation.set()), nested, schema, dialect));
    }
    return expanded;
  }

  private static List<Order> order(EntityType type, String text) {
    List<Order> order = new ArrayList<>();
    for (String item : names(text)) {
      String[] words = item.split("\\s+");
      Property property = type.property(words[0]);
      boolean valid = words.length == 1 || words[1].matches("asc|desc");
      if (property == null || !valid || words.length > 2) {
        throw unknown(type, item);
      }
      order.add(new Order(property, words.length == 2 && words[1].equals("desc")));
    }
    return order;
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Splits at a sign outside of parentheses and quotes. */
  private static List<String> split(String text, char sign) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int open = 0;
    int deepest = 0;
    boolean quoted = false;
    for (char each : text.toCharArray()) {
      quoted ^= each == '\'';
      open += quoted ? 0 : each == '(' ? 1 : each == ')' ? -1 : 0;
      deepest = Math.max(deepest, open);
      if (each == sign && open == 0 && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(each);
      }
    }
    parts.add(part.toString());
    if (open != 0 || quoted || deepest > DEPTH_MAX) {
      throw VendorException.url("Unbalanced or too deep parentheses or quotes in '" + text + "'.");
    }
    return parts.stream().filter(each -> !each.isBlank()).toList();
  }

  private static int number(Map<String, String> parameters, String name, int otherwise) {
    String text = parameters.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")) {
      throw VendorException.url("Invalid value '" + text + "' for " + name + ".");
    }
    return Integer.parseInt(text);
  }

  private static VendorException unknown(EntityType type, String name) {
    return VendorException.url(
        "Could not find a property named '%s' on type 'Microsoft.NAV.%s'."
            .formatted(name, type.entity()));
  }
}
