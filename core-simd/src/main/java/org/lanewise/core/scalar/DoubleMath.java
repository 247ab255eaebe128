package org.lanewise.core.scalar;

/**
 * Elementary functions of double: the definition that every backend reproduces bit for bit.
 *
 * <p>Each function is one fixed sequence of IEEE 754 operations: {@code + - * /}, {@code fma}, bit
 * operations, comparisons and selections. Of {@link Math} only fma, abs and the integer min and max
 * are used, no table is read and no branch changes the sequence, so the same operations run on
 * lanes in {@code org.lanewise.core.simd.DoubleVectorMath}, method by method in the same order.
 *
 * <p>Method. An argument is reduced to {@code x = n ln 2 + r}, {@code |r| <= ln(2)/2}, or to {@code
 * x = 2^k (1 + f)}, {@code -1/4 <= f < 1/2}; a minimax polynomial covers the rest. Rounding to the
 * integer n, and n as the exponent of a power of two, come from adding 1.5 * 2^52 (Cody and Waite's
 * reduction with fma; conversions between integer and floating-point lanes would be slow). Where
 * one rounding too many would show, a sum is kept as a head and a tail (Dekker 1971) and the tail
 * is added last.
 *
 * <p>Accuracy is stated per function in units in the last place of the exact result, as measured
 * over millions of random arguments, of every exponent and dense where a function bends, against
 * 113-bit arithmetic; larger errors may exist. A NaN argument gives a NaN; which NaN is
 * unspecified. All methods are pure and thread-safe. The constants are public for the lane form
 * only.
 */
public final class DoubleMath {

  /** 1.5 * 2^52: adding it leaves the nearest integer in the low bits of the sum. */
  public static final double ROUNDER = 0x1.8p52;

  /** The bits of {@link #ROUNDER}. */
  public static final long ROUNDER_BITS = 0x4338000000000000L;

  /** The bits of 1. */
  public static final long ONE_BITS = 0x3FF0000000000000L;

  /** The sign bit. */
  public static final long SIGN = Long.MIN_VALUE;

  /** The number of bits below the exponent. */
  public static final int MANTISSA_BITS = 52;

  /** The exponent field of 1. */
  public static final int BIAS = 1023;

  /** The bits of the sign and the exponent. */
  public static final long EXPONENT_MASK = 0xFFF0000000000000L;

  private DoubleMath() {}

  // ---------------------------------------------------------------- exponential

  // Rounders that also prepare the exponent: the low bits of (x + rounder), shifted up by
  // MANTISSA_BITS, are a power of two.

  /** The shifted bits are 2^n. */
  public static final double POWER_ROUNDER = ROUNDER + BIAS;

  /** The shifted bits are 2^(n+1). */
  public static final double TWICE_POWER_ROUNDER = ROUNDER + (BIAS + 1);

  /** The shifted bits are 2^(n+64). */
  public static final double LIFTED_POWER_ROUNDER = ROUNDER + (BIAS + 64);

  /** The shifted bits are 2^(n-1). */
  public static final double HALF_POWER_ROUNDER = ROUNDER + (BIAS - 1);

  /** Split in halves h and b - h, the low bits b are two powers whose product is 2^n. */
  public static final double TWO_POWERS_ROUNDER = ROUNDER + 2 * BIAS;

  /** 1 / ln 2. */
  public static final double LOG2_E = 0x1.71547652b82fep0;

  /** ln 2 rounded to double; {@code fma(n, -LN2_HEAD, x)} is exact for every n that occurs. */
  public static final double LN2_HEAD = 0x1.62e42fefa39efp-1;

  /** ln 2 - LN2_HEAD. */
  public static final double LN2_TAIL = 0x1.abc9e3b39803fp-56;

  // Sollya fpminimax of expm1(x) = x + x^2 (E2 + E3 x + ...), double coefficients, relative error,
  // on [-0.347, 0.347]: 2^-61.5.
  public static final double EXP_2 = 0x1p-1;
  public static final double EXP_3 = 0x1.5555555555559p-3;
  public static final double EXP_4 = 0x1.555555555554dp-5;
  public static final double EXP_5 = 0x1.111111110f647p-7;
  public static final double EXP_6 = 0x1.6c16c16c1ab02p-10;
  public static final double EXP_7 = 0x1.a01a01b00d184p-13;
  public static final double EXP_8 = 0x1.a01a018e123ffp-16;
  public static final double EXP_9 = 0x1.71ddf7eeb87adp-19;
  public static final double EXP_10 = 0x1.27e51320f713bp-22;
  public static final double EXP_11 = 0x1.af5f7219eff66p-26;
  public static final double EXP_12 = 0x1.1f1a80cbdd40dp-29;

