package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.model.Selection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds {@code $select} and {@code $expand} from a selection with nothing but names that {@code
 * $metadata} knows: older tenants lack newer ones.
 */
final class Query {

  private static final Set<String> ALWAYS =
      Set.of("id", "lastModifiedDateTime", "lastModifiedBy", "systemModifiedBy");

  private final Schemas schemas;

  Query(Schemas schemas) {
    this.schemas = schemas;
  }

  /** The options in the form {@code $select=a,b&$expand=c}; empty where everything is wanted. */
  String of(EntitySet set, Selection selection) {
    return String.join("&", options(set, selection));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<String> options(EntitySet set, Selection selection) {
    Map<String, Selection> expanded = new TreeMap<>(selection.children());
    Set<String> own = new TreeSet<>();
    for (String field : selection.fields()) {
      int dot = field.indexOf('.');
      if (dot < 0) {
        own.add(field);
      } else {
        expanded.merge(
            field.substring(0, dot), Selection.of(field.substring(dot + 1)), Selection::and);
      }
    }
    List<String> options = new ArrayList<>();
    if (!selection.fields().isEmpty()) {
      options.add("$select=" + select(set, own));
    }
    String expand = expand(set, expanded);
    if (!expand.isEmpty()) {
      options.add("$expand=" + expand);
    }
    return options;
  }

  private static String select(EntitySet set, Set<String> fields) {
    Set<String> known = new TreeSet<>(fields);
    known.addAll(ALWAYS);
    known.retainAll(set.properties().keySet());
    return String.join(",", known);
  }

  private String expand(EntitySet set, Map<String, Selection> children) {
    List<String> parts = new ArrayList<>();
    children.forEach(
        (name, child) -> {
          EntitySet.Navigation navigation = set.navigations().get(name);
          if (navigation != null) {
            parts.add(name + inner(navigation, child));
          }
        });
    return String.join(",", parts);
  }

  private String inner(EntitySet.Navigation navigation, Selection child) {
    return schemas
        .target(navigation)
        .map(target -> String.join(";", options(target, child)))
        .filter(options -> !options.isEmpty())
        .map(options -> "(" + options + ")")
        .orElse("");
  }
}
