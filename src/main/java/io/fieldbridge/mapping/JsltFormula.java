package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.impl.DotExpression;
import com.schibsted.spt.data.jslt.impl.ExpressionImpl;
import com.schibsted.spt.data.jslt.impl.ExpressionNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.io.StringReader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A JSLT expression, compiled once. It keeps nulls, sees the record only, and may not import,
 * define functions, or ask for time or chance: the same record always gives the same value.
 */
final class JsltFormula implements Formula {

  private static final int LENGTH_MAX = 4_000;
  private static final Pattern PATH = Pattern.compile("\\.[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern LITERAL = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern IMPURE =
      Pattern.compile("(?<![.\\w$-])(import|def|now|random|uuid)\\b(?!-)");
  private static final Set<String> ARITHMETIC =
      Set.of("PlusOperator", "MinusOperator", "MultiplyOperator", "DivideOperator");
  private static final Set<String> OWN_CONTEXT =
      Set.of("ForExpression", "PipeOperator", "ObjectComprehension");

  private final String text;
  private final Expression expression;
  private final Set<String> paths = new TreeSet<>();
  private boolean arithmetic;

  private JsltFormula(String text) {
    this.text = text;
    this.expression =
        new Parser(new StringReader(text))
            .withSource("formula")
            .withFunctions(FormulaFunctions.ALL)
            .withObjectFilter(value -> true)
            .compile();
    for (ExpressionNode node : ((ExpressionImpl) expression).getChildren()) {
      inspect(node);
    }
  }

  /**
   * A plain path, or else a JSLT expression.
   *
   * @throws IllegalArgumentException when it does not compile or is not allowed, saying why
   */
  static Formula of(String text) {
    if (PATH.matcher(text).matches()) {
      return Formula.path(text);
    }
    var impure = IMPURE.matcher(LITERAL.matcher(text).replaceAll("\"\""));
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("it is longer than " + LENGTH_MAX + " characters");
    }
    if (impure.find()) {
      throw new IllegalArgumentException("'" + impure.group(1) + "' has no place in a contract");
    }
    try {
      return new JsltFormula(text);
    } catch (JsltException wrong) {
      String first = wrong.getMessageWithoutLocation().lines().findFirst().orElse("");
      throw new IllegalArgumentException(first + " (column " + wrong.getColumn() + ")", wrong);
    }
  }

  private void inspect(ExpressionNode node) {
    String kind = node.getClass().getSimpleName();
    if (OWN_CONTEXT.contains(kind)) {
      throw new IllegalArgumentException("'for' and '|' change what a path means; name the fields");
    }
    arithmetic |= ARITHMETIC.contains(kind);
    if (node instanceof DotExpression && PATH.matcher(node.toString()).matches()) {
      paths.add(node.toString().substring(1));
      return;
    }
    for (ExpressionNode child : node.getChildren()) {
      if (child != null) {
        inspect(child);
      }
    }
  }

  @Override
  public JsonNode apply(ObjectNode record) {
    if (!paths.isEmpty() && paths.stream().noneMatch(path -> record.has(root(path)))) {
      return null;
    }
    return evaluate(record);
  }

  @Override
  public boolean holds(ObjectNode record) {
    return Truth.of(evaluate(record));
  }

  private JsonNode evaluate(ObjectNode record) {
    try {
      return expression.apply(record);
    } catch (JsltException failed) {
      throw new ContractException(
          Reason.of(
              "formula-failed",
              "The formula " + text + " fails on this record: " + failed.getMessage() + ".",
              "Correct the formula in the contract, or the record."),
          failed);
    }
  }

  private static String root(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  @Override
  public Set<String> paths() {
    return paths;
  }

  @Override
  public boolean arithmetic() {
    return arithmetic;
  }
}
