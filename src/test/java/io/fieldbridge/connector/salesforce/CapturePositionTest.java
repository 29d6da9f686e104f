package io.fieldbridge.connector.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.failure.ContractException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How far a channel is read, object by object (P14). */
class CapturePositionTest {

  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONE = NOON.plusSeconds(3600);
  private static final CapturePosition PLACE =
      CapturePosition.parse(
          "AAAA@2026-03-01T13:00:00Z Account=2026-03-01T13:00:00Z Asset=2026-03-01T12:00:00Z");

  @Test
  void text_and_place_are_the_same() {
    CapturePosition left = PLACE.heardBy(Set.of("Account", "Job__c"), OVERLAP);
    assertThat(left.text())
        .isEqualTo(
            "AAAA@2026-03-01T13:00:00Z Account=2026-03-01T13:00:00Z Job__c=2026-03-01T13:00:00Z"
                + " -Asset=2026-03-01T11:50:00Z");
    assertThat(CapturePosition.parse(left.text())).isEqualTo(left);
    assertThat(CapturePosition.parse("@2026-03-01T12:00:00Z"))
        .isEqualTo(CapturePosition.since(NOON));
  }

  @Test
  void an_object_that_left_is_owed_until_it_is_read() {
    CapturePosition back =
        PLACE.heardBy(Set.of("Account"), OVERLAP).heardBy(Set.of("Account", "Asset"), OVERLAP);
    assertThat(back.owed(Set.of("Account", "Asset"))).containsExactly("Asset");
    assertThat(back.readFrom("Asset")).isEqualTo(NOON.minus(OVERLAP));
    assertThat(back.toldUntil(Map.of("Asset", ONE)).owed(Set.of("Asset"))).hasSize(1);
    assertThat(back.marked("BBBB", ONE, Map.of("Asset", ONE)).owed(Set.of("Asset"))).hasSize(1);
    CapturePosition read = back.readUntil(Set.of("Asset"), ONE);
    assertThat(read.owed(Set.of("Account", "Asset"))).isEmpty();
    assertThat(read.told("Asset")).isEqualTo(ONE);
  }

  @Test
  void a_lost_mark_is_answered_by_reading_each_object_from_its_own_time() {
    CapturePosition lost = PLACE.withoutReplay(OVERLAP);
    assertThat(lost.readFrom("Account")).isEqualTo(ONE.minus(OVERLAP));
    assertThat(lost.readFrom("Asset")).isEqualTo(NOON.minus(OVERLAP));
    assertThat(lost.withoutReplay(OVERLAP)).isEqualTo(lost);
  }

  @Test
  void a_text_that_is_cut_off_is_refused() {
    for (String wrong : new String[] {"AAAA@2026-03-01T13:00:00Z Account", "AAAA@x A=1"}) {
      assertThatThrownBy(() -> CapturePosition.parse(wrong))
          .isInstanceOf(ContractException.class)
          .hasMessageContaining("is no position");
    }
  }
}