  /**
   * Up to here in magnitude e^x and its power of two are normal numbers, so that one factor serves.
   */
  public static final double EXP_ORDINARY = 708.0;

  /** Above it exp overflows: ln(2^1024) rounded down. */
  public static final double EXP_MAX = 0x1.62e42fefa39efp9;

  /** Below it exp rounds to zero: ln(2^-1075) rounded up. */
  public static final double EXP_MIN = -0x1.74910d52d3051p9;

  /** Returns (exp(r) - 1 - r) / r^2 for |r| at most ln(2)/2. */
  static double expTail(double r) {
    double p = EXP_12;
    p = Math.fma(p, r, EXP_11);
    p = Math.fma(p, r, EXP_10);
    p = Math.fma(p, r, EXP_9);
    p = Math.fma(p, r, EXP_8);
    p = Math.fma(p, r, EXP_7);
    p = Math.fma(p, r, EXP_6);
    p = Math.fma(p, r, EXP_5);
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    return Math.fma(p, r, EXP_2);
  }

  /** Returns the power of two whose biased exponent is in the low bits. */
  static double power(long bits) {
    return Double.longBitsToDouble(bits << MANTISSA_BITS);
  }

  /**
   * Returns e^x: {@code 2^n (1 + r + r^2 tail(r))}. The power is applied in two halves, so that
   * results round once into the subnormal range and overflow only when they must.
   *
   * <p>Measured error: at most 0.9 ulp. exp(-Inf) = +0, exp(+Inf) = +Inf, exp(+-0) = 1.
   */
  public static double exp(double x) {
    double t = Math.fma(x, LOG2_E, TWO_POWERS_ROUNDER);
    double n = t - TWO_POWERS_ROUNDER;
    double r = Math.fma(n, -LN2_TAIL, Math.fma(n, -LN2_HEAD, x));
    double y = Math.fma(Math.fma(expTail(r), r, 1.0), r, 1.0);
    long bits = Double.doubleToRawLongBits(t);
    long half = bits >>> 1;
    y = y * power(half) * power(bits - half);
    y = x > EXP_MAX ? Double.POSITIVE_INFINITY : y;
    return x < EXP_MIN ? 0.0 : y;
  }

  /** Below it in magnitude expm1(x) rounds to x. */
  public static final double EXPM1_TINY = 0x1p-54;

  /** Below it expm1 rounds to -1. */
  public static final double EXPM1_MIN = -38.0;

  /**
   * Returns e^x - 1 without cancellation near 0: {@code s r + (s - 1) + s r^2 tail(r)}, s = 2^n,
   * with the rounding error of the first sum added to the last term. Everything is computed at half
   * size, since 2^n itself would overflow for the largest arguments.
   *
   * <p>Measured error: at most 1.1 ulp. expm1(+-0) = +-0, expm1(-Inf) = -1, expm1(+Inf) = +Inf.
   */
  public static double expm1(double x) {
    double t = Math.fma(x, LOG2_E, HALF_POWER_ROUNDER);
    double n = t - HALF_POWER_ROUNDER;
    double coarse = Math.fma(n, -LN2_HEAD, x);
    double r = Math.fma(n, -LN2_TAIL, coarse);
    double rTail = Math.fma(n, -LN2_TAIL, coarse - r);
    double c = Math.fma(r * r, expTail(r), rTail);
    double s = power(Double.doubleToRawLongBits(t));
    double v = s - 0.5;
    double vTail = (s - v) - 0.5;
    double head = Math.fma(s, r, v);
    double tail = Math.fma(s, c, Math.fma(s, r, v - head) + vTail);
    double y = (head + tail) * 2.0;
    y = Math.abs(x) < EXPM1_TINY ? x : y;
    y = x > EXP_MAX ? Double.POSITIVE_INFINITY : y;
    return x < EXPM1_MIN ? -1.0 : y;
  }

  // ---------------------------------------------------------------- logarithm

  /** The leading 42 bits of ln 2: a product with any exponent is exact. */
  public static final double LN2_SHORT_HEAD = 0x1.62e42fefa38p-1;

