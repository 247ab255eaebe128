package org.lanewise.core.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The double functions keep their stated accuracy and the special cases of IEEE 754. */
class DoubleMathTest {

  @Test
  void expStaysWithinTheStatedBound() {
    check(0.9, -744, 709, DoubleMath::exp, ExactFunctions::exp);
  }

  @Test
  void expm1StaysWithinTheStatedBound() {
    check(1.1, -40, 709, DoubleMath::expm1, ExactFunctions::expm1);
  }

  @Test
  void logStaysWithinTheStatedBound() {
    check(0.9, 0, 1e+300, DoubleMath::log, ExactFunctions::log);
  }

  @Test
  void log1pStaysWithinTheStatedBound() {
    check(0.9, -1, 1e+300, DoubleMath::log1p, ExactFunctions::log1p);
  }

  @Test
  void tanhStaysWithinTheStatedBound() {
    check(1.5, -20, 20, DoubleMath::tanh, ExactFunctions::tanh);
  }

  @Test
  void sigmoidStaysWithinTheStatedBound() {
    check(1.2, -744, 40, DoubleMath::sigmoid, ExactFunctions::sigmoid);
  }

  @Test
  void geluTanhStaysWithinTheStatedBound() {
    check(5.1, -2.1, 40, DoubleGelu::geluTanh, ExactFunctions::geluTanh);
  }

  @Test
  void softplusStaysWithinTheStatedBound() {
    check(1.8, -700, 800, DoubleMath::softplus, ExactFunctions::softplus);
  }

  @Test
  void normalTailStaysWithinTheStatedBound() {
    check(4, -0.7, 0.7, DoubleGelu::normalTail, ExactFunctions::normalTail);
  }

  /** Compares with 60 digits: some arguments near zero, of both small and large exponents. */
  private static void check(
      double bound,
      double min,
      double max,
      DoubleUnaryOperator function,
      UnaryOperator<BigDecimal> exact) {
    Random random = new Random(13);
    for (int i = 0; i < 1500; i++) {
      double x =
          switch (i % 3) {
            case 0 -> random.nextGaussian();
            case 1 -> min + (max - min) * random.nextDouble();
            default -> Math.scalb(random.nextGaussian(), -random.nextInt(1000));
          };
      if (x <= min || x >= max || x == 0) {
        continue;
      }
      double y = function.applyAsDouble(x);
      BigDecimal reference = exact.apply(new BigDecimal(x));
      double ulp = Math.ulp(reference.doubleValue());
      double error = reference.subtract(new BigDecimal(y)).abs().doubleValue() / ulp;
      assertTrue(error <= bound, () -> "at " + x + ": " + error + " ulp");
    }
  }

  @Test
  void subnormalResultsAreNotFlushed() {
    assertSame(Double.MIN_VALUE, DoubleMath.exp(-745));
    assertEquals(StrictMath.exp(-740), DoubleMath.exp(-740), Double.MIN_VALUE);
    assertEquals(StrictMath.exp(-740), DoubleMath.sigmoid(-740), Double.MIN_VALUE);
    assertEquals(StrictMath.exp(-740), DoubleMath.softplus(-740), Double.MIN_VALUE);
  }

  @Test
  void specialArgumentsGiveSpecialResults() {
    double inf = Double.POSITIVE_INFINITY;
    assertSame(0, DoubleMath.exp(-inf));
    assertSame(inf, DoubleMath.exp(inf));
    assertSame(1, DoubleMath.exp(0.0));
    assertSame(1, DoubleMath.exp(-0.0));
    assertSame(-1, DoubleMath.expm1(-inf));
    assertSame(inf, DoubleMath.expm1(inf));
    assertSame(-inf, DoubleMath.log(0.0));
    assertSame(-inf, DoubleMath.log(-0.0));
    assertSame(0, DoubleMath.log(1));
    assertSame(inf, DoubleMath.log(inf));
    assertSame(-inf, DoubleMath.log1p(-1));
    assertSame(inf, DoubleMath.log1p(inf));
    assertSame(1, DoubleMath.tanh(inf));
    assertSame(-1, DoubleMath.tanh(-inf));
    assertSame(0.5, DoubleMath.sigmoid(-0.0));
    assertSame(0, DoubleMath.sigmoid(-inf));
    assertSame(1, DoubleMath.sigmoid(inf));
    assertSame(0, DoubleMath.softplus(-inf));
    assertSame(inf, DoubleMath.softplus(inf));
    assertSame(-0.0, DoubleGelu.geluTanh(-inf));
    assertSame(-0.0, DoubleGelu.geluTanh(-Double.MAX_VALUE));
    assertSame(inf, DoubleGelu.geluTanh(inf));
    assertSame(-0.0, DoubleGelu.gelu(-inf));
    assertSame(-0.0, DoubleGelu.gelu(-Double.MAX_VALUE));
    assertSame(inf, DoubleGelu.gelu(inf));
    assertSame(Double.MAX_VALUE, DoubleGelu.gelu(Double.MAX_VALUE));
    assertSame(Double.MAX_VALUE, DoubleGelu.geluTanh(Double.MAX_VALUE));
    for (double negative : new double[] {-Double.MIN_VALUE, -1, -Double.MAX_VALUE, -inf}) {
      assertTrue(Double.isNaN(DoubleMath.log(negative)), "log of " + negative);
      assertTrue(Double.isNaN(DoubleMath.log1p(negative * 2 - 1)) || negative == -Double.MIN_VALUE);
    }
  }

