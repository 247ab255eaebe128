package org.lanewise.core.scalar;

/**
 * Elementary functions of float: the definition that every backend reproduces bit for bit.
 *
 * <p>Each function is one fixed sequence of IEEE 754 operations: {@code + - *}, {@code fma}, bit
 * operations, comparisons and selections. No call goes to {@link Math} except {@link Math#fma},
 * nothing is divided, no table is read and no branch changes the sequence, so the same operations
 * run on lanes in {@code org.lanewise.core.simd.FloatVectorMath}, method by method in the same
 * order.
 *
 * <p>Method. An argument is reduced to {@code x = n ln 2 + r}, {@code |r| <= ln(2)/2}, or to {@code
 * x = 2^k (1 + f)}, {@code -1/4 <= f < 1/2}; a minimax polynomial covers the rest. Rounding to the
 * integer n, and n as the exponent of a power of two, come from adding 1.5 * 2^23 (Cody and Waite's
 * reduction with fma; conversions between integer and floating-point lanes would be slow). Where
 * one rounding too many would show, a sum is kept as a head and a tail (Dekker 1971) and the tail
 * is added last. Quotients multiply by a reciprocal from a polynomial and one cubic Newton step,
 * and repair the result with its exact remainder.
 *
 * <p>Accuracy is stated per function in units in the last place of the exact result, as measured: *
 * ? A NaN argument gives a NaN; which NaN is unspecified.
 *
 * <p>All methods are pure and thread-safe. The constants are public for the lane form only.
 */
public final class FloatMath {

  /** 1.5 * 2^23: adding it leaves the nearest integer in the low bits of the sum. */
  public static final float ROUNDER = 0x1.8p23f;

  /** The bits of {@link #ROUNDER}. */
  public static final int ROUNDER_BITS = 0x4B400000;

  /** The bits of 1. */
  public static final int ONE_BITS = 0x3F800000;

  /** The bits of 1/2. */
  public static final int HALF_BITS = 0x3F000000;

  /** The bits of -1. */
  public static final int MINUS_ONE_BITS = 0xBF800000;

  /** The sign bit. */
  public static final int SIGN = Integer.MIN_VALUE;

  /** The number of bits below the exponent. */
  public static final int MANTISSA_BITS = 23;

  /** The bits of the sign and the exponent. */
  public static final int EXPONENT_MASK = 0xFF800000;

  private FloatMath() {}

  // ---------------------------------------------------------------- exponential

  /** 1 / ln 2. */
  public static final float LOG2_E = 0x1.715476p0f;

  /** ln 2 rounded to float; {@code fma(n, -LN2_HEAD, x)} is exact for every n that occurs. */
  public static final float LN2_HEAD = 0x1.62e43p-1f;

  /** ln 2 - LN2_HEAD. */
  public static final float LN2_TAIL = -0x1.05c61p-29f;

  // Sollya fpminimax of expm1(x) = x + x^2 (E2 + E3 x + ...), float coefficients, relative error,
  // on [-0.347, 0.347]: 2^-31.0.
  public static final float EXP_2 = 0x1p-1f;
  public static final float EXP_3 = 0x1.555554p-3f;
  public static final float EXP_4 = 0x1.5554fp-5f;
  public static final float EXP_5 = 0x1.111306p-7f;
  public static final float EXP_6 = 0x1.6d439p-10f;
  public static final float EXP_7 = 0x1.9e0cdp-13f;

  /** Above it exp overflows: ln(2^128) rounded down. */
  public static final float EXP_MAX = 0x1.62e42ep6f;

  /** Below it exp rounds to zero: ln(2^-150) rounded down. */
  public static final float EXP_MIN = -0x1.9fe368p6f;

  /** Returns (exp(r) - 1 - r) / r^2 for |r| at most ln(2)/2. */
  private static float expTail(float r) {
    float p = EXP_7;
    p = Math.fma(p, r, EXP_6);
    p = Math.fma(p, r, EXP_5);
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    return Math.fma(p, r, EXP_2);
  }