  /** ln 2 - LN2_SHORT_HEAD. */
  public static final double LN2_SHORT_TAIL = 0x1.ef35793c7673p-45;

  /** The bits of 3/4, the lower end of the reduced interval [3/4, 3/2). */
  public static final long REDUCED_MIN_BITS = 0x3FE8000000000000L;

  /** 2^SUBNORMAL_SHIFT takes every subnormal number into the normal range. */
  public static final double SUBNORMAL_SHIFT = 54;

  /** 2^{@link #SUBNORMAL_SHIFT}. */
  public static final double SUBNORMAL_SCALE = 0x1p54;

  // Sollya fpminimax of log1p(x) = x + x^2 (L2 + L3 x + ...), double coefficients, relative error,
  // on [-0.2501, 0.5001]: 2^-59.3.
  public static final double LOG_2 = -0x1.fffffffffffffp-2;
  public static final double LOG_3 = 0x1.5555555555543p-2;
  public static final double LOG_4 = -0x1.00000000002b8p-2;
  public static final double LOG_5 = 0x1.999999999d7eap-3;
  public static final double LOG_6 = -0x1.5555555518448p-3;
  public static final double LOG_7 = 0x1.2492492226864p-3;
  public static final double LOG_8 = -0x1.00000011173c2p-3;
  public static final double LOG_9 = 0x1.c71c734461c2fp-4;
  public static final double LOG_10 = -0x1.999995c671a4p-4;
  public static final double LOG_11 = 0x1.745cd7578898ap-4;
  public static final double LOG_12 = -0x1.55554e39bb7e9p-4;
  public static final double LOG_13 = 0x1.3b198fbf6efa5p-4;
  public static final double LOG_14 = -0x1.249e289d7e45cp-4;
  public static final double LOG_15 = 0x1.10cea2e9e60e6p-4;
  public static final double LOG_16 = -0x1.fdd673f64d09ep-5;
  public static final double LOG_17 = 0x1.e2b543216193ep-5;
  public static final double LOG_18 = -0x1.d9da7e5e85643p-5;
  public static final double LOG_19 = 0x1.d03c178af3be7p-5;
  public static final double LOG_20 = -0x1.829b37590a869p-5;
  public static final double LOG_21 = 0x1.b2074a1510a6cp-6;
  public static final double LOG_22 = -0x1.ccca910d62293p-8;

  /** Returns (log(1 + f) - f) / f^2 for f in [-1/4, 1/2]. */
  private static double logTail(double f) {
    double p = LOG_22;
    p = Math.fma(p, f, LOG_21);
    p = Math.fma(p, f, LOG_20);
    p = Math.fma(p, f, LOG_19);
    p = Math.fma(p, f, LOG_18);
    p = Math.fma(p, f, LOG_17);
    p = Math.fma(p, f, LOG_16);
    p = Math.fma(p, f, LOG_15);
    p = Math.fma(p, f, LOG_14);
    p = Math.fma(p, f, LOG_13);
    p = Math.fma(p, f, LOG_12);
    p = Math.fma(p, f, LOG_11);
    p = Math.fma(p, f, LOG_10);
    p = Math.fma(p, f, LOG_9);
    p = Math.fma(p, f, LOG_8);
    p = Math.fma(p, f, LOG_7);
    p = Math.fma(p, f, LOG_6);
    p = Math.fma(p, f, LOG_5);
    p = Math.fma(p, f, LOG_4);
    p = Math.fma(p, f, LOG_3);
    return Math.fma(p, f, LOG_2);
  }

  /** Returns the exponent k as a number: it rides in the low bits of ROUNDER. */
  private static double exponent(long k) {
    return Double.longBitsToDouble((k >> MANTISSA_BITS) + ROUNDER_BITS) - ROUNDER;
  }

  /** Returns log(2^k (1 + f)) for an integer k and f in [-1/4, 1/2]. */
  private static double logOfReduced(double k, double f) {
    double kHead = k * LN2_SHORT_HEAD;
    double head = kHead + f;
    double lost = (kHead - head) + f;
    return head + Math.fma(f * f, logTail(f), Math.fma(k, LN2_SHORT_TAIL, lost));
  }

