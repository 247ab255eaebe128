package org.lanewise.core.scalar;

import static org.lanewise.core.scalar.DoubleMath.HALF_POWER_ROUNDER;
import static org.lanewise.core.scalar.DoubleMath.LN2_HEAD;
import static org.lanewise.core.scalar.DoubleMath.LN2_TAIL;
import static org.lanewise.core.scalar.DoubleMath.LOG2_E;
import static org.lanewise.core.scalar.DoubleMath.POWER_ROUNDER;
import static org.lanewise.core.scalar.DoubleMath.SIGN;
import static org.lanewise.core.scalar.DoubleMath.expTail;
import static org.lanewise.core.scalar.DoubleMath.power;

/**
 * The two forms of GELU and the tail of the normal distribution, in double: the definition that
 * every backend reproduces bit for bit, made as {@link DoubleMath} makes its functions. The
 * constants are public for the lane form only.
 */
public final class DoubleGelu {

  private DoubleGelu() {}

  // Sollya fpminimax of 2^x = 1 + x (P1 + P2 x + ...), double coefficients, relative error, on
  // [-0.5, 0.5]: 2^-57.3.
  public static final double POWER_1 = 0x1.62e42fefa39efp-1;
  public static final double POWER_2 = 0x1.ebfbdff82c5a6p-3;
  public static final double POWER_3 = 0x1.c6b08d704a12cp-5;
  public static final double POWER_4 = 0x1.3b2ab6fb9fda6p-7;
  public static final double POWER_5 = 0x1.5d87fe789e96fp-10;
  public static final double POWER_6 = 0x1.4309130f6cbdep-13;
  public static final double POWER_7 = 0x1.ffcbfc6685ef3p-17;
  public static final double POWER_8 = 0x1.62bfc6596ae43p-20;
  public static final double POWER_9 = 0x1.b52522bc1be43p-24;
  public static final double POWER_10 = 0x1.e61d4334a5775p-28;
  public static final double POWER_11 = 0x1.e973178d35d07p-32;

  /** {@code -2 sqrt(2 / pi) / ln 2}, the factor of x in the exponent of two. */
  public static final double GELU_TANH_1 = -0x1.26aec21bce759p1;

  /** The factor of x^3 there, {@code 0.044715 GELU_TANH_1}. */
  public static final double GELU_TANH_3 = -0x1.a5a7cf7572a98p-4;

  /**
   * Added to bits, it changes the sign and takes every NaN below all numbers, so that a minimum of
   * integers bounds from below and lets NaN through.
   */
  public static final long NEGATING_NAN_LOWEST = SIGN + 0x000FFFFFFFFFFFFFL;

  /** The bits of -21.16, where the power of two is infinite, after {@link #NEGATING_NAN_LOWEST}. */
  public static final long GELU_TANH_MIN_BITS = 0x403528F5C28F5C29L + 0x000FFFFFFFFFFFFFL;

  /** The bits of 9: from there on the power of two, not yet subnormal, does not show beside 1. */
  public static final long GELU_TANH_MAX_BITS = 0x4022000000000000L;

  /**
   * Returns x times the logistic function of {@code 2 sqrt(2 / pi) (x + 0.044715 x^3)}, as {@code x
   * / (1 + 2^(x g))} with {@code g = GELU_TANH_1 + GELU_TANH_3 x^2}. The product x g is not
   * rounded: what is left of it beside the integer comes from one fma. A lower bound on x, where
   * the power is infinite, makes the result -0 from there down; an upper bound serves the power
   * alone, and there NaN may count as a large number.
   *
   * <p>Measured error: at most 5.1 ulp of the result, or of 2^-5 where the result is smaller; at
   * most 1.7 ulp for positive x. The zeros and +Inf give themselves, -Inf and all below -21.16 give
   * -0.
   */
  public static double geluTanh(double x) {
    long negated = Double.doubleToRawLongBits(x) + NEGATING_NAN_LOWEST;
    long bits = Math.min(negated, GELU_TANH_MIN_BITS) - NEGATING_NAN_LOWEST;
    double z = Double.longBitsToDouble(bits);
    double a = Double.longBitsToDouble(Math.min(bits, GELU_TANH_MAX_BITS));
    double g = Math.fma(a * a, GELU_TANH_3, GELU_TANH_1);
    double t = Math.fma(a, g, POWER_ROUNDER);
    double r = Math.fma(a, g, POWER_ROUNDER - t);
    double p = POWER_11;
    p = Math.fma(p, r, POWER_10);
    p = Math.fma(p, r, POWER_9);
    p = Math.fma(p, r, POWER_8);
    p = Math.fma(p, r, POWER_7);
    p = Math.fma(p, r, POWER_6);
    p = Math.fma(p, r, POWER_5);
    p = Math.fma(p, r, POWER_4);
    p = Math.fma(p, r, POWER_3);
    p = Math.fma(p, r, POWER_2);
    p = Math.fma(p, r, POWER_1);
    p = Math.fma(p, r, 1.0);
    return z / Math.fma(p, power(Double.doubleToRawLongBits(t)), 1.0);
  }

