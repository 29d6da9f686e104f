package io.fieldbridge.sandbox.salesforce.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One field of an object. {@code length} counts for texts, {@code precision} and {@code scale} for
 * numbers; {@code defaultValue}, {@code reference} and {@code compound} (the compound field that
 * this one is a part of) are null where there is none; {@code format} is an auto-number's.
 */
public record Field(
    String name,
    FieldType type,
    Size size,
    Set<Trait> traits,
    List<String> values,
    String defaultValue,
    Reference reference,
    String compound,
    String format) {

  /** How much fits. */
  public record Size(int length, int precision, int scale) {}

  /**
   * Where a lookup points to, and the relationship's name seen from the child and from the parent;
   * {@code children} is null where the parent has no name for it.
   */
  public record Reference(List<String> to, String relationship, String children) {}

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  public boolean custom() {
    return name.endsWith("__c");
  }

  /** Whether the org makes its values: a roll-up or a formula. */
  public boolean calculated() {
    return is(Trait.ROLLUP) || is(Trait.FORMULA);
  }

  public boolean createable() {
    return !locked() && !is(Trait.UPDATEONLY);
  }

  public boolean updateable() {
    return !locked() && !is(Trait.CREATEONLY);
  }

  /** Whether a record cannot be created without a value from the client. */
  public boolean requiredOnCreate() {
    return is(Trait.REQUIRED) && defaultValue == null;
  }

  public boolean nillable() {
    return !is(Trait.REQUIRED)
        && type != FieldType.BOOLEAN
        && !is(Trait.SYSTEM)
        && !is(Trait.AUTONUMBER);
  }

  /** Whether an upsert may name it. */
  public boolean identifies() {
    return is(Trait.EXTERNAL) || type == FieldType.ID;
  }

  /** The same field for somebody who may only read it. */
  Field readOnly() {
    Set<Trait> more = EnumSet.of(Trait.READONLY);
    more.addAll(traits);
    return new Field(name, type, size, more, values, defaultValue, reference, compound, format);
  }

  private boolean locked() {
    return is(Trait.READONLY) || is(Trait.AUTONUMBER) || calculated() || type == FieldType.ADDRESS;
  }
}
