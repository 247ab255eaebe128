package org.lanewise.core.scalar;

import static org.lanewise.core.scalar.FloatMath.HALF_POWER_ROUNDER;
import static org.lanewise.core.scalar.FloatMath.NAN_LOWEST;
import static org.lanewise.core.scalar.FloatMath.NEGATING_NAN_LOWEST;
import static org.lanewise.core.scalar.FloatMath.POWER_ROUNDER;
import static org.lanewise.core.scalar.FloatMath.SIGN;
import static org.lanewise.core.scalar.FloatMath.power;

/**
 * The two forms of GELU and the tail of the normal distribution, in float: the definition that
 * every backend reproduces bit for bit, made as {@link FloatMath} makes its functions. The
 * constants are public for the lane form only.
 */
public final class FloatGelu {

  private FloatGelu() {}

  // Sollya fpminimax of 2^x = 1 + x (P1 + P2 x + ...), float coefficients, relative error, on
  // [-0.5001, 0.5001]: 2^-28.0.
  public static final float POWER_1 = 0x1.62e43p-1f;
  public static final float POWER_2 = 0x1.ebfbd8p-3f;
  public static final float POWER_3 = 0x1.c6af74p-5f;
  public static final float POWER_4 = 0x1.3b3096p-7f;
  public static final float POWER_5 = 0x1.5f0ca8p-10f;
  public static final float POWER_6 = 0x1.3fad5ep-13f;

  /** Returns 2^r for |r| at most 1/2. */
  private static float powerOfTwo(float r) {
    float p = POWER_6;
    p = Math.fma(p, r, POWER_5);
    p = Math.fma(p, r, POWER_4);
    p = Math.fma(p, r, POWER_3);
    p = Math.fma(p, r, POWER_2);
    p = Math.fma(p, r, POWER_1);
    return Math.fma(p, r, 1.0f);
  }

  /** {@code -2 sqrt(2 / pi) / ln 2}, the factor of x in the exponent of two. */
  public static final float GELU_TANH_1 = -0x1.26aec2p1f;

  /** The factor of x^3 there, {@code 0.044715 GELU_TANH_1}. */
  public static final float GELU_TANH_3 = -0x1.a5a7dp-4f;

  /**
   * The bits of -10.06, where the power of two is infinite, after {@link
   * FloatMath#NEGATING_NAN_LOWEST}.
   */
  public static final int GELU_TANH_MIN_BITS = 0x4120F5C3 + NAN_LOWEST;

  /** The bits of 9: from there on the power of two, not yet subnormal, does not show beside 1. */
  public static final int GELU_TANH_MAX_BITS = 0x41100000;

  /**
   * Returns x times the logistic function of {@code 2 sqrt(2 / pi) (x + 0.044715 x^3)}, as {@code x
   * / (1 + 2^(x g))} with {@code g = GELU_TANH_1 + GELU_TANH_3 x^2}. The product x g is not
   * rounded: what is left of it beside the integer comes from one fma. A lower bound on x, where
   * the power is infinite, makes the result -0 from there down; an upper bound serves the power
   * alone, and there NaN may count as a large number.
   *
   * <p>Measured error: at most 4.36 ulp of the result, or of 2^-5 where the result is smaller; at
   * most 1.69 ulp for positive x. The zeros and +Inf give themselves, -Inf and all below -10.05
   * give -0.
   */
  public static float geluTanh(float x) {
    int negated = Float.floatToRawIntBits(x) + NEGATING_NAN_LOWEST;
    int bits = Math.min(negated, GELU_TANH_MIN_BITS) - NEGATING_NAN_LOWEST;
    float z = Float.intBitsToFloat(bits);
    float a = Float.intBitsToFloat(Math.min(bits, GELU_TANH_MAX_BITS));
    float g = Math.fma(a * a, GELU_TANH_3, GELU_TANH_1);
    float t = Math.fma(a, g, POWER_ROUNDER);
    float r = Math.fma(a, g, POWER_ROUNDER - t);
    return z / Math.fma(powerOfTwo(r), power(Float.floatToRawIntBits(t)), 1.0f);
  }

