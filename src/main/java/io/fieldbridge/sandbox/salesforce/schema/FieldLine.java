package io.fieldbridge.sandbox.salesforce.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one line of a metadata file, such as {@code string(80) external unique}. */
final class FieldLine {

  private static final Pattern WORD = Pattern.compile("(\\w+)(?:\\(([^)]*)\\))?");
  private static final List<String> ADDRESS_PARTS =
      List.of("Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode");
  private static final Map<String, Integer> ADDRESS_LENGTHS =
      Map.of("Street", 255, "City", 40, "State", 80, "PostalCode", 20, "Country", 80);

  private static final Set<String> KNOWN =
      Stream.concat(
              Arrays.stream(Trait.values()).map(trait -> trait.name().toLowerCase(Locale.ROOT)),
              Stream.of("as", "children", "default"))
          .collect(Collectors.toUnmodifiableSet());

  private final String name;
  private final Map<String, String> words = new LinkedHashMap<>();
  private final String kind;

  FieldLine(String name, String line) {
    // Rows find values by field names, which are told apart at once where equal ones are the same.
    this.name = name.intern();
    Matcher matcher = WORD.matcher(FormulaLine.type(line));
    while (matcher.find()) {
      words.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("the field " + name + " has no type");
    }
    this.kind = words.keySet().iterator().next();
    refuseUnknown(WORD.matcher(FormulaLine.type(line)).replaceAll("").strip());
  }

  private void refuseUnknown(String rest) {
    String unknown =
        words.keySet().stream()
            .skip(1)
            .filter(word -> !KNOWN.contains(word))
            .findFirst()
            .orElse(rest);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": unknown trait '" + unknown + "', known: " + KNOWN.stream().sorted().toList());
    }
  }

  /** The field, or the field and its parts where it is an address. */
  List<Field> fields() {
    try {
      return kind.equals("address") ? address() : List.of(field());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
    }
  }

  private Field field() {
    String first = words.get(kind);
    boolean listed = kind.endsWith("picklist") || kind.equals("restricted");
    return new Field(
        name,
        type(),
        size(first),
        traits(),
        listed ? List.of(first.split("\\|")) : List.of(),
        words.get("default"),
        kind.equals("reference") ? reference(first) : null,
        null,
        kind.equals("autonumber") ? first : null);
  }

  private FieldType type() {
    switch (kind) {
      case "restricted":
        return FieldType.PICKLIST;
      case "autonumber":
        return FieldType.STRING;
      default:
        try {
          return FieldType.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
          throw new IllegalArgumentException("unknown field type '" + kind + "'", unknown);
        }
    }
  }

  private Field.Size size(String first) {
    FieldType type = type();
    if (type == FieldType.INT) {
      return new Field.Size(0, 9, 0);
    }
    if (type.isNumber()) {
      String[] parts = (first.isEmpty() ? "18,2" : first).split(",");
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            kind + " takes digits and decimal places, such as " + kind + "(16,2)");
      }
      return new Field.Size(0, number(parts[0]), number(parts[1]));
    }
    boolean stated = kind.equals("string") || kind.equals("textarea");
    return new Field.Size(stated ? number(first) : type.defaultLength(), 0, 0);
  }

  private int number(String text) {
    if (!text.strip().matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          kind + " needs its size, such as " + kind + "(80), not '" + text + "'");
    }
    return Integer.parseInt(text.strip());
  }

  private Set<Trait> traits() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (Trait trait : Trait.values()) {
      if (words.containsKey(trait.name().toLowerCase(Locale.ROOT))) {
        traits.add(trait);
      }
    }
    return Collections.unmodifiableSet(traits);
  }

  private Field.Reference reference(String to) {
    String relationship = words.getOrDefault("as", name.replace("__c", "__r"));
    return new Field.Reference(List.of(to.split("\\|")), relationship, words.get("children"));
  }

  private List<Field> address() {
    String prefix = words.get(kind);
    List<Field> fields = new ArrayList<>();
    for (String part : ADDRESS_PARTS) {
      FieldType type =
          part.endsWith("Code") && !part.startsWith("Postal")
              ? FieldType.PICKLIST
              : part.equals("Street") ? FieldType.TEXTAREA : FieldType.STRING;
      fields.add(part(prefix + part, type, ADDRESS_LENGTHS.getOrDefault(part, 10)));
    }
    fields.add(part(prefix + "Latitude", FieldType.DOUBLE, 0));
    fields.add(part(prefix + "Longitude", FieldType.DOUBLE, 0));
    fields.add(part(prefix + "GeocodeAccuracy", FieldType.PICKLIST, 40));
    fields.add(
        new Field(
            name,
            FieldType.ADDRESS,
            new Field.Size(0, 0, 0),
            Set.of(),
            List.of(),
            null,
            null,
            null,
            null));
    return fields;
  }

  private Field part(String partName, FieldType type, int length) {
    Field.Size size = type.isNumber() ? new Field.Size(0, 18, 15) : new Field.Size(length, 0, 0);
    return new Field(partName, type, size, Set.of(), List.of(), null, null, name, null);
  }
}
