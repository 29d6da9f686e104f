package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/** What formulas can call besides JSLT's own functions. Decimals are exact. */
final class FormulaFunctions {

  static final List<Function> ALL =
      List.of(
          new Named("multiply", 2, 10, values -> reduce(values, BigDecimal::multiply)),
          new Named("add", 2, 10, values -> reduce(values, BigDecimal::add)),
          new Named("subtract", 2, 2, values -> reduce(values, BigDecimal::subtract)),
          new Named("divide", 3, 3, FormulaFunctions::divide),
          new Named("round", 1, 2, FormulaFunctions::round),
          new Named("join", 2, 2, FormulaFunctions::join),
          new Named("line", 2, 2, FormulaFunctions::line),
          new Named("lines-from", 3, 3, FormulaFunctions::linesFrom),
          new Named("cut", 2, 2, FormulaFunctions::cut));

  private static final int SCALE_MAX = 20;

  private FormulaFunctions() {}

  private static JsonNode reduce(JsonNode[] values, BinaryOperator<BigDecimal> operator) {
    if (anyNull(values)) {
      return NullNode.instance;
    }
    return Arrays.stream(values)
        .map(FormulaFunctions::decimal)
        .reduce(operator)
        .<JsonNode>map(DecimalNode::valueOf)
        .orElse(NullNode.instance);
  }

  private static JsonNode divide(JsonNode[] values) {
    if (anyNull(values)) {
      return NullNode.instance;
    }
    BigDecimal divisor = decimal(values[1]);
    if (divisor.signum() == 0) {
      throw new JsltException("divide: the divisor is 0");
    }
    return DecimalNode.valueOf(
        decimal(values[0]).divide(divisor, scale(values[2]), RoundingMode.HALF_UP));
  }

  private static JsonNode round(JsonNode[] values) {
    if (values[0].isNull()) {
      return NullNode.instance;
    }
    int scale = values.length > 1 ? scale(values[1]) : 0;
    return DecimalNode.valueOf(decimal(values[0]).setScale(scale, RoundingMode.HALF_UP));
  }

  private static JsonNode join(JsonNode[] values) {
    List<String> filled = new ArrayList<>();
    values[0].forEach(
        value -> {
          if (!value.isNull() && !value.asText().isBlank()) {
            filled.add(value.asText().strip());
          }
        });
    return filled.isEmpty()
        ? NullNode.instance
        : TextNode.valueOf(String.join(values[1].asText(), filled));
  }

  private static JsonNode line(JsonNode[] values) {
    List<String> lines = lines(values[0]);
    int number = values[1].asInt();
    return number >= 1 && number <= lines.size()
        ? TextNode.valueOf(lines.get(number - 1))
        : NullNode.instance;
  }

  private static JsonNode linesFrom(JsonNode[] values) {
    List<String> lines = lines(values[0]);
    int first = Math.max(1, values[1].asInt()) - 1;
    return first >= lines.size()
        ? NullNode.instance
        : TextNode.valueOf(String.join(values[2].asText(), lines.subList(first, lines.size())));
  }

  private static JsonNode cut(JsonNode[] values) {
    return values[0].isNull()
        ? NullNode.instance
        : TextNode.valueOf(Texts.cut(values[0].asText(), values[1].asInt()));
  }

  private static List<String> lines(JsonNode text) {
    return text.isNull()
        ? List.of()
        : text.asText().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static boolean anyNull(JsonNode[] values) {
    return Arrays.stream(values).anyMatch(JsonNode::isNull);
  }

  private static int scale(JsonNode value) {
    int scale = value.asInt(-1);
    if (scale < 0 || scale > SCALE_MAX) {
      throw new JsltException("the scale has to be between 0 and " + SCALE_MAX);
    }
    return scale;
  }

  private static BigDecimal decimal(JsonNode value) {
    return Decimals.of(value)
        .orElseThrow(() -> new JsltException("'" + value.asText() + "' is no decimal number"));
  }

  private interface Body {
    JsonNode of(JsonNode[] values);
  }

  private record Named(String name, int least, int most, Body body) implements Function {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public int getMinArguments() {
      return least;
    }

    @Override
    public int getMaxArguments() {
      return most;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] values) {
      return body.of(values);
    }
  }
}
