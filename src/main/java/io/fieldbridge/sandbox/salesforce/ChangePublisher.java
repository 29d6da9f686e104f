package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.Commit;
import io.fieldbridge.sandbox.salesforce.events.ChangeEvent;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Turns commits into change events: what really changed, of the objects that are selected. Called
 * in commit order, one commit at a time.
 */
final class ChangePublisher implements Consumer<Commit> {

  private static final Set<String> NEVER =
      Set.of("Id", "IsDeleted", "SystemModstamp", "LastModifiedDate", "LastModifiedById");
  private static final long FIRST_COMMIT_NUMBER = 11_657_372_702_432L;

  private final Consumer<List<ChangeEvent>> log;
  private final BooleanSupplier merging;
  private final Predicate<String> selected;
  private final IntSupplier changesMax;
  private long commits;

  /** What one event tells; equal ones of a transaction become one event with several ids. */
  private record Told(String entity, String changeType, ObjectNode values) {

    /** As the vendor counts: each field of an update, anything else once. */
    int changes() {
      return changeType.equals("UPDATE") ? values.size() : 1;
    }
  }

  /**
   * @param selected whether any channel carries the changes of an object
   * @param changesMax most changes of a transaction; what comes after them is an overflow
   */
  ChangePublisher(
      Consumer<List<ChangeEvent>> log,
      BooleanSupplier merging,
      Predicate<String> selected,
      IntSupplier changesMax) {
    this.log = log;
    this.changesMax = changesMax;
    this.selected = selected;
    this.merging = merging;
  }

  @Override
  public void accept(Commit commit) {
    Map<Told, List<String>> events = new LinkedHashMap<>();
    List<ChangeEvent> transaction = new ArrayList<>();
    Map<String, Told> beyond = new LinkedHashMap<>();
    boolean merge = merging.getAsBoolean();
    long changes = 0;
    for (Commit.Change change : commit.changes()) {
      Told told = selected.test(change.type().name()) ? told(change) : null;
      changes += told == null ? 0 : told.changes();
      if (told != null && changes > changesMax.getAsInt()) {
        beyond.putIfAbsent(told.entity, told);
      } else if (told != null && merge && told.changeType.equals("UPDATE")) {
        events.computeIfAbsent(told, any -> new ArrayList<>()).add(change.id());
      } else if (told != null) {
        flush(commit, events, transaction);
        transaction.add(event(commit, told, List.of(change.id()), transaction.size() + 1));
      }
    }
    flush(commit, events, transaction);
    beyond
        .values()
        .forEach(told -> transaction.add(event(commit, told, List.of(), 1).asOverflow()));
    if (!transaction.isEmpty()) {
      commits++;
      log.accept(transaction);
    }
  }

  private void flush(Commit commit, Map<Told, List<String>> events, List<ChangeEvent> transaction) {
    events.forEach(
        (told, ids) -> transaction.add(event(commit, told, ids, transaction.size() + 1)));
    events.clear();
  }

  private ChangeEvent event(Commit commit, Told told, List<String> ids, int sequence) {
    long number = FIRST_COMMIT_NUMBER + commits * 7;
    String key =
        UUID.nameUUIDFromBytes((commit.at() + "/" + number).getBytes(StandardCharsets.US_ASCII))
            .toString();
    return new ChangeEvent(
        told.entity,
        ids,
        told.changeType,
        commit.caller().origin(),
        key,
        sequence,
        commit.at().toEpochMilli(),
        number,
        commit.caller().userId(),
        told.values);
  }

  /** Null where nothing changed that an event would tell. */
  private static Told told(Commit.Change change) {
    ObjectNode before = change.before();
    ObjectNode after = change.after();
    boolean goneAfter = after == null || after.path("IsDeleted").booleanValue();
    boolean goneBefore = before == null || before.path("IsDeleted").booleanValue();
    String entity = change.type().name();
    if (goneAfter) {
      return goneBefore ? null : new Told(entity, "DELETE", Json.object());
    }
    if (goneBefore) {
      ObjectNode values = changed(change.type(), Json.object(), after);
      stamp(values, after, "LastModifiedById");
      return new Told(entity, before == null ? "CREATE" : "UNDELETE", values);
    }
    ObjectNode values = changed(change.type(), before, after);
    if (values.isEmpty()) {
      return null;
    }
    boolean otherUser =
        !Objects.equals(before.get("LastModifiedById"), after.get("LastModifiedById"));
    stamp(values, after, otherUser ? "LastModifiedById" : null);
    return new Told(entity, "UPDATE", values);
  }

  private static void stamp(ObjectNode values, ObjectNode after, String user) {
    values.set("LastModifiedDate", after.get("LastModifiedDate"));
    if (user != null) {
      values.set(user, after.get(user));
    }
  }

  private static ObjectNode changed(ObjectType type, ObjectNode before, ObjectNode after) {
    boolean person = type.field("LastName") != null;
    ObjectNode values = Json.object();
    for (Field field : type.fields()) {
      boolean told =
          !NEVER.contains(field.name())
              && field.type() != FieldType.ADDRESS
              && !(person && field.name().equals("Name"));
      JsonNode was = before.get(field.name());
      JsonNode is = after.get(field.name());
      if (told && !Objects.equals(was, is)) {
        values.set(field.name(), is == null ? NullNode.instance : is);
      }
    }
    return values;
  }
}