  @Test
  void signedZerosPassThroughOddFunctions() {
    for (double zero : new double[] {0.0, -0.0}) {
      assertSame(zero, DoubleMath.expm1(zero));
      assertSame(zero, DoubleMath.log1p(zero));
      assertSame(zero, DoubleMath.tanh(zero));
      assertSame(zero, DoubleGelu.geluTanh(zero));
      assertSame(zero, DoubleGelu.gelu(zero));
    }
  }

  @Test
  void nanStaysNan() {
    assertTrue(Double.isNaN(DoubleMath.exp(Double.NaN)));
    assertTrue(Double.isNaN(DoubleMath.expm1(Double.NaN)));
    assertTrue(Double.isNaN(DoubleMath.log(Double.NaN)));
    assertTrue(Double.isNaN(DoubleMath.log1p(Double.NaN)));
    assertTrue(Double.isNaN(DoubleMath.tanh(Double.NaN)));
    assertTrue(Double.isNaN(DoubleMath.sigmoid(Double.NaN)));
    assertTrue(Double.isNaN(DoubleMath.softplus(Double.NaN)));
    assertTrue(Double.isNaN(DoubleGelu.gelu(Double.NaN)));
    assertTrue(Double.isNaN(DoubleGelu.gelu(Math.copySign(Double.NaN, -1))));
    assertTrue(Double.isNaN(DoubleGelu.geluTanh(Double.NaN)));
    assertTrue(Double.isNaN(DoubleGelu.geluTanh(Math.copySign(Double.NaN, -1))));
  }

  @Test
  void subnormalArgumentsAreExact() {
    double tiny = 3 * Double.MIN_VALUE;
    assertSame(tiny, DoubleMath.expm1(tiny));
    assertSame(tiny, DoubleMath.log1p(tiny));
    assertSame(tiny, DoubleMath.tanh(tiny));
    assertSame(1, DoubleMath.exp(tiny));
    assertSame(Math.log(Double.MIN_VALUE), DoubleMath.log(Double.MIN_VALUE));
  }

  @Test
  void tanhAndErfAreOdd() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      double x = random.nextGaussian() * 3;
      assertSame(-DoubleMath.tanh(x), DoubleMath.tanh(-x));
    }
  }

  @Test
  void tanhGrowsAcrossTheChangeOfItsPolynomial() {
    double x = DoubleMath.TANH_SMALL;
    for (int i = 0; i < 1000; i++) {
      x = Math.nextDown(x);
    }
    for (int i = 0; i < 2000; i++) {
      double next = Math.nextUp(x);
      double drop = DoubleMath.tanh(x) - DoubleMath.tanh(next);
      assertTrue(drop <= Math.ulp(DoubleMath.tanh(x)), "falls by " + drop + " at " + x);
      x = next;
    }
  }

  @Test
  void saturatedResultsNeverPassTheirLimit() {
    for (double x = 0; x < 50; x += 0.001) {
      assertTrue(DoubleMath.tanh(x) <= 1 && DoubleMath.sigmoid(x) <= 1, "at " + x);
      assertTrue(DoubleGelu.normalTail(x) <= 0.5, "at " + x);
      assertTrue(DoubleMath.expm1(-x) >= -1 && DoubleMath.exp(-x) <= 1, "at -" + x);
      assertTrue(DoubleMath.softplus(x) >= x, "at " + x);
    }
  }

  private static void assertSame(double expected, double actual) {
    assertEquals(Double.toHexString(expected), Double.toHexString(actual));
  }
}
