package io.fieldbridge.mapping;

import static io.fieldbridge.mapping.ContractText.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.failure.ContractException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Custom logic as formulas inside the contract (P12). */
class FormulaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add(.a, .b) | 0.3",
        "multiply(.a, .b, 3) | 0.06",
        "subtract(.b, .a) | 0.1",
        "divide(1, 3, 5) | 0.33333",
        "round(2.345, 2) | 2.35",
        "round(2.5) | 3",
        "join([.x, .none, .y], \"-\") | one-two",
        "line(.lines, 2) | second",
        "lines-from(.lines, 2, \", \") | second, third",
        "cut(.x, 2) | on",
        ".deep.er | found",
        "multiply(.none, 2) | null"
      })
  void formulas_calculate_exactly_and_put_text_together(String formula, String expected) {
    String record =
        "{'a': 0.1, 'b': 0.2, 'x': 'one', 'y': ' two ', 'none': null,"
            + " 'lines': 'first\\nsecond\\n\\nthird', 'deep': {'er': 'found'}}";
    assertThat(JsltFormula.of(formula).apply(json(record)).asText()).isEqualTo(expected);
  }

  @Test
  void a_formula_over_fields_that_are_not_told_tells_nothing_itself() {
    assertThat(JsltFormula.of("fallback(.a, .b.c)").apply(json("{'x': 1}"))).isNull();
    assertThat(JsltFormula.of("fallback(.a, .b.c)").apply(json("{'b': {'c': 1}}")).asInt())
        .isEqualTo(1);
  }

  @Test
  void a_predicate_takes_what_is_not_told_for_empty() {
    assertThat(JsltFormula.of(".kind != \"Indirect\"").holds(json("{}"))).isTrue();
    assertThat(JsltFormula.of(".limit > 0").holds(json("{}"))).isFalse();
    assertThat(JsltFormula.of(".limit > 0").holds(json("{'limit': null}"))).isFalse();
    assertThat(JsltFormula.of(".limit > 0").holds(json("{'limit': 0.5}"))).isTrue();
  }

  @Test
  void a_formula_says_what_it_reads() {
    assertThat(JsltFormula.of("if (.a.b and .c == 1) .a.b else $x.d + .e[0 : 2]").paths())
        .containsExactlyInAnyOrder("a.b", "c", "e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now()",
        "random()",
        "import \"x.jslt\" as x .a",
        "def f(x) f($x) f(.a)",
        "[for (.lines) .price]",
        ".a | .b",
        "join(.a",
        "nosuch(.a)"
      })
  void what_is_not_pure_or_not_clear_does_not_compile(String formula) {
    assertThatThrownBy(() -> JsltFormula.of(formula)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void words_inside_quotes_and_field_names_are_only_text() {
    assertThat(JsltFormula.of("fallback(.now, \"import | random\")").apply(json("{'now': null}")))
        .hasToString("\"import | random\"");
  }

  @Test
  void a_formula_that_fails_on_a_record_names_itself() {
    assertThatThrownBy(() -> JsltFormula.of("divide(.a, 0, 2)").apply(json("{'a': 1}")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("divide(.a, 0, 2)")
        .hasMessageContaining("the divisor is 0");
  }
}
