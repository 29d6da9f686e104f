package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Builds queries out of checked names and escaped values; nothing else enters a query. */
final class Soql {

  private static final Pattern OBJECT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,254}");
  private static final List<String> SYSTEM =
      List.of("Id", "SystemModstamp", "LastModifiedDate", "LastModifiedById");

  private Soql() {}

  /** What is selected, with the fields that tell version and author. */
  static String select(String object, Selection selection) {
    List<String> columns = columns(SYSTEM, selection.fields());
    selection.children().forEach((name, child) -> columns.add(subquery(name, child)));
    return "SELECT " + String.join(", ", columns) + " FROM " + object(object);
  }

  /** The given fields only. */
  static String select(String object, Collection<String> fields) {
    return "SELECT " + String.join(", ", columns(List.of(), fields)) + " FROM " + object(object);
  }

  static String idIn(Collection<String> ids) {
    return "Id IN ("
        + ids.stream().map(id -> "'" + SalesforceId.of(id) + "'").collect(Collectors.joining(","))
        + ")";
  }

  static String object(String name) {
    return checked(name, OBJECT, "object");
  }

  static String field(String name) {
    return checked(name, FIELD, "field");
  }

  /** A value as the query language writes it; instants and dates stand without quotes. */
  static String literal(JsonNode value, boolean temporal) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return "NULL";
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "TRUE" : "FALSE";
    }
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    String text = value.asText();
    if (temporal && text.matches("[0-9T:.Z+-]{10,40}")) {
      return text;
    }
    return "'" + escaped(text) + "'";
  }

  private static List<String> columns(Collection<String> first, Collection<String> more) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<String> columns = new ArrayList<>();
    for (Collection<String> names : List.of(first, more)) {
      for (String name : names) {
        if (seen.add(name)) {
          columns.add(field(name));
        }
      }
    }
    return columns;
  }

  private static String subquery(String relationship, Selection child) {
    List<String> columns = columns(List.of("Id"), child.fields());
    child.children().forEach((name, grandchild) -> columns.add(subquery(name, grandchild)));
    return "(SELECT "
        + String.join(", ", columns)
        + " FROM "
        + object(relationship)
        + " ORDER BY Id)";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (char character : text.toCharArray()) {
      switch (character) {
        case '\\', '\'', '"' -> escaped.append('\\').append(character);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\b' -> escaped.append("\\b");
        case '\f' -> escaped.append("\\f");
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }

  private static String checked(String name, Pattern pattern, String kind) {
    if (!pattern.matcher(name).matches()) {
      throw new ContractException(
          Reason.of(
              "malformed-name",
              "'" + name + "' is no Salesforce " + kind + " name.",
              "Names hold letters, digits and underscores; correct the contract."));
    }
    return name;
  }
}
