package org.lanewise.core.scalar;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Elementary functions to 60 digits by their series: slow, and right beyond any doubt of a double.
 */
final class ExactFunctions {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private ExactFunctions() {}

  static BigDecimal expm1(BigDecimal x) {
    if (x.abs().compareTo(new BigDecimal("0.125")) > 0) {
      // e^2y - 1 = (e^y - 1) (e^y + 1)
      BigDecimal half = expm1(x.divide(TWO, DIGITS));
      return half.multiply(half.add(TWO), DIGITS);
    }
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int k = 2; k < 40; k++) {
      term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  static BigDecimal exp(BigDecimal x) {
    // through the reciprocal, so that e^x - 1 does not cancel
    return x.signum() >= 0
        ? expm1(x).add(ONE, DIGITS)
        : ONE.divide(expm1(x.negate()).add(ONE, DIGITS), DIGITS);
  }

  static BigDecimal log(BigDecimal x) {
    BigDecimal y = new BigDecimal(StrictMath.log(x.doubleValue()));
    if (x.doubleValue() < Double.MIN_NORMAL) {
      y = new BigDecimal(StrictMath.log(x.doubleValue() * 0x1p60) - 60 * StrictMath.log(2));
    }
    for (int step = 0; step < 3; step++) { // Newton's method doubles 16 digits to 60
      y = y.add(x.multiply(exp(y.negate()), DIGITS).subtract(ONE, DIGITS), DIGITS);
    }
    return y;
  }

  static BigDecimal log1p(BigDecimal x) {
    if (x.abs().doubleValue() > 0.25) {
      return log(x.add(ONE, DIGITS));
    }
    BigDecimal y = x;
    for (int step = 0; step < 8; step++) { // the relative error of x is at most 1/8 and squares
      BigDecimal grown = expm1(y);
      y = y.add(x.subtract(grown, DIGITS).divide(grown.add(ONE), DIGITS), DIGITS);
    }
    return y;
  }

  static BigDecimal tanh(BigDecimal x) {
    BigDecimal e = expm1(x.multiply(TWO, DIGITS));
    return e.divide(e.add(TWO, DIGITS), DIGITS);
  }

  static BigDecimal sigmoid(BigDecimal x) {
    return ONE.divide(exp(x.negate()).add(ONE, DIGITS), DIGITS);
  }

  static BigDecimal geluTanh(BigDecimal x) {
    BigDecimal scale = // 2 sqrt(2 / pi)
        new BigDecimal("1.59576912160573071175978423973752747390343452465973863066370332");
    BigDecimal cubic = x.pow(3, DIGITS).multiply(new BigDecimal("0.044715"), DIGITS);
    return x.multiply(sigmoid(x.add(cubic).multiply(scale, DIGITS)), DIGITS);
  }

  static BigDecimal softplus(BigDecimal x) {
    return log1p(exp(x.abs().negate())).add(x.max(BigDecimal.ZERO), DIGITS);
  }

  static BigDecimal erf(BigDecimal x) {
    if (x.abs().doubleValue() > 7) {
      return BigDecimal.valueOf(x.signum());
    }
    // 2 / sqrt(pi) e^(-x^2) sum of 2^k x^(2k+1) / (1 3 5 ... (2k+1)): all terms of one sign
    BigDecimal square = x.multiply(x, DIGITS).multiply(TWO, DIGITS);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int k = 1; k < 400; k++) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(2 * k + 1), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    BigDecimal scale =
        new BigDecimal("1.12837916709551257389615890312154517168810125865799771368817144");
    BigDecimal decay = exp(x.multiply(x, DIGITS).negate());
    return sum.multiply(decay, DIGITS).multiply(scale, DIGITS);
  }

  /** Returns the probability that a normal variable is above |x|, for moderate x. */
  static BigDecimal normalTail(BigDecimal x) {
    BigDecimal root = TWO.sqrt(DIGITS);
    return ONE.subtract(erf(x.abs().divide(root, DIGITS)), DIGITS).divide(TWO, DIGITS);
  }
}
