package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a query job, from the statement's SELECT.
 *
 * @param object the object of FROM
 * @param names as the first line shows them: canonical, parents with dots
 * @param types of each column's field
 */
record QueryColumns(String object, List<String> names, List<FieldType> types) {

  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\\s*SELECT\\s+(.*?)\\s+FROM\\s+(\\w+)\\b(.*)");
  private static final Pattern BEYOND = Pattern.compile("(?i)\\b(GROUP\\s+BY|OFFSET)\\b");
  private static final Pattern TEXT = Pattern.compile("'(\\\\.|[^'\\\\])*'");

  static QueryColumns of(Schema schema, String statement) {
    Matcher matcher = STATEMENT.matcher(statement);
    if (!matcher.matches()) {
      throw new SalesforceError("MALFORMED_QUERY", "unexpected token: '" + statement + "'");
    }
    String selected = matcher.group(1);
    String rest = TEXT.matcher(matcher.group(3)).replaceAll("''");
    boolean typed = selected.toUpperCase(Locale.ROOT).contains("TYPEOF ");
    if (selected.contains("(") || typed || BEYOND.matcher(rest).find()) {
      throw IngestJobs.invalid(
          "Aggregates, functions, GROUP BY, OFFSET, TYPEOF and nested queries are not supported");
    }
    ObjectType type = schema.find(matcher.group(2));
    if (type == null) {
      throw new SalesforceError(
          "INVALID_TYPE", "sObject type '" + matcher.group(2) + "' is not supported.");
    }
    List<String> names = new ArrayList<>();
    List<FieldType> types = new ArrayList<>();
    for (String path : selected.split(",", -1)) {
      names.add(resolve(schema, type, path.strip(), types));
    }
    return new QueryColumns(type.name(), names, types);
  }

  private static String resolve(
      Schema schema, ObjectType from, String path, List<FieldType> types) {
    String[] parts = path.split("\\.");
    int first = parts.length > 1 && parts[0].equalsIgnoreCase(from.name()) ? 1 : 0;
    StringBuilder name = new StringBuilder();
    ObjectType at = from;
    for (int index = first; index < parts.length - 1; index++) {
      Field lookup = at.parent(parts[index]);
      if (lookup == null) {
        throw noColumn(parts[index], at);
      }
      name.append(lookup.reference().relationship()).append('.');
      at = target(schema, lookup, parts[index + 1]);
    }
    Field field = at.field(parts[parts.length - 1]);
    if (field == null) {
      throw noColumn(parts[parts.length - 1], at);
    }
    if (field.type() == FieldType.ADDRESS) {
      throw IngestJobs.invalid("Compound field " + field.name() + " is not supported");
    }
    types.add(field.type());
    return name.append(field.name()).toString();
  }

  /** The object behind a lookup; where there are several, the first that has the next name. */
  private static ObjectType target(Schema schema, Field lookup, String next) {
    List<ObjectType> targets = lookup.reference().to().stream().map(schema::require).toList();
    return targets.stream()
        .filter(target -> target.field(next) != null || target.parent(next) != null)
        .findFirst()
        .orElse(targets.get(0));
  }

  private static SalesforceError noColumn(String name, ObjectType type) {
    return new SalesforceError(
        "INVALID_FIELD", "No such column '" + name + "' on entity '" + type + "'.");
  }

  /** One row: empty texts for empty fields, times with Z. */
  Object[] cells(ObjectNode record) {
    Object[] cells = new Object[names.size()];
    for (int index = 0; index < cells.length; index++) {
      JsonNode value = record;
      for (String part : names.get(index).split("\\.")) {
        value = value.path(part);
      }
      boolean empty = value.isMissingNode() || value.isNull();
      String text = empty ? "" : value.asText();
      cells[index] = types.get(index) == FieldType.DATETIME ? text.replace("+0000", "Z") : text;
    }
    return cells;
  }
}
