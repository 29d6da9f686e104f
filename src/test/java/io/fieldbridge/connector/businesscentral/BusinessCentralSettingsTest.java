package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A wrong setting is refused with what was expected (P14). */
class BusinessCentralSettingsTest {

  @Test
  void the_ways_of_finding_a_customer_again_are_read_from_text() {
    assertThat(CustomerProof.parse("content").kind()).isEqualTo(CustomerProof.Kind.CONTENT);
    assertThat(CustomerProof.parse("external-references").kind())
        .isEqualTo(CustomerProof.Kind.EXTERNAL_REFERENCES);
    assertThat(CustomerProof.parse("number-range FB").prefix()).isEqualTo("FB");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CustomerProof.parse("guess"))
        .withMessageContaining("expected external-references, number-range PREFIX or content");
    assertThatIllegalArgumentException().isThrownBy(() -> CustomerProof.parse("number-range"));
  }

  @Test
  void a_company_is_never_guessed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BusinessCentralSettings.Address(
                    URI.create("http://localhost/api/v2.0"), "t", "e", " "))
        .withMessageContaining("never guessed");
  }

  @Test
  void impossible_limits_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BusinessCentralSettings.Limits(0, 1, true, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BusinessCentralSettings.Limits(5, 6_000, true, 20_001));
  }

  @Test
  void online_the_overlap_is_as_long_as_the_longest_request() {
    BusinessCentralSettings.Timing timing = BusinessCentralSettings.Timing.online();
    assertThat(timing.longestRequest()).isEqualTo(Duration.ofMinutes(16));
    assertThat(timing.overlap()).isEqualTo(timing.longestRequest());
  }
}
