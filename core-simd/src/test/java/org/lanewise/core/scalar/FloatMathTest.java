package org.lanewise.core.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The float functions keep their stated accuracy and the special cases of IEEE 754. */
class FloatMathTest {

  @ParameterizedTest
  @EnumSource
  void errorStaysWithinTheStatedBound(FloatAccuracy function) {
    Random random = new Random(11);
    for (int i = 0; i < 1_000_000; i++) {
      // every exponent and sign in turn, then dense where the functions bend
      float x =
          i % 2 == 0
              ? Float.intBitsToFloat((i / 2 << 23) ^ (random.nextInt() & 0x7FFFFF))
              : (float) (random.nextGaussian() * 4);
      double error = function.error(x);
      assertTrue(
          error <= function.bound(), () -> function + "(" + x + ") is " + error + " ulp off");
    }
  }

  @Test
  void subnormalResultsAreNotFlushed() {
    assertSame(Float.MIN_VALUE, FloatMath.exp(-103.5f));
    assertSame((float) Math.exp(-100), FloatMath.exp(-100));
    assertSame((float) Math.exp(-100), FloatMath.sigmoid(-100));
    assertSame((float) Math.exp(-100), FloatMath.softplus(-100));
  }

  @Test
  void specialArgumentsGiveSpecialResults() {
    float inf = Float.POSITIVE_INFINITY;
    assertSame(0, FloatMath.exp(-inf));
    assertSame(inf, FloatMath.exp(inf));
    assertSame(1, FloatMath.exp(0f));
    assertSame(1, FloatMath.exp(-0f));
    assertSame(-1, FloatMath.expm1(-inf));
    assertSame(inf, FloatMath.expm1(inf));
    assertSame(-inf, FloatMath.log(0f));
    assertSame(-inf, FloatMath.log(-0f));
    assertSame(0, FloatMath.log(1));
    assertSame(inf, FloatMath.log(inf));
    assertSame(-inf, FloatMath.log1p(-1));
    assertSame(inf, FloatMath.log1p(inf));
    assertSame(1, FloatMath.tanh(inf));
    assertSame(-1, FloatMath.tanh(-inf));
    assertSame(0.5f, FloatMath.sigmoid(-0f));
    assertSame(0, FloatMath.sigmoid(-inf));
    assertSame(1, FloatMath.sigmoid(inf));
    assertSame(0, FloatMath.softplus(-inf));
    assertSame(inf, FloatMath.softplus(inf));
    assertSame(-0.0f, FloatGelu.geluTanh(-inf));
    assertSame(-0.0f, FloatGelu.geluTanh(-Float.MAX_VALUE));
    assertSame(inf, FloatGelu.geluTanh(inf));
    assertSame(-0.0f, FloatGelu.gelu(-inf));
    assertSame(-0.0f, FloatGelu.gelu(-Float.MAX_VALUE));
    assertSame(inf, FloatGelu.gelu(inf));
    assertSame(Float.MAX_VALUE, FloatGelu.gelu(Float.MAX_VALUE));
    assertSame(Float.MAX_VALUE, FloatGelu.geluTanh(Float.MAX_VALUE));
    for (float negative : new float[] {-Float.MIN_VALUE, -1, -Float.MAX_VALUE, -inf}) {
      assertTrue(Float.isNaN(FloatMath.log(negative)), "log of " + negative);
      assertTrue(Float.isNaN(FloatMath.log1p(negative * 2 - 1)) || negative == -Float.MIN_VALUE);
    }
  }

  @Test
  void signedZerosPassThroughOddFunctions() {
    for (float zero : new float[] {0f, -0f}) {
      assertSame(zero, FloatMath.expm1(zero));
      assertSame(zero, FloatMath.log1p(zero));
      assertSame(zero, FloatMath.tanh(zero));
      assertSame(zero, FloatGelu.geluTanh(zero));
      assertSame(zero, FloatGelu.gelu(zero));
    }
  }

  @Test
  void nanStaysNan() {
    assertTrue(Float.isNaN(FloatMath.exp(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.expm1(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.log(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.log1p(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.tanh(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.sigmoid(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.softplus(Float.NaN)));
    assertTrue(Float.isNaN(FloatGelu.gelu(Float.NaN)));
    assertTrue(Float.isNaN(FloatGelu.gelu(Math.copySign(Float.NaN, -1))));
    assertTrue(Float.isNaN(FloatGelu.geluTanh(Float.NaN)));
    assertTrue(Float.isNaN(FloatGelu.geluTanh(Math.copySign(Float.NaN, -1))));
  }

  @Test
  void subnormalArgumentsAreExact() {
    float tiny = 3 * Float.MIN_VALUE;
    assertSame(tiny, FloatMath.expm1(tiny));
    assertSame(tiny, FloatMath.log1p(tiny));
    assertSame(tiny, FloatMath.tanh(tiny));
    assertSame(1, FloatMath.exp(tiny));
    assertSame((float) Math.log(Float.MIN_VALUE), FloatMath.log(Float.MIN_VALUE));
  }

  @Test
  void tanhIsOdd() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      float x = (float) (random.nextGaussian() * 3);
      assertSame(-FloatMath.tanh(x), FloatMath.tanh(-x));
    }
  }

  @Test
  void tanhHardlyFallsWhereItsReductionChanges() {
    float x = 0.5f / FloatMath.TANH_STEPS;
    for (int i = 0; i < 1000; i++) {
      x = Math.nextDown(x);
    }
    for (int i = 0; i < 2000; i++) {
      float next = Math.nextUp(x);
      double drop = (double) FloatMath.tanh(x) - FloatMath.tanh(next);
      assertTrue(drop <= 2 * Math.ulp(FloatMath.tanh(x)), "falls by " + drop + " at " + x);
      x = next;
    }
  }

  @Test
  void saturatedResultsNeverPassTheirLimit() {
    for (float x = 0; x < 50; x += 0.001f) {
      assertTrue(
          FloatMath.tanh(x) <= 1 && FloatGelu.normalTail(x) <= 0.5f && FloatMath.sigmoid(x) <= 1,
          "at " + x);
      assertTrue(FloatMath.expm1(-x) >= -1 && FloatMath.exp(-x) <= 1, "at -" + x);
      assertTrue(FloatMath.softplus(x) >= x, "at " + x);
    }
  }

  private static void assertSame(float expected, float actual) {
    assertEquals(Float.toHexString(expected), Float.toHexString(actual));
  }
}