  // Weighted least squares with Lawson's weights, of G(x) = -log2(erfc(x / sqrt 2)) / x on (0, 6],
  // coefficients rounded to float one after the other: z = x G(x) ln 2 is off by at most
  // 2^-26.1 (1 + z) up to 2.4, where GELU of -x is below 2^-5, and by twice as much for each half
  // more. The odd terms are negated, since the argument is.
  public static final float NORMAL_0 = 0x1.26aedp0f;
  public static final float NORMAL_1 = -0x1.d63c36p-2f;
  public static final float NORMAL_2 = 0x1.adc322p-5f;
  public static final float NORMAL_3 = 0x1.c900fap-8f;
  public static final float NORMAL_4 = 0x1.2bb1aap-16f;
  public static final float NORMAL_5 = -0x1.1e9248p-12f;
  public static final float NORMAL_6 = -0x1.3bf84p-14f;
  public static final float NORMAL_7 = -0x1.6ddfdap-17f;
  public static final float NORMAL_8 = -0x1.d05a5cp-21f;
  public static final float NORMAL_9 = -0x1.fb2ed6p-26f;

  /** The bits of -11.140625, where the power of two in the normal distribution's tail is 0. */
  public static final int NORMAL_MIN_BITS = 0xC1324000;

  /** Returns G(-a) for a in [-11.140625, 0], even and odd powers apart for a shorter wait. */
  private static float normalExponent(float a) {
    float u = a * a;
    float even = NORMAL_8;
    even = Math.fma(even, u, NORMAL_6);
    even = Math.fma(even, u, NORMAL_4);
    even = Math.fma(even, u, NORMAL_2);
    even = Math.fma(even, u, NORMAL_0);
    float odd = NORMAL_9;
    odd = Math.fma(odd, u, NORMAL_7);
    odd = Math.fma(odd, u, NORMAL_5);
    odd = Math.fma(odd, u, NORMAL_3);
    odd = Math.fma(odd, u, NORMAL_1);
    return Math.fma(odd, a, even);
  }

  /**
   * Returns -|x|, but no less than the bound of {@link #NORMAL_MIN_BITS}, which it makes of NaN.
   */
  private static float normalArgument(float x) {
    return Float.intBitsToFloat(Math.min(Float.floatToRawIntBits(x) | SIGN, NORMAL_MIN_BITS));
  }

  /** Returns the tail at -a, for the bounded argument a. */
  private static float normalTailOf(float a) {
    float g = normalExponent(a);
    float t = Math.fma(a, g, HALF_POWER_ROUNDER);
    float r = Math.fma(a, g, HALF_POWER_ROUNDER - t);
    return powerOfTwo(r) * power(Float.floatToRawIntBits(t));
  }

  /**
   * Returns the probability that a standard normal variable is above |x|, {@code erfc(|x| / sqrt 2)
   * / 2}, as {@code 2^(-|x| G(|x|)) / 2}: one polynomial for all x, since G is smooth. The exponent
   * is not rounded, as in {@link #geluTanh}. Used by GELU and its derivative, which bring NaN
   * themselves: here it counts as infinity.
   *
   * <p>Error: a few ulp near 0, growing with z, the logarithm of twice the result: {@code 1.5 + 1.5
   * |z|} ulp up to |x| = 2.4, twice that up to 4. Beyond 6, where the result is below 1e-9, it
   * falls too fast; it is 0 from 11.13 on.
   */
  public static float normalTail(float x) {
    return normalTailOf(normalArgument(x));
  }

  /**
   * Returns {@code x (1 + erf(x / sqrt 2)) / 2}, as {@code max(x, 0) - |x| q} with q the
   * probability that a normal variable is above |x|: nothing cancels on either side. The first term
   * is a minimum of integers after a change of sign.
   *
   * <p>Measured error: at most 6.07 ulp of the result, or of 2^-5 where the result is smaller; at
   * most 1.4 ulp for positive x. The zeros and +Inf give themselves, -Inf and all below -11.13 give
   * -0.
   */
  public static float gelu(float x) {
    int negated = Float.floatToRawIntBits(x) + NEGATING_NAN_LOWEST;
    int positive = Math.min(negated, NAN_LOWEST) - NEGATING_NAN_LOWEST;
    float a = normalArgument(x);
    return Math.fma(normalTailOf(a), a, Float.intBitsToFloat(positive));
  }
}
