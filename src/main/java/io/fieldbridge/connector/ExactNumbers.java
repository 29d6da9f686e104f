package io.fieldbridge.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Makes nodes of JSON that came over the wire: decimals stay exact, and a number that would fill
 * the memory as soon as somebody calculates with it, such as {@code 1e999999999}, is none.
 */
public final class ExactNumbers extends JsonNodeFactory {

  private static final long serialVersionUID = 1L;
  private static final int SCALE_MAX = 1_000;

  public ExactNumbers() {
    super(true);
  }

  /**
   * @throws NumberFormatException for more than a thousand digits before or after the point
   */
  @Override
  public ValueNode numberNode(BigDecimal number) {
    if (number != null && Math.abs((long) number.scale()) > SCALE_MAX) {
      throw new NumberFormatException("a number with an exponent beyond " + SCALE_MAX);
    }
    return super.numberNode(number);
  }
}
