package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.RecordRef;
import org.junit.jupiter.api.Test;

/** What is known to agree is not read again; what is not known is (P9). */
class SettledTest {

  private static final RecordRef CUSTOMER = new RecordRef("business-central", "customers", "1");

  private final Settled settled = new Settled();

  @Test
  void only_the_last_version_in_which_both_agreed_counts() {
    assertThat(settled.at(CUSTOMER, "a")).isFalse();
    settled.note(CUSTOMER, "a");
    assertThat(settled.at(CUSTOMER, "a")).isTrue();
    settled.note(CUSTOMER, "b");
    assertThat(settled.at(CUSTOMER, "a")).isFalse();
    assertThat(settled.at(CUSTOMER, "b")).isTrue();
  }

  @Test
  void a_write_after_which_something_is_still_to_be_carried_makes_it_unknown() {
    settled.note(CUSTOMER, "a");
    settled.note(CUSTOMER, "");
    assertThat(settled.at(CUSTOMER, "a")).isFalse();
    assertThat(settled.at(CUSTOMER, "")).isFalse();
  }

  @Test
  void the_oldest_are_forgotten_so_that_memory_stays_bounded() {
    settled.note(CUSTOMER, "a");
    for (int i = 2; i < 30_000; i++) {
      settled.note(new RecordRef("business-central", "customers", String.valueOf(i)), "v");
    }
    assertThat(settled.at(CUSTOMER, "a")).isFalse();
  }
}
