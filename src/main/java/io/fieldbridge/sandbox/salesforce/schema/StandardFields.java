package io.fieldbridge.sandbox.salesforce.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields that every object has, around those of its metadata. */
final class StandardFields {

  private static final String CURRENCIES = "restricted(EUR|USD|GBP)";

  private static final String USERS = "reference(User)";
  private static final String QUEUES_TOO = "reference(Group|User)";

  private StandardFields() {}

  static List<Field> all(String object, ObjectLine line) {
    List<Field> fields = new ArrayList<>();
    fields.add(
        new Field(
            "Id",
            FieldType.ID,
            new Field.Size(18, 0, 0),
            Set.of(Trait.READONLY, Trait.SYSTEM),
            List.of(),
            null,
            null,
            null,
            null));
    add(fields, "IsDeleted", "boolean readonly system");
    if (line.is("owner")) {
      boolean queues = "queue".equals(line.text("owner")) || object.endsWith("__c");
      add(fields, "OwnerId", (queues ? QUEUES_TOO : USERS) + " as(Owner) system");
    }
    if (!line.currency().equals("none")) {
      add(fields, "CurrencyIsoCode", CURRENCIES + currencyTrait(line.currency()));
    }
    add(fields, "CreatedDate", "dateTime readonly system");
    add(fields, "CreatedById", "reference(User) as(CreatedBy) readonly system");
    add(fields, "LastModifiedDate", "dateTime readonly system");
    add(fields, "LastModifiedById", "reference(User) as(LastModifiedBy) readonly system");
    add(fields, "SystemModstamp", "dateTime readonly system");
    try {
      line.fields().forEach((name, text) -> add(fields, name, text));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(object + "." + wrong.getMessage(), wrong);
    }
    return fields;
  }

  private static String currencyTrait(String currency) {
    switch (currency) {
      case "own":
        return "";
      case "fixed":
        return " createonly";
      default:
        return " readonly";
    }
  }

  private static void add(List<Field> fields, String name, String line) {
    fields.addAll(new FieldLine(name, line).fields());
  }
}