  /**
   * Returns 2^n for a normal result; only the low bits of n count, so bits above them may be set.
   */
  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n << MANTISSA_BITS) + ONE_BITS);
  }

  /**
   * Returns e^x: {@code 2^n (1 + r + r^2 tail(r))}. The power is applied in two halves, so that
   * results round once into the subnormal range and overflow only when they must.
   *
   * <p>Error: at most ? ulp. exp(-Inf) = +0, exp(+Inf) = +Inf, exp(+-0) = 1.
   */
  public static float exp(float x) {
    float t = Math.fma(x, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float r = Math.fma(n, -LN2_TAIL, Math.fma(n, -LN2_HEAD, x));
    float y = Math.fma(Math.fma(expTail(r), r, 1.0f), r, 1.0f);
    int bits = Float.floatToRawIntBits(t);
    int half = bits >>> 1;
    y = y * powerOfTwo(half) * powerOfTwo(bits - half);
    y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
    return x < EXP_MIN ? 0.0f : y;
  }

  /** Below it in magnitude expm1(x) rounds to x. */
  public static final float EXPM1_TINY = 0x1p-25f;

  /** Below it expm1 rounds to -1. */
  public static final float EXPM1_MIN = -18.0f;

  /**
   * Returns e^x - 1 without cancellation near 0: {@code s r + (s - 1) + s r^2 tail(r)}, s = 2^n,
   * with the rounding error of the first sum added to the last term. Everything is computed at half
   * size, since 2^n itself would overflow for the largest arguments.
   *
   * <p>Error: at most ? ulp. expm1(+-0) = +-0, expm1(-Inf) = -1, expm1(+Inf) = +Inf.
   */
  public static float expm1(float x) {
    float t = Math.fma(x, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float coarse = Math.fma(n, -LN2_HEAD, x);
    float r = Math.fma(n, -LN2_TAIL, coarse);
    float rTail = Math.fma(n, -LN2_TAIL, coarse - r);
    float c = Math.fma(r * r, expTail(r), rTail);
    float s = Float.intBitsToFloat((Float.floatToRawIntBits(t) << MANTISSA_BITS) + HALF_BITS);
    float v = s - 0.5f;
    float vTail = (s - v) - 0.5f;
    float head = Math.fma(s, r, v);
    float tail = Math.fma(s, c, Math.fma(s, r, v - head) + vTail);
    float y = (head + tail) * 2.0f;
    y = Math.abs(x) < EXPM1_TINY ? x : y;
    y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
    return x < EXPM1_MIN ? -1.0f : y;
  }

  // ---------------------------------------------------------------- logarithm

  /** The leading 16 bits of ln 2: a product with any exponent is exact. */
  public static final float LN2_SHORT_HEAD = 0x1.62e4p-1f;

  /** ln 2 - LN2_SHORT_HEAD. */
  public static final float LN2_SHORT_TAIL = 0x1.7f7d1cp-20f;

  /** The bits of 3/4, the lower end of the reduced interval [3/4, 3/2). */
  public static final int REDUCED_MIN_BITS = 0x3F400000;

  /** What a biased exponent in the low bits of {@link #ROUNDER} stands above its true value. */
  public static final float EXPONENT_ROUNDER = ROUNDER + 127;

  /** 2^SUBNORMAL_SHIFT takes every subnormal number into the normal range. */
  public static final float SUBNORMAL_SHIFT = 24;

  /** 2^{@link #SUBNORMAL_SHIFT}. */
  public static final float SUBNORMAL_SCALE = 0x1p24f;

  // Sollya fpminimax of log1p(x) = x + x^2 (L2 + L3 x + ...), float coefficients, relative error,
  // on [-0.2501, 0.5001]: 2^-27.6.
  public static final float LOG_2 = -0x1p-1f;
  public static final float LOG_3 = 0x1.5555a6p-2f;
  public static final float LOG_4 = -0x1.00004ep-2f;
  public static final float LOG_5 = 0x1.9968eap-3f;
  public static final float LOG_6 = -0x1.54eb3ep-3f;
  public static final float LOG_7 = 0x1.288588p-3f;
  public static final float LOG_8 = -0x1.0db768p-3f;
  public static final float LOG_9 = 0x1.ad45e2p-4f;
  public static final float LOG_10 = -0x1.721e2ep-5f;

  /** Returns (log(1 + f) - f) / f^2 for f in [-1/4, 1/2]. */
  private static float logTail(float f) {
    float p = LOG_10;
    p = Math.fma(p, f, LOG_9);
    p = Math.fma(p, f, LOG_8);
    p = Math.fma(p, f, LOG_7);
    p = Math.fma(p, f, LOG_6);
    p = Math.fma(p, f, LOG_5);
    p = Math.fma(p, f, LOG_4);
    p = Math.fma(p, f, LOG_3);
    return Math.fma(p, f, LOG_2);
  }

  /** Returns k from the bits of {@code 2^k}: the exponent rides in the low bits of ROUNDER. */
  private static float exponent(int powerBits) {
    return Float.intBitsToFloat((powerBits >>> MANTISSA_BITS) + ROUNDER_BITS) - EXPONENT_ROUNDER;
  }

  /** Returns log(2^k (1 + f)) for an integer k and f in [-1/4, 1/2]. */
  private static float logOfReduced(float k, float f) {
    float kHead = k * LN2_SHORT_HEAD;
    float head = kHead + f;
    float lost = (kHead - head) + f;
    return head + Math.fma(f * f, logTail(f), Math.fma(k, LN2_SHORT_TAIL, lost));
  }

  /**
   * Returns the natural logarithm of x: {@code k ln 2 + f + f^2 tail(f)}.
   *
   * <p>Error: at most ? ulp. log(+-0) = -Inf, log(x &lt; 0) = NaN, log(+Inf) = +Inf, log(1) = +0.
   */
  public static float log(float x) {
    float scaled = x < Float.MIN_NORMAL ? x * SUBNORMAL_SCALE : x;
    int bits = Float.floatToRawIntBits(scaled);
    int k = (bits - REDUCED_MIN_BITS) & EXPONENT_MASK;
    float f = Float.intBitsToFloat(bits - k) - 1.0f;
    float e = exponent(k + ONE_BITS);
    float y = logOfReduced(x < Float.MIN_NORMAL ? e - SUBNORMAL_SHIFT : e, f);
    y = x == Float.POSITIVE_INFINITY ? x : y;
    y = x == 0.0f ? Float.NEGATIVE_INFINITY : y;
    return x >= 0.0f ? y : Float.NaN;
  }

  /**
   * Returns log(1 + x) without cancellation near 0: only the exponent k comes from the rounded sum
   * 1 + x; {@code f = 2^-k x + (2^-k - 1)} comes from x itself, and is exact but for the largest x.
   *
   * <p>Error: at most ? ulp. log1p(+-0) = +-0, log1p(-1) = -Inf, log1p(x &lt; -1) = NaN,
   * log1p(+Inf) = +Inf.
   */
  public static float log1p(float x) {
    int k = (Float.floatToRawIntBits(1.0f + x) - REDUCED_MIN_BITS) & EXPONENT_MASK;
    float scaled = Float.intBitsToFloat(Float.floatToRawIntBits(x) - k);
    float scale = Float.intBitsToFloat(Math.max(ONE_BITS - k, 0));
    float f = scaled + (scale - 1.0f);
    float y = logOfReduced(exponent(k + ONE_BITS), f);
    y = x == x + x ? x : y; // the zeros and the infinities
    y = x == -1.0f ? Float.NEGATIVE_INFINITY : y;
    return x >= -1.0f ? y : Float.NaN;
  }

  // ---------------------------------------------------------------- quotients of exponentials

  // Sollya fpminimax of 1/x on [1, 2], relative error 2^-6.6; the odd terms are negated, since
  // the argument is.
  public static final float INV_0 = 0x1.0f83e4p1f;
  public static final float INV_1 = 0x1.745d2p0f;
  public static final float INV_2 = 0x1.4afd76p-2f;

  /**
   * Returns an approximation of -1/d for d in [-2, -1], with a relative error of 2^-19.9: one step
   * of third order on the polynomial.
   */
  private static float negativeReciprocal(float d) {
    float p = INV_2;
    p = Math.fma(p, d, INV_1);
    p = Math.fma(p, d, INV_0);
    float e = Math.fma(d, p, 1.0f);
    return Math.fma(p, Math.fma(e, e, e), p);
  }

  /** Returns -(a + aTail) / (d + dTail) for d in [-2, -1]: the remainder repairs the quotient. */
  private static float negativeQuotient(float a, float aTail, float d, float dTail) {
    float p = negativeReciprocal(d);
    float q = a * p;
    float remainder = Math.fma(q, dTail, Math.fma(q, d, a)) + aTail;
    return Math.fma(remainder, p, q);
  }

  /** Above it in magnitude tanh rounds to +-1. */
  public static final float TANH_MAX = 9.25f;

  /**
   * Returns the hyperbolic tangent: {@code -E / (2 + E)} with E = expm1(-2|x|), head and tail of E
   * carried to the end, then the sign of x.
   *
   * <p>Error: at most ? ulp; never above 1 in magnitude. Odd; tanh(+-0) = +-0, tanh(+-Inf) = +-1.
   */
  public static float tanh(float x) {
    float z = Float.intBitsToFloat(Float.floatToRawIntBits(x) | SIGN) * 2.0f;
    float t = Math.fma(z, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float coarse = Math.fma(n, -LN2_HEAD, z);
    float r = Math.fma(n, -LN2_TAIL, coarse);
    float c = Math.fma(r * r, expTail(r), Math.fma(n, -LN2_TAIL, coarse - r));
    float s = Float.intBitsToFloat((Float.floatToRawIntBits(t) << MANTISSA_BITS) + MINUS_ONE_BITS);
    float v = 1.0f + s;
    float a = Math.fma(s, r, v);
    float vTail = (1.0f - v) + s;
    float y = tanhQuotient(a, Math.fma(s, c, Math.fma(s, r, v - a) + vTail));
    y = Math.abs(x) > TANH_MAX ? 1.0f : y;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /** Returns (a + aTail) / (2 - a - aTail) for a in [0, 1]. */
  private static float tanhQuotient(float a, float aTail) {
    float head = a + aTail;
    float tail = (a - head) + aTail;
    float d = head - 2.0f;
    return negativeQuotient(head, tail, d, ((-2.0f - d) + head) + tail);
  }

  /** Below its negative exp, and so sigmoid and softplus, round to zero. */
  public static final float DECAY_MAX = 104.0f;

  /**
   * Returns the logistic function 1 / (1 + e^-x): with e = e^-|x| it is {@code 1 / (1 + e)}, or
   * {@code e / (1 + e)} for negative x, where the mantissa of e is divided and scaled last.
   *
   * <p>Error: at most ? ulp, subnormal results included. sigmoid(-Inf) = +0, sigmoid(+-0) = 1/2,
   * sigmoid(+Inf) = 1.
   */
  public static float sigmoid(float x) {
    float z = Float.intBitsToFloat(Float.floatToRawIntBits(x) | SIGN);
    z = z < -DECAY_MAX ? -DECAY_MAX : z;
    float t = Math.fma(z, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float coarse = Math.fma(n, -LN2_HEAD, z);
    float r = Math.fma(n, -LN2_TAIL, coarse);
    float c = Math.fma(r * r, expTail(r), Math.fma(n, -LN2_TAIL, coarse - r));
    int bits = Float.floatToRawIntBits(t);
    int half = bits >>> 1;
    float s1 = powerOfTwo(half);
    float s2 = powerOfTwo(bits - half);
    float y = sigmoidMantissa(x, r, c, s1 * s2);
    return x < 0.0f ? y * s1 * s2 : y;
  }

  /** Returns 1 / (1 + s m), m = 1 + r + c; for negative x times m. */
  private static float sigmoidMantissa(float x, float r, float c, float s) {
    float sum = 1.0f + r;
    float rest = ((1.0f - sum) + r) + c;
    float m = sum + rest;
    float mTail = (sum - m) + rest;
    float e = m * s;
    float d = -1.0f - e;
    float dTail = ((-1.0f - d) - e) - s * mTail;
    return negativeQuotient(x < 0.0f ? m : 1.0f, x < 0.0f ? mTail : 0.0f, d, dTail);
  }

  /**
   * Returns log(1 + e^x) = max(x, 0) + log1p(e^-|x|). The exponential is split into head and tail;
   * the tail enters the logarithm through its derivative.
   *
   * <p>Error: at most ? ulp, subnormal results included. softplus(-Inf) = +0, softplus(+Inf) =
   * +Inf.
   */
  public static float softplus(float x) {
    float z = Float.intBitsToFloat(Float.floatToRawIntBits(x) | SIGN);
    z = z < -DECAY_MAX ? -DECAY_MAX : z;
    float t = Math.fma(z, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float coarse = Math.fma(n, -LN2_HEAD, z);
    float r = Math.fma(n, -LN2_TAIL, coarse);
    float c = Math.fma(r * r, expTail(r), Math.fma(n, -LN2_TAIL, coarse - r));
    int bits = Float.floatToRawIntBits(t);
    int half = bits >>> 1;
    float s1 = powerOfTwo(half);
    float s2 = powerOfTwo(bits - half);
    float sum = 1.0f + r;
    float rest = ((1.0f - sum) + r) + c;
    float m = sum + rest;
    float mTail = (sum - m) + rest;
    return addLogOnePlus(x > 0.0f ? x : 0.0f, m * s1 * s2, mTail * s1 * s2);
  }

  /** Returns x + log(1 + e + eTail) for e in [0, 1]: one of two exponents, chosen at e = 1/2. */
  private static float addLogOnePlus(float x, float e, float eTail) {
    boolean upper = e >= 0.5f;
    float f = upper ? Math.fma(e, 0.5f, -0.5f) : e;
    float fTail = upper ? eTail * 0.5f : eTail;
    float kHead = upper ? LN2_SHORT_HEAD : 0.0f;
    float kTail = upper ? LN2_SHORT_TAIL : 0.0f;
    float head = kHead + f;
    float lost = ((kHead - head) + f) + kTail;
    float slope = Math.fma(f, f - 1.0f, 1.0f); // 1 / (1 + f), near enough for a tail
    float sum = x + head;
    float part = sum - x;
    float sumTail = (x - (sum - part)) + (head - part); // Knuth's TwoSum: either may be larger
    float tail = Math.fma(f * f, logTail(f), Math.fma(fTail, slope, lost));
    return sum + (tail + sumTail);
  }

  // ---------------------------------------------------------------- error function

  // Sollya remez of G(x) = -log(erfc(x)) / x on (0, 3.95], weighted so that the relative error
  // of 1 - exp(-x G(x)) against erf is smallest, coefficients rounded to float: 2^-27.4. The odd
  // terms are negated, since the argument is.
  public static final float ERF_0 = 0x1.20dd76p0f;
  public static final float ERF_0_TAIL = -0x1.d0e17p-25f;
  public static final float ERF_1 = -0x1.45f2fap-1f;
  public static final float ERF_2 = 0x1.a4fa5ep-4f;
  public static final float ERF_3 = 0x1.39cdc6p-6f;
  public static final float ERF_4 = -0x1.505fbap-13f;
  public static final float ERF_5 = -0x1.b5004ap-10f;
  public static final float ERF_6 = -0x1.4bc9e4p-11f;
  public static final float ERF_7 = -0x1.ed6c48p-14f;
  public static final float ERF_8 = -0x1.3696a6p-17f;

  /** Above it in magnitude erf rounds to +-1. */
  public static final float ERF_MAX = 3.9375f;

  /** Returns G(-a) without the head of its constant term, for a in [-ERF_MAX, 0]. */
  private static float erfTail(float a) {
    float p = ERF_8;
    p = Math.fma(p, a, ERF_7);
    p = Math.fma(p, a, ERF_6);
    p = Math.fma(p, a, ERF_5);
    p = Math.fma(p, a, ERF_4);
    p = Math.fma(p, a, ERF_3);
    p = Math.fma(p, a, ERF_2);
    p = Math.fma(p, a, ERF_1);
    return Math.fma(p, a, ERF_0_TAIL);
  }

  /**
   * Returns the error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x, as {@code
   * -expm1(z)} with {@code z = -|x| G(|x|)}: one polynomial for all x, since G is smooth and
   * log(erfc) loses the weight where erf saturates. Used by GELU.
   *
   * <p>Error: at most ? ulp; never above 1 in magnitude. Odd; erf(+-0) = +-0, erf(+-Inf) = +-1.
   */
  public static float erf(float x) {
    float a = Float.intBitsToFloat(Float.floatToRawIntBits(x) | SIGN);
    float q = a * ERF_0;
    float g = a * erfTail(a);
    float z = q + g;
    float zTail = ((q - z) + g) - Math.fma(a, -ERF_0, q);
    float t = Math.fma(z, LOG2_E, ROUNDER);
    float n = t - ROUNDER;
    float coarse = Math.fma(n, -LN2_HEAD, z);
    float r = Math.fma(n, -LN2_TAIL, coarse);
    float rTail = Math.fma(n, -LN2_TAIL, coarse - r) + Math.fma(zTail, r, zTail);
    float c = Math.fma(r * r, expTail(r), rTail);
    float s = Float.intBitsToFloat((Float.floatToRawIntBits(t) << MANTISSA_BITS) + MINUS_ONE_BITS);
    float v = 1.0f + s;
    float head = Math.fma(s, r, v);
    float vTail = (1.0f - v) + s;
    float y = head + Math.fma(s, c, Math.fma(s, r, v - head) + vTail);
    y = Math.abs(x) > ERF_MAX ? 1.0f : y;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
