package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormulaTest {

  @ParameterizedTest
  @CsvSource({
    "'', 2026-01-30",
    "30D, 2026-03-01",
    "2W, 2026-02-13",
    "1M, 2026-02-28",
    "1Q, 2026-04-30",
    "1Y, 2027-01-30",
    "-1D, 2026-01-29",
    "CM, 2026-01-31",
    "CM+10D, 2026-02-10",
    "1M+CM, 2026-02-28",
    "-CM, 2026-01-01",
    "CW, 2026-02-01",
    "CQ, 2026-03-31",
    "CY, 2026-12-31",
    "D15, 2026-02-15",
    "-D15, 2026-01-15",
    "CM+1D-1M, 2026-01-01"
  })
  void a_formula_moves_a_day(String formula, LocalDate wanted) {
    assertThat(DateFormula.parse(formula).from(LocalDate.of(2026, 1, 30))).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "D", "30 days", "1M1D", "CX", "30D+"})
  void what_is_no_formula_is_refused(String text) {
    assertThatThrownBy(() -> DateFormula.parse(text))
        .isInstanceOfSatisfying(
            VendorException.class,
            refused -> assertThat(refused.code()).isEqualTo("Application_EvaluateException"));
  }
}
