package io.fieldbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Our reference in a document is told from what people type (P3, Z15). */
class CheckCodeTest {

  @Test
  void a_reference_with_its_code_holds_and_a_slip_of_the_finger_does_not() {
    String reference = "00000042-" + CheckCode.of("00000042-");
    assertThat(CheckCode.holds(reference)).isTrue();
    assertThat(CheckCode.holds("00000043" + reference.substring(8))).isFalse();
    assertThat(CheckCode.holds("00000024" + reference.substring(8))).isFalse();
    assertThat(CheckCode.holds("")).isFalse();
    assertThat(CheckCode.holds("42")).isFalse();
  }

  @Test
  void without_its_code_a_reference_reads_as_people_write_it() {
    assertThat(CheckCode.without("00000042-" + CheckCode.of("00000042-"))).isEqualTo("00000042");
    assertThat(CheckCode.without("PO-4711")).isEqualTo("PO-4711");
  }

  @Test
  void case_does_not_count_because_codes_come_back_in_capitals() {
    assertThat(CheckCode.of("wo-12a")).isEqualTo(CheckCode.of("WO-12A"));
  }

  @Test
  void a_number_typed_by_hand_is_ours_about_one_time_in_97() {
    long hits =
        IntStream.range(0, 9_700)
            .filter(number -> CheckCode.holds(String.format("%08d-%02d", number, number % 89)))
            .count();
    assertThat(hits).isBetween(40L, 220L);
  }
}