  // Sollya remez of G(x) = -log(erfc(x / sqrt 2)) / x on (0, 8.41], weighted so that the relative
  // error of 1 - exp(-x G(x)) against erf(x / sqrt 2) is smallest, coefficients rounded to double:
  // 2^-57.1. The odd terms are negated, since the argument is.
  public static final double NORMAL_0 = 0x1.9884533d43651p-1;
  public static final double NORMAL_1 = -0x1.45f306dc9c897p-2;
  public static final double NORMAL_2 = 0x1.29a947f9c82ebp-5;
  public static final double NORMAL_3 = 0x1.39668593d7c91p-8;
  public static final double NORMAL_4 = -0x1.36378c921436ep-15;
  public static final double NORMAL_5 = -0x1.bca67bd0ef23dp-13;
  public static final double NORMAL_6 = -0x1.b58d3995b9ee6p-15;
  public static final double NORMAL_7 = -0x1.b22bc1fe0021bp-20;
  public static final double NORMAL_8 = 0x1.7e8ae8980496fp-19;
  public static final double NORMAL_9 = 0x1.f2afd1c1fe1b8p-21;
  public static final double NORMAL_10 = 0x1.435f14c15349ap-24;
  public static final double NORMAL_11 = -0x1.7c8661a4aecadp-25;
  public static final double NORMAL_12 = -0x1.4a90d6535b227p-26;
  public static final double NORMAL_13 = -0x1.69291a95c2cdp-29;
  public static final double NORMAL_14 = 0x1.a0a30f83a455bp-31;
  public static final double NORMAL_15 = 0x1.306fcaf76f724p-31;
  public static final double NORMAL_16 = 0x1.8f45693df3b2ep-33;
  public static final double NORMAL_17 = 0x1.68241337ab047p-35;
  public static final double NORMAL_18 = 0x1.e5b467df4dc73p-38;
  public static final double NORMAL_19 = 0x1.f34f4d6734b75p-41;
  public static final double NORMAL_20 = 0x1.843ff75471d09p-44;
  public static final double NORMAL_21 = 0x1.bbb8ba328fdf5p-48;
  public static final double NORMAL_22 = 0x1.601f8837acc3fp-52;
  public static final double NORMAL_23 = 0x1.5ad689b7d31adp-57;
  public static final double NORMAL_24 = 0x1.3f5a01d92b559p-63;

  /** Beyond it in magnitude the tail of the normal distribution counts as 0. */
  public static final double NORMAL_MAX = 8.375;

  /** Returns G(-a) for a in [-NORMAL_MAX, 0], even and odd powers apart for a shorter wait. */
  private static double normalExponent(double a) {
    double u = a * a;
    double even = NORMAL_24;
    even = Math.fma(even, u, NORMAL_22);
    even = Math.fma(even, u, NORMAL_20);
    even = Math.fma(even, u, NORMAL_18);
    even = Math.fma(even, u, NORMAL_16);
    even = Math.fma(even, u, NORMAL_14);
    even = Math.fma(even, u, NORMAL_12);
    even = Math.fma(even, u, NORMAL_10);
    even = Math.fma(even, u, NORMAL_8);
    even = Math.fma(even, u, NORMAL_6);
    even = Math.fma(even, u, NORMAL_4);
    even = Math.fma(even, u, NORMAL_2);
    even = Math.fma(even, u, NORMAL_0);
    double odd = NORMAL_23;
    odd = Math.fma(odd, u, NORMAL_21);
    odd = Math.fma(odd, u, NORMAL_19);
    odd = Math.fma(odd, u, NORMAL_17);
    odd = Math.fma(odd, u, NORMAL_15);
    odd = Math.fma(odd, u, NORMAL_13);
    odd = Math.fma(odd, u, NORMAL_11);
    odd = Math.fma(odd, u, NORMAL_9);
    odd = Math.fma(odd, u, NORMAL_7);
    odd = Math.fma(odd, u, NORMAL_5);
    odd = Math.fma(odd, u, NORMAL_3);
    odd = Math.fma(odd, u, NORMAL_1);
    return Math.fma(odd, a, even);
  }

  /**
   * Returns the probability that a standard normal variable is above |x|, {@code erfc(|x| / sqrt 2)
   * / 2}, as {@code e^z / 2} with {@code z = -|x| G(|x|)}: one polynomial for all x, since G is
   * smooth. Used by GELU.
   *
   * <p>Error: a few ulp near 0, growing with the exponent z, whose rounding is what it comes from:
   * {@code 2 + 2 |z|} ulp up to |x| = 4.
   */
  public static double normalTail(double x) {
    double a = -Math.abs(x);
    double z = a * normalExponent(a);
    double t = Math.fma(z, LOG2_E, HALF_POWER_ROUNDER);
    double n = t - HALF_POWER_ROUNDER;
    double r = Math.fma(n, -LN2_TAIL, Math.fma(n, -LN2_HEAD, z));
    double y = Math.fma(Math.fma(expTail(r), r, 1.0), r, 1.0);
    y = y * power(Double.doubleToRawLongBits(t));
    return a < -NORMAL_MAX ? 0.0 : y;
  }

  /**
   * Returns {@code x (1 + erf(x / sqrt 2)) / 2}, as {@code max(x, 0) - |x| q} with q the
   * probability that a normal variable is above |x|: nothing cancels on either side.
   */
  public static double gelu(double x) {
    double a = -Math.abs(x);
    double positive = x < 0 ? -0.0 : x;
    return a < -NORMAL_MAX ? positive : Math.fma(normalTail(x), a, positive);
  }
}