  /**
   * Returns the natural logarithm of x: {@code k ln 2 + f + f^2 tail(f)}.
   *
   * <p>Measured error: at most 0.9 ulp. log(+-0) = -Inf, log(x &lt; 0) = NaN, log(+Inf) = +Inf,
   * log(1) = +0.
   */
  public static double log(double x) {
    double scaled = x < Double.MIN_NORMAL ? x * SUBNORMAL_SCALE : x;
    long bits = Double.doubleToRawLongBits(scaled);
    long k = (bits - REDUCED_MIN_BITS) & EXPONENT_MASK;
    double f = Double.longBitsToDouble(bits - k) - 1.0;
    double e = exponent(k);
    double y = logOfReduced(x < Double.MIN_NORMAL ? e - SUBNORMAL_SHIFT : e, f);
    y = x == Double.POSITIVE_INFINITY ? x : y;
    y = x == 0.0 ? Double.NEGATIVE_INFINITY : y;
    return x >= 0.0 ? y : Double.NaN;
  }

  /**
   * Returns log(1 + x) without cancellation near 0: only the exponent k comes from the rounded sum
   * 1 + x; {@code f = 2^-k x + (2^-k - 1)} comes from x itself, and is exact but for the largest x.
   *
   * <p>Measured error: at most 0.9 ulp. log1p(+-0) = +-0, log1p(-1) = -Inf, log1p(x &lt; -1) = NaN,
   * log1p(+Inf) = +Inf.
   */
  public static double log1p(double x) {
    long k = (Double.doubleToRawLongBits(1.0 + x) - REDUCED_MIN_BITS) & EXPONENT_MASK;
    double scaled = Double.longBitsToDouble(Double.doubleToRawLongBits(x) - k);
    double scale = Double.longBitsToDouble(Math.max(ONE_BITS - k, 0));
    double f = scaled + (scale - 1.0);
    double y = logOfReduced(exponent(k), f);
    y = x == x + x ? x : y; // the zeros and the infinities
    y = x == -1.0 ? Double.NEGATIVE_INFINITY : y;
    return x >= -1.0 ? y : Double.NaN;
  }

  // ---------------------------------------------------------------- sigmoids

  // Sollya fpminimax of tanh(x) = x + x^3 (T3 + T5 x^2 + ...), double coefficients, relative error,
  // on [0, 0.625]: 2^-56.9.
  public static final double TANH_3 = -0x1.55555555554ffp-2;
  public static final double TANH_5 = 0x1.111111110aca6p-3;
  public static final double TANH_7 = -0x1.ba1ba1b504efap-5;
  public static final double TANH_9 = 0x1.664f477aa8e77p-6;
  public static final double TANH_11 = -0x1.226e1627b6e15p-7;
  public static final double TANH_13 = 0x1.d6cf279954ce4p-9;
  public static final double TANH_15 = -0x1.7d689f11f3df2p-10;
  public static final double TANH_17 = 0x1.3365faf2546fap-11;
  public static final double TANH_19 = -0x1.df54cb712c21p-13;
  public static final double TANH_21 = 0x1.438fb8f54f0ccp-14;
  public static final double TANH_23 = -0x1.0da4a0f0b72c8p-16;

  /** The polynomial of tanh serves up to here in magnitude. */
  public static final double TANH_SMALL = 0.625;

  /** From it on in magnitude tanh rounds to +-1. */
  public static final double TANH_MAX = 19.5;

  /** Returns (tanh(x) - x) / x^3 for u = x^2 at most TANH_SMALL^2. */
  private static double tanhTail(double u) {
    double p = TANH_23;
    p = Math.fma(p, u, TANH_21);
    p = Math.fma(p, u, TANH_19);
    p = Math.fma(p, u, TANH_17);
    p = Math.fma(p, u, TANH_15);
    p = Math.fma(p, u, TANH_13);
    p = Math.fma(p, u, TANH_11);
    p = Math.fma(p, u, TANH_9);
    p = Math.fma(p, u, TANH_7);
    p = Math.fma(p, u, TANH_5);
    return Math.fma(p, u, TANH_3);
  }

