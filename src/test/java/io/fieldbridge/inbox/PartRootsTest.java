package io.fieldbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a part belonged is remembered with the change that tells where it belongs (P14). */
@ParameterizedClass
@EnumSource(Database.class)
class PartRootsTest {

  private static final String FIELD = "WorkOrderId";

  private final Store store;
  private final PartRoots roots;
  private final RecordRef part =
      new RecordRef("salesforce", "TimeSheetEntry", Database.name("entry"));

  PartRootsTest(Database database) {
    store = database.shared();
    roots = new PartRoots(store);
  }

  @Test
  void a_part_that_is_told_for_the_first_time_left_nothing() {
    assertThat(roots.former(change(in("A")), FIELD)).isEmpty();
    assertThat(roots.former(change(in("A")), FIELD)).isEmpty();
  }

  @Test
  void a_part_leaves_each_record_once() {
    roots.former(change(in("A")), FIELD);

    assertThat(roots.former(change(in("B")), FIELD)).contains("A");
    assertThat(roots.former(change(in("B")), FIELD)).isEmpty();
    assertThat(roots.former(change(in(null)), FIELD)).contains("B");
    assertThat(roots.former(change(in(null)), FIELD)).isEmpty();
    assertThat(roots.former(change(in("C")), FIELD)).isEmpty();
  }

  @Test
  void a_change_that_does_not_tell_where_the_part_belongs_changes_nothing() {
    roots.former(change(in("A")), FIELD);

    assertThat(roots.former(change(JsonText.object()), FIELD)).contains("A");
    assertThat(roots.former(change(in("B")), FIELD)).contains("A");
  }

  @Test
  void two_fields_of_a_part_are_two_matters() {
    roots.former(change(in("A")), FIELD);

    assertThat(roots.former(change(in("A").put("Other", "B")), "Other")).isEmpty();
    assertThat(roots.former(change(in("A").put("Other", "C")), "Other")).contains("B");
  }

  @Test
  void a_move_whose_transaction_is_undone_is_told_again() {
    roots.former(change(in("A")), FIELD);

    assertThatThrownBy(() -> store.inTransaction(this::moveAndDie)).hasMessage("killed");

    assertThat(roots.former(change(in("B")), FIELD)).contains("A");
  }

  private void moveAndDie() {
    roots.former(change(in("B")), FIELD);
    throw new IllegalStateException("killed");
  }

  @Test
  void what_has_not_moved_for_long_is_forgotten() {
    roots.former(change(in("A")), FIELD);

    roots.forgetBefore(store.now().minus(Duration.ofDays(1)), 1000);
    assertThat(roots.former(change(in("B")), FIELD)).contains("A");

    assertThat(roots.forgetBefore(store.now().plus(Duration.ofDays(1)), 1_000_000)).isPositive();
    assertThat(roots.former(change(in("C")), FIELD)).isEmpty();
  }

  private static ObjectNode in(String workOrder) {
    return JsonText.object().put(FIELD, workOrder);
  }

  private Change change(ObjectNode values) {
    return new Change("change", part, Change.Kind.UPDATE, values, InboxKit.AT, "person", "");
  }
}
