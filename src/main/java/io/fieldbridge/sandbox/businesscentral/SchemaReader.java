package io.fieldbridge.sandbox.businesscentral;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads entity types from a resource in the notation that {@code entities.txt} explains. */
final class SchemaReader {

  private static final List<String> ADDRESS =
      List.of(
          "AddressLine1 T100",
          "AddressLine2 T50",
          "City T30",
          "Country C10 -> countriesRegions",
          "State T30",
          "PostCode C20");

  private static final List<String> LINE =
      List.of(
          "sequence int",
          "itemId guid",
          "accountId guid",
          "lineType {Comment,Account,Item,Resource,Fixed_x0020_Asset,Charge,Allocation_x0020_Account}",
          "lineObjectNumber C20",
          "description T100",
          "description2 T50",
          "unitOfMeasureId guid -> unitsOfMeasure.unitOfMeasureCode",
          "unitOfMeasureCode C10",
          "quantity dec",
          "@price dec",
          "discountAmount dec",
          "discountPercent dec",
          "discountAppliedBeforeTax! bool");

  private static final List<String> AMOUNTS =
      List.of(
          "amountExcludingTax! dec",
          "taxCode C50",
          "taxPercent! dec",
          "totalTaxAmount! dec",
          "amountIncludingTax! dec");

  private final List<EntityType> types = new ArrayList<>();
  private EntityType current;

  private SchemaReader() {}

  /** Reads the named resources of this folder as one schema. */
  static Schema read(String... resources) {
    SchemaReader reader = new SchemaReader();
    for (String resource : resources) {
      reader.resource("/sandbox/businesscentral/" + resource);
    }
    return new Schema(reader.types);
  }

  private void resource(String resource) {
    try (InputStream in = SchemaReader.class.getResourceAsStream(resource)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> line(line.trim()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + resource, unreadable);
    }
  }

  private void line(String line) {
    String[] words = line.split(" +");
    switch (words[0]) {
      case "set" -> start(words);
      case "one", "many" -> current.add(navigation(words));
      case "action" -> current.addAction(words[1]);
      case "address" -> {
        String suffix = words.length > 2 ? "!" : "";
        ADDRESS.forEach(part -> line(words[1] + part.replaceFirst(" ", suffix + " ")));
      }
      case "line" -> {
        String price = words.length > 1 ? words[1] : "unitPrice";
        LINE.forEach(part -> line(part.replace("@price", price)));
      }
      case "amounts" -> AMOUNTS.forEach(this::line);
      default -> current.add(property(words));
    }
  }

  private void start(String[] words) {
    Map<String, String> marks = new LinkedHashMap<>();
    for (int index = 3; index < words.length; index++) {
      String[] parts = words[index].split("=");
      marks.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    current = new EntityType(words[1], words[2], marks);
    types.add(current);
  }

  private static Navigation navigation(String[] words) {
    boolean deep = words.length > 4;
    return new Navigation(words[1], words[2], words[3], words[0].equals("many"), deep);
  }

  private static Property property(String[] words) {
    boolean readOnly = words[0].matches(".*[!^]");
    String name = readOnly ? words[0].substring(0, words[0].length() - 1) : words[0];
    String type = words[1];
    List<String> members = List.of();
    if (type.startsWith("{")) {
      members = List.of(type.substring(1, type.length() - 1).split(","));
    }
    return new Property(name, kind(type), length(type), members, readOnly, reference(words));
  }

  private static Property.Reference reference(String[] words) {
    if (words.length < 4) {
      return null;
    }
    String[] parts = words[3].split("\\.");
    return new Property.Reference(parts[0], parts.length > 1 ? parts[1] : null);
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "guid" -> Kind.GUID;
      case "dec" -> Kind.DECIMAL;
      case "int" -> Kind.INTEGER;
      case "long" -> Kind.LONG;
      case "bool" -> Kind.BOOLEAN;
      case "date" -> Kind.DATE;
      case "dt" -> Kind.DATE_TIME;
      case "stream" -> Kind.STREAM;
      default -> type.startsWith("{") ? Kind.MEMBER : type.startsWith("C") ? Kind.CODE : Kind.TEXT;
    };
  }

  private static int length(String type) {
    boolean bounded = type.matches("[CT]\\d+");
    return bounded ? Integer.parseInt(type.substring(1)) : 0;
  }
}
