package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.List;

/** Creates, updates, upserts and deletes records in one transaction, by the platform's rules. */
public final class Records {

  /**
   * The record that an upsert met, and whether it had to be created.
   *
   * @param number which record of the object it is
   */
  public record Upserted(ObjectType type, int number, boolean created) {

    /** Of 18 characters; made anew with each call. */
    public String id() {
      return RecordIds.generate(type.prefix(), number);
    }
  }

  private static final int LOSERS_MAX = 2;

  private final Transaction transaction;

  public Records(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Creates a record and returns its id of 18 characters. */
  public String create(ObjectType type, ObjectNode body) {
    return create(type, target -> target.read(body));
  }

  /** As above. */
  public String create(ObjectType type, Given given) {
    return createNew(type, given).text("Id");
  }

  private Save createNew(ObjectType type, Given given) {
    transaction.caller().guard().accept(type);
    if (!type.createable()) {
      throw new SalesforceError(
          "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be inserted: " + type.name());
    }
    Save save = prepared(type, read(given, new Body(transaction, type, true, false)));
    checkOwnRules(save);
    store(save, true);
    return save;
  }

  /** Creates a record as the platform itself does: fields that clients only read may be given. */
  public String createBySystem(ObjectType type, ObjectNode body) {
    Save save = prepared(type, new Body(transaction, type, true, true).read(body).values());
    store(save, true);
    return save.text("Id");
  }

  private static Row read(Given given, Body body) {
    given.into(body);
    return body.values();
  }

  /** Stores a record that the platform itself has changed; no rules are asked. */
  public void amendBySystem(ObjectType type, ObjectNode row) {
    transaction.amend(type, row);
  }

  private Save prepared(ObjectType seen, Row given) {
    ObjectType type = whole(seen);
    Save save = Save.creating(transaction, type, given);
    save.row().cells().place((int) transaction.org().next(type.name()));
    RecordDefaults.fill(save);
    apply(save);
    return save;
  }

  /** What the org's administrators have ruled; the platform itself is not asked. */
  private static void checkOwnRules(Save save) {
    SavedChecks.validate(save);
    Duplicates.check(save);
  }

  /** Updates a record by its id of 15 or 18 characters. */
  public void update(ObjectType type, String id, ObjectNode body) {
    update(type, id, target -> target.read(body));
  }

  /** As above. */
  public void update(ObjectType type, String id, Given values) {
    update(type, live(type, id), values);
  }

  private void update(ObjectType type, ObjectNode before, Given values) {
    transaction.caller().guard().accept(type);
    transaction.org().locks().check(type, before);
    if (!type.updateable()) {
      throw insufficient();
    }
    Row given = read(values, new Body(transaction, type, false, false));
    Save save = Save.updating(transaction, whole(type), before, given);
    apply(save);
    checkOwnRules(save);
    boolean touches = transaction.org().settings().facts().unchangedTouches();
    if (touches || !save.row().equals(before)) {
      store(save, false);
    }
  }

  /** The object with everything it has, whatever the caller may see of it. */
  private ObjectType whole(ObjectType seen) {
    return transaction.table(seen).type();
  }

  private static SalesforceError insufficient() {
    return new SalesforceError(
        "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
  }

  /**
   * Updates the record that the key names, or creates it.
   *
   * @throws SeveralRecords where the key names more than one
   */
  public Upserted upsert(ObjectType type, Field key, String value, ObjectNode body) {
    Given given = target -> target.read(body);
    Given withKey = target -> target.read(body).set(key, TextNode.valueOf(value));
    return upsert(type, key, value, given, withKey);
  }

  /** Is told the keys of the upserts to come, in their order; saves time where they are many. */
  public void expect(ObjectType type, Field key, List<KeyText> values) {
    if (key.type() != FieldType.ID) {
      transaction.table(type).expect(key, values);
    }
  }

  /**
   * As above.
   *
   * @param given to a record that exists
   * @param withKey to one that does not, the key among it
   */
  public Upserted upsert(ObjectType type, Field key, String value, Given given, Given withKey) {
    Table table = transaction.table(type);
    Row found = Lookup.row(table, key, value);
    if (found != null) {
      update(type, found, given);
      return new Upserted(table.type(), table.position(found), false);
    }
    if (key.type() == FieldType.ID) {
      throw missing(type, value);
    }
    Save save = createNew(type, withKey);
    return new Upserted(table.type(), table.position(save.row()), true);
  }

  /** Deletes a record into the recycle bin, and its details with it. */
  public void delete(ObjectType type, String id) {
    ObjectNode row = live(type, id);
    transaction.caller().guard().accept(type);
    transaction.org().locks().check(type, row);
    if (!type.deletable()) {
      throw insufficient();
    }
    remove(whole(type), row);
  }

  /** Deletes a record for good, and its details with it; one in the recycle bin, too. */
  public void hardDelete(ObjectType type, String id) {
    ObjectNode row = transaction.table(type).row(RecordIds.canonical(id));
    if (row == null || !row.path("IsDeleted").booleanValue()) {
      delete(type, id);
    }
    purge(type, RecordIds.canonical(id));
  }

  private void purge(ObjectType type, String id) {
    for (ObjectType.Child child : type.children()) {
      if (child.field().is(Trait.CASCADE)) {
        List.copyOf(transaction.table(child.object()).every(child.field(), id))
            .forEach(detail -> purge(child.object(), detail.get("Id").textValue()));
      }
    }
    transaction.erase(type, id);
  }

  /** Brings a record back from the recycle bin, and the details that went with it. */
  public void undelete(ObjectType type, String id) {
    ObjectNode row = transaction.table(type).row(RecordIds.canonical(id));
    if (row == null || !row.path("IsDeleted").booleanValue()) {
      throw new SalesforceError("UNDELETE_FAILED", "Entity is not in the recycle bin");
    }
    restore(type, row);
  }

  /**
   * Merges up to two records into a third: they are deleted and name the winner, their children
   * become the winner's.
   */
  public void merge(String winnerId, List<String> loserIds) {
    String id = RecordIds.canonical(winnerId);
    ObjectType type = id == null ? null : transaction.org().schema().ofId(id);
    boolean merges = type != null && type.field("MasterRecordId") != null;
    if (!merges || loserIds.isEmpty() || loserIds.size() > LOSERS_MAX || loserIds.contains(id)) {
      throw new SalesforceError("INVALID_ID_FIELD", "one winner and one or two losers are needed");
    }
    ObjectNode winner = live(type, id);
    for (String loserId : loserIds) {
      ObjectNode loser = live(type, loserId);
      type.children().forEach(child -> reparent(child, loser, id));
      ObjectNode gone = loser.deepCopy().put("IsDeleted", true).put("MasterRecordId", id);
      transaction.amend(type, gone);
    }
    transaction.amend(type, winner.deepCopy());
  }

  private void reparent(ObjectType.Child child, ObjectNode loser, String winnerId) {
    if (child.field().name().equals("MasterRecordId")) {
      return;
    }
    for (ObjectNode other :
        transaction.table(child.object()).having(child.field(), loser.get("Id").textValue())) {
      transaction.amend(child.object(), other.deepCopy().put(child.field().name(), winnerId));
    }
  }

  private void restore(ObjectType type, ObjectNode row) {
    ObjectNode back = row.deepCopy();
    back.put("IsDeleted", false);
    transaction.amend(type, back);
    for (ObjectType.Child child : type.children()) {
      if (child.field().is(Trait.CASCADE)) {
        transaction.table(child.object()).every(child.field(), row.get("Id").textValue()).stream()
            .filter(detail -> detail.path("IsDeleted").booleanValue())
            .filter(detail -> detail.get("SystemModstamp").equals(row.get("SystemModstamp")))
            .forEach(detail -> restore(child.object(), detail));
      }
    }
  }

  /** The live record, or the refusal that Salesforce gives for this id. */
  public ObjectNode live(ObjectType type, String id) {
    ObjectNode row = transaction.table(type).live(RecordIds.canonical(id));
    if (row == null) {
      throw missing(transaction.table(type), type, id);
    }
    return row;
  }

  private SalesforceError missing(ObjectType type, String id) {
    return missing(transaction.table(type), type, id);
  }

  /** What Salesforce says of an id that names no live record of this object. */
  public static SalesforceError missing(Table table, ObjectType type, String id) {
    String canonical = RecordIds.canonical(id);
    if (canonical == null) {
      return new SalesforceError(
          "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + id);
    }
    if (!canonical.startsWith(type.prefix())) {
      return new SalesforceError(
          "MALFORMED_ID", type.name() + " ID: id value of incorrect type: " + id, "Id");
    }
    return table.row(canonical) == null
        ? new SalesforceError("NOT_FOUND", "The requested resource does not exist")
        : new SalesforceError("ENTITY_IS_DELETED", "entity is deleted");
  }

  private void apply(Save save) {
    RowValues cells = save.row().cells();
    cells.take(save.given().cells());
    RowShape shape = cells.shape();
    for (int number : shape.requiredNumbers()) {
      if (!cells.has(number)) {
        throw incomplete(save, shape.required());
      }
    }
    for (Rule rule : shape.rules()) {
      rule.before(save);
    }
    for (Field field : shape.unique()) {
      if (save.changed(field.name())) {
        checkUnique(save, field);
      }
    }
  }

  private static SalesforceError incomplete(Save save, List<Field> required) {
    String[] empty =
        required.stream()
            .map(Field::name)
            .filter(name -> !save.row().has(name))
            .toArray(String[]::new);
    return new SalesforceError(
        "REQUIRED_FIELD_MISSING", "Required fields are missing: " + List.of(empty), empty);
  }

  private void checkUnique(Save save, Field field) {
    JsonNode value = save.row().get(field.name());
    if (value == null || transaction.table(save.type()).lacks(field, value.asText())) {
      return;
    }
    for (ObjectNode other : transaction.table(save.type()).having(field, value.asText())) {
      String id = other.get("Id").textValue();
      boolean same = !field.is(Trait.CASESENSITIVE) || value.equals(other.get(field.name()));
      if (same && !id.equals(save.text("Id"))) {
        throw new SalesforceError(
            "DUPLICATE_VALUE",
            "duplicate value found: " + field.name() + " duplicates value on record with id: " + id,
            field.name());
      }
    }
  }

  private void store(Save save, boolean created) {
    Row row = save.row();
    RowValues cells = row.cells();
    cells.stamp(transaction.stamp(), transaction.userNode(), created);
    lockMasters(save.type(), row);
    transaction.store(save.type(), row, save.before());
    for (Rule rule : cells.shape().rules()) {
      rule.after(save);
    }
  }

  /** A custom lookup that is required keeps its parent from being deleted. */
  private void checkReferences(ObjectType type, ObjectNode row) {
    for (ObjectType.Child child : type.children()) {
      Field lookup = child.field();
      boolean keeps = lookup.custom() && !lookup.nillable() && !lookup.is(Trait.CASCADE);
      String id = row.get("Id").textValue();
      if (keeps && !transaction.table(child.object()).having(lookup, id).isEmpty()) {
        throw new SalesforceError(
            "DELETE_FAILED",
            "Your attempt to delete the record failed: it is associated with "
                + child.object().plural());
      }
    }
  }

  /** Whoever writes a detail holds its master for that time. */
  private void lockMasters(ObjectType type, ObjectNode row) {
    if (transaction.org().locks().none()) {
      return;
    }
    for (Field field : transaction.table(type).shape().masters()) {
      String id = row.path(field.name()).textValue();
      ObjectType masters = id == null ? null : transaction.org().schema().ofId(id);
      ObjectNode master = masters == null ? null : transaction.table(masters).live(id);
      if (master != null) {
        transaction.org().locks().checkRow(masters, master);
      }
    }
  }

  private void remove(ObjectType type, ObjectNode row) {
    lockMasters(type, row);
    List<Rule> rules = Rules.of(type.name());
    rules.forEach(rule -> rule.beforeDelete(transaction, type, row));
    for (ObjectType.Child child : type.children()) {
      if (child.field().is(Trait.CASCADE)) {
        transaction
            .table(child.object())
            .having(child.field(), row.get("Id").textValue())
            .forEach(detail -> remove(child.object(), detail));
      }
    }
    checkReferences(type, row);
    if (type.recycled()) {
      ObjectNode gone = row.deepCopy();
      gone.put("IsDeleted", true);
      transaction.amend(type, gone);
    } else {
      transaction.org().locks().checkRow(type, row);
      transaction.erase(type, row.get("Id").textValue());
    }
    rules.forEach(rule -> rule.afterDelete(transaction, type, row));
  }
}