  /**
   * Returns the hyperbolic tangent: {@code x + x^3 tail(x^2)} for small x, else {@code 1 - 2 /
   * (e^(2|x|) + 1)} with the sign of x; e^(2|x|) = 2 m / s with a power of two s &lt;= 2, so that
   * nothing overflows.
   *
   * <p>Measured error: at most 1.5 ulp; never above 1 in magnitude. Odd; tanh(+-0) = +-0,
   * tanh(+-Inf) = +-1.
   */
  public static double tanh(double x) {
    double u = x * x;
    // Adding +0 keeps the factor of x from being -0, so that tanh(-0) is -0.
    double small = Math.fma(x, Math.fma(u, tanhTail(u), 0.0), x);
    double a = Math.min(Math.abs(x), TANH_MAX);
    double z = a + a;
    double t = Math.fma(z, -LOG2_E, TWICE_POWER_ROUNDER);
    double n = t - TWICE_POWER_ROUNDER;
    double r = Math.fma(n, LN2_HEAD, z); // the tail of ln 2 would not show
    double m = Math.fma(Math.fma(expTail(r), r, 1.0), r, 1.0);
    double s = power(Double.doubleToRawLongBits(t));
    double y = 1.0 - s / Math.fma(s, 0.5, m);
    y = x < 0 ? -y : y;
    return a < TANH_SMALL ? small : y;
  }

  /** Above it e^-x, and with it sigmoid(-x) and softplus(-x), rounds to zero. */
  public static final double DECAY_MAX = 746.0;

  /**
   * Returns the logistic function 1 / (1 + e^-x). With e^|x| = m / s, s = 2^-n, it is {@code h = s
   * / (m + s)} for negative x and {@code 1 - h} for others. The sum m + s is kept as head and tail,
   * and the remainder of the reciprocal repairs it; s carries 2^64 until the end, since alone it
   * would leave the normal range.
   *
   * <p>Measured error: at most 1.2 ulp, subnormal results included. sigmoid(-Inf) = +0,
   * sigmoid(+-0) = 1/2, sigmoid(+Inf) = 1.
   */
  public static double sigmoid(double x) {
    double a = Math.abs(x);
    a = a > DECAY_MAX ? DECAY_MAX : a;
    double t = Math.fma(a, -LOG2_E, LIFTED_POWER_ROUNDER);
    double n = t - LIFTED_POWER_ROUNDER;
    double r = Math.fma(n, LN2_TAIL, Math.fma(n, LN2_HEAD, a));
    double q = Math.fma(r * r, expTail(r), r);
    double s = power(Double.doubleToRawLongBits(t));
    double d = Math.fma(s, 0x1p-64, 1.0) + q;
    double dTail = Math.fma(s, 0x1p-64, (1.0 - d) + q);
    double p = -1.0 / d;
    double remainder = Math.fma(p, dTail, Math.fma(p, d, 1.0));
    double h = Math.fma(p, remainder, p) * s * -0x1p-64;
    return x < 0.0 ? h : 1.0 - h;
  }

  /**
   * Returns log(1 + e^x) = max(x, 0) + log1p(e^-|x|), with the logarithm's reduction cut down to
   * the exponents 0 and 1, and both sums kept as head and tail.
   *
   * <p>Measured error: at most 1.8 ulp, subnormal results included. softplus(-Inf) = +0,
   * softplus(+Inf) = +Inf.
   */
  public static double softplus(double x) {
    double z = -Math.abs(x);
    z = z < -DECAY_MAX ? -DECAY_MAX : z;
    double t = Math.fma(z, LOG2_E, TWO_POWERS_ROUNDER);
    double n = t - TWO_POWERS_ROUNDER;
    double coarse = Math.fma(n, -LN2_HEAD, z);
    double r = Math.fma(n, -LN2_TAIL, coarse);
    double e = Math.fma(Math.fma(expTail(r), r, 1.0), r, 1.0);
    long bits = Double.doubleToRawLongBits(t);
    long half = bits >>> 1;
    e = e * power(half) * power(bits - half);
    boolean upper = e >= 0.5;
    double f = upper ? (e - 1.0) * 0.5 : e;
    double kHead = upper ? LN2_SHORT_HEAD : 0.0;
    double kTail = upper ? LN2_SHORT_TAIL : 0.0;
    double head = kHead + f;
    double lost = ((kHead - head) + f) + kTail;
    double tail = Math.fma(f * f, logTail(f), lost);
    double positive = x > 0.0 ? x : 0.0;
    double sum = positive + head;
    double part = sum - positive;
    double sumTail =
        (positive - (sum - part)) + (head - part); // Knuth's TwoSum: either may be larger
    double y = sum + (tail + sumTail);
    return x > DECAY_MAX ? x : y; // of infinity the tails are NaN
  }
}
