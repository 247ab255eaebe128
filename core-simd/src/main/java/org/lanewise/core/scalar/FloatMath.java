package org.lanewise.core.scalar;

/**
 * Elementary functions of float: the definition that every backend reproduces bit for bit.
 *
 * <p>Each function is one fixed sequence of IEEE 754 operations: {@code + - * /}, {@code fma}, bit
 * operations, comparisons and selections. Of {@link Math} only fma, abs and the integer min and max
 * are used, no table is read and no branch changes the sequence, so the same operations run on
 * lanes in {@code org.lanewise.core.simd.FloatVectorMath}, method by method in the same order.
 *
 * <p>Method. An argument is reduced to {@code x = n ln 2 + r}, {@code |r| <= ln(2)/2}, or to {@code
 * x = 2^k (1 + f)}, {@code -1/4 <= f < 1/2}; a minimax polynomial covers the rest. Rounding to the
 * integer n, and n as the exponent of a power of two, come from adding 1.5 * 2^23 (Cody and Waite's
 * reduction with fma; conversions between integer and floating-point lanes would be slow). Where
 * one rounding too many would show, a sum is kept as a head and a tail (Dekker 1971) and the tail
 * is added last.
 *
 * <p>Accuracy is stated per function in units in the last place of the exact result, as measured
 * over all 2^32 arguments, against double functions. A NaN argument gives a NaN; which NaN is
 * unspecified. All methods are pure and thread-safe. The constants are public for the lane form
 * only.
 */
public final class FloatMath {

  /** 1.5 * 2^23: adding it leaves the nearest integer in the low bits of the sum. */
  public static final float ROUNDER = 0x1.8p23f;

  /** The bits of {@link #ROUNDER}. */
  public static final int ROUNDER_BITS = 0x4B400000;

  /** The bits of 1. */
  public static final int ONE_BITS = 0x3F800000;

  /** The sign bit. */
  public static final int SIGN = Integer.MIN_VALUE;

  /** The number of bits below the exponent. */
  public static final int MANTISSA_BITS = 23;

  /** The exponent field of 1. */
  public static final int BIAS = 127;

  /** The bits of the sign and the exponent. */
  public static final int EXPONENT_MASK = 0xFF800000;

  private FloatMath() {}

  // ---------------------------------------------------------------- exponential

  // Rounders that also prepare the exponent: the low bits of (x + rounder), shifted up by
  // MANTISSA_BITS, are a power of two.

  /** The shifted bits are 2^n. */
  public static final float POWER_ROUNDER = ROUNDER + BIAS;

  /** The shifted bits are 2^(n+64). */
  public static final float LIFTED_POWER_ROUNDER = ROUNDER + (BIAS + 64);

  /** The shifted bits are 2^(n-1). */
  public static final float HALF_POWER_ROUNDER = ROUNDER + (BIAS - 1);

  /** Split in halves h and b - h, the low bits b are two powers whose product is 2^n. */
  public static final float TWO_POWERS_ROUNDER = ROUNDER + 2 * BIAS;

  /** 1 / ln 2. */
  public static final float LOG2_E = 0x1.715476p0f;

  /** ln 2 rounded to float; {@code fma(n, -LN2_HEAD, x)} is exact for every n that occurs. */
  public static final float LN2_HEAD = 0x1.62e43p-1f;

  /** ln 2 - LN2_HEAD. */
  public static final float LN2_TAIL = -0x1.05c61p-29f;

  // Sollya fpminimax of exp(x) = 1 + x + x^2 (E2 + E3 x + ...), float coefficients, relative error,
  // on [-0.3468, 0.3468]: 2^-28.2.
  public static final float EXP_2 = 0x1.fffffcp-2f;
  public static final float EXP_3 = 0x1.55549p-3f;
  public static final float EXP_4 = 0x1.55589ep-5f;
  public static final float EXP_5 = 0x1.123abcp-7f;
  public static final float EXP_6 = 0x1.6a624cp-10f;

  /**
   * Up to here in magnitude e^x and its power of two are normal numbers, so that one factor serves.
   */
  public static final float EXP_ORDINARY = 87.0f;

  /** Above it exp overflows: ln(2^128) rounded down. */
  public static final float EXP_MAX = 0x1.62e42ep6f;

  /** Below it exp rounds to zero: ln(2^-150) rounded up. */
  public static final float EXP_MIN = -0x1.9fe368p6f;

  /** Returns (exp(r) - 1 - r) / r^2 for |r| at most ln(2)/2. */
  private static float expTail(float r) {
    float p = EXP_6;
    p = Math.fma(p, r, EXP_5);
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    return Math.fma(p, r, EXP_2);
  }

  /** Returns the power of two whose biased exponent is in the low bits. */
  static float power(int bits) {
    return Float.intBitsToFloat(bits << MANTISSA_BITS);
  }

  /**
   * Returns e^x: {@code 2^n (1 + r + r^2 tail(r))}. The power is applied in two halves, so that
   * results round once into the subnormal range and overflow only when they must.
   *
   * <p>Measured error: at most 0.9 ulp. exp(-Inf) = +0, exp(+Inf) = +Inf, exp(+-0) = 1.
   */
  public static float exp(float x) {
    float t = Math.fma(x, LOG2_E, TWO_POWERS_ROUNDER);
    float n = t - TWO_POWERS_ROUNDER;
    float r = Math.fma(n, -LN2_TAIL, Math.fma(n, -LN2_HEAD, x));
    float y = Math.fma(Math.fma(expTail(r), r, 1.0f), r, 1.0f);
    int bits = Float.floatToRawIntBits(t);
    int half = bits >>> 1;
    y = y * power(half) * power(bits - half);
    y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
    return x < EXP_MIN ? 0.0f : y;
  }

  // Sollya fpminimax of expm1(x) = x + x^2 (E2 + E3 x + ...), float coefficients, relative error,
  // on [-0.347, 0.347]: 2^-31.0.
  public static final float EXPM1_2 = 0x1p-1f;
  public static final float EXPM1_3 = 0x1.555554p-3f;
  public static final float EXPM1_4 = 0x1.5554fp-5f;
  public static final float EXPM1_5 = 0x1.111306p-7f;
  public static final float EXPM1_6 = 0x1.6d439p-10f;
  public static final float EXPM1_7 = 0x1.9e0cdp-13f;

  /**
   * Returns (exp(r) - 1 - r) / r^2 for |r| at most ln(2)/2, so that r + r^2 times it is accurate.
   */
  private static float expm1Tail(float r) {
    float p = EXPM1_7;
    p = Math.fma(p, r, EXPM1_6);
    p = Math.fma(p, r, EXPM1_5);
    p = Math.fma(p, r, EXPM1_4);
    p = Math.fma(p, r, EXPM1_3);
    return Math.fma(p, r, EXPM1_2);
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
   * <p>Measured error: at most 0.89 ulp. expm1(+-0) = +-0, expm1(-Inf) = -1, expm1(+Inf) = +Inf.
   */
  public static float expm1(float x) {
    float t = Math.fma(x, LOG2_E, HALF_POWER_ROUNDER);
    float n = t - HALF_POWER_ROUNDER;
    float coarse = Math.fma(n, -LN2_HEAD, x);
    float r = Math.fma(n, -LN2_TAIL, coarse);
    float rTail = Math.fma(n, -LN2_TAIL, coarse - r);
    float c = Math.fma(r * r, expm1Tail(r), rTail);
    float s = power(Float.floatToRawIntBits(t));
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

  /** Returns the exponent k as a number: it rides in the low bits of ROUNDER. */
  private static float exponent(int k) {
    return Float.intBitsToFloat((k >> MANTISSA_BITS) + ROUNDER_BITS) - ROUNDER;
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
   * <p>Measured error: at most 0.92 ulp. log(+-0) = -Inf, log(x &lt; 0) = NaN, log(+Inf) = +Inf,
   * log(1) = +0.
   */
  public static float log(float x) {
    float scaled = x < Float.MIN_NORMAL ? x * SUBNORMAL_SCALE : x;
    int bits = Float.floatToRawIntBits(scaled);
    int k = (bits - REDUCED_MIN_BITS) & EXPONENT_MASK;
    float f = Float.intBitsToFloat(bits - k) - 1.0f;
    float e = exponent(k);
    float y = logOfReduced(x < Float.MIN_NORMAL ? e - SUBNORMAL_SHIFT : e, f);
    y = x == Float.POSITIVE_INFINITY ? x : y;
    y = x == 0.0f ? Float.NEGATIVE_INFINITY : y;
    return x >= 0.0f ? y : Float.NaN;
  }

  /**
   * Returns log(1 + x) without cancellation near 0: only the exponent k comes from the rounded sum
   * 1 + x; {@code f = 2^-k x + (2^-k - 1)} comes from x itself, and is exact but for the largest x.
   *
   * <p>Measured error: at most 0.92 ulp. log1p(+-0) = +-0, log1p(-1) = -Inf, log1p(x &lt; -1) =
   * NaN, log1p(+Inf) = +Inf.
   */
  public static float log1p(float x) {
    int k = (Float.floatToRawIntBits(1.0f + x) - REDUCED_MIN_BITS) & EXPONENT_MASK;
    float scaled = Float.intBitsToFloat(Float.floatToRawIntBits(x) - k);
    float scale = Float.intBitsToFloat(Math.max(ONE_BITS - k, 0));
    float f = scaled + (scale - 1.0f);
    float y = logOfReduced(exponent(k), f);
    y = x == x + x ? x : y; // the zeros and the infinities
    y = x == -1.0f ? Float.NEGATIVE_INFINITY : y;
    return x >= -1.0f ? y : Float.NaN;
  }

  // ---------------------------------------------------------------- sigmoids

  /**
   * Added to the bits of a magnitude it takes every NaN, and no number, round to the negative
   * integers, so that a minimum of integers bounds numbers and lets NaN through.
   */
  public static final int NAN_LOWEST = 0x007FFFFF;

  // Sollya fpminimax of tanh(x) = x + x^3 (T3 + T5 x^2 + ...), float coefficients, relative error,
  // on [0, 0.38]: 2^-29.8.
  public static final float TANH_3 = -0x1.555546p-2f;
  public static final float TANH_5 = 0x1.1108dep-3f;
  public static final float TANH_7 = -0x1.b7604ap-5f;
  public static final float TANH_9 = 0x1.37bf52p-6f;

  /** ln(2)/2, the step between arguments at which the reduction of tanh changes. */
  public static final float HALF_LN2 = 0x1.62e43p-2f;

  /** 0.91 / (ln(2)/2): the count of steps stays behind the argument. */
  public static final float TANH_STEPS = 0x1.50171ap1f;

  /** From it on in magnitude tanh rounds to +-1. */
  public static final float TANH_MAX = 9.03f;

  /** The bits of {@link #TANH_MAX}, with {@link #NAN_LOWEST} added. */
  public static final int TANH_MAX_BITS = 0x41107AE1 + NAN_LOWEST;

  /** {@link #NAN_LOWEST} with a change of sign, by which the minimum bounds from below. */
  public static final int NEGATING_NAN_LOWEST = NAN_LOWEST + SIGN;

  /**
   * Returns the hyperbolic tangent by its addition theorem: with {@code -|x| = r - n ln(2)/2}, h =
   * tanh(r), s = 2^-n, a = s - 1 and b = s + 1, tanh(|x|) = {@code -(a + h b) / (b + h a)}. Taking
   * out {@code c = a^2}, which is 0 for small and near the result for large arguments, leaves a
   * fraction whose rounding errors show little: {@code c - (a + c b + h (b + c a)) / (b + h a)}.
   *
   * <p>n stays behind the argument, so that up to 0.19 the result is tanh(r) itself, and s keeps 1
   * + s exact. The price is a larger r where the result is close to 1 and r hardly matters.
   *
   * <p>Measured error: at most 1.59 ulp, 1.03 ulp above 0.6 and 0.53 ulp up to 0.19; never above 1
   * in magnitude. Odd; tanh(+-0) = +-0, tanh(+-Inf) = +-1.
   */
  public static float tanh(float x) {
    int bits = Float.floatToRawIntBits(x);
    int bounded = Math.min((bits & ~SIGN) + NAN_LOWEST, TANH_MAX_BITS);
    float z = Float.intBitsToFloat(bounded - NEGATING_NAN_LOWEST);
    float t = Math.fma(z, TANH_STEPS, POWER_ROUNDER);
    float n = t - POWER_ROUNDER;
    float r = Math.fma(n, -HALF_LN2, z); // the tail of ln 2 would not show
    float u = r * r;
    float p = Math.fma(Math.fma(Math.fma(TANH_9, u, TANH_7), u, TANH_5), u, TANH_3);
    float h = Math.fma(r * u, p, r);
    float s = power(Float.floatToRawIntBits(t));
    float a = s - 1.0f;
    float b = s + 1.0f;
    float c = a * a;
    float rest = Math.fma(h, Math.fma(c, a, b), Math.fma(c, b, a));
    float y = c - rest / Math.fma(h, a, b);
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | bits & SIGN);
  }

  /** Above it e^-x, and with it sigmoid(-x) and softplus(-x), rounds to zero. */
  public static final float DECAY_MAX = 104.0f;

  /** The bits of {@link #DECAY_MAX}, with {@link #NAN_LOWEST} added. */
  public static final int DECAY_MAX_BITS = 0x42D00000 + NAN_LOWEST;

  /** The bits of 2^-64. */
  public static final int LOWERED_ONE_BITS = ONE_BITS - (64 << MANTISSA_BITS);

  /**
   * Returns the logistic function 1 / (1 + e^-x). With e^|x| = (1 + q) / s, s = 2^-n, it is {@code
   * h = s / (1 + q + s)} for negative x and {@code 1 - h} for others. The remainder of the
   * reciprocal repairs the rounding of its sum. s is made 2^64 times as large, since a shift of an
   * exponent makes normal numbers only; the factor that takes this back brings the sign, from which
   * the last summand, 0 or 1, follows. Product and sum are rounded once.
   *
   * <p>Measured error: at most 1.58 ulp, subnormal results included; at most 0.87 ulp for positive
   * x. sigmoid(-Inf) = +0, sigmoid(+-0) = 1/2, sigmoid(+Inf) = 1.
   */
  public static float sigmoid(float x) {
    int bits = Float.floatToRawIntBits(x);
    int bounded = Math.min((bits & ~SIGN) + NAN_LOWEST, DECAY_MAX_BITS);
    float a = Float.intBitsToFloat(bounded - NAN_LOWEST);
    float t = Math.fma(a, -LOG2_E, LIFTED_POWER_ROUNDER);
    float n = t - LIFTED_POWER_ROUNDER;
    float r = Math.fma(n, LN2_TAIL, Math.fma(n, LN2_HEAD, a));
    float q = Math.fma(r * r, expTail(r), r);
    float s = power(Float.floatToRawIntBits(t));
    float head = Math.fma(s, 0x1p-64f, 1.0f);
    float p = -1.0f / (head + q);
    float remainder = Math.fma(p, q, Math.fma(p, head, 1.0f));
    float lowered = Float.intBitsToFloat(bits & SIGN | LOWERED_ONE_BITS);
    return Math.fma(Math.fma(p, remainder, p), s * lowered, Math.fma(lowered, 0x1p63f, 0.5f));
  }

  /**
   * Returns log(1 + e^x) = max(x, 0) + log1p(e^-|x|), with the logarithm's reduction cut down to
   * the exponents 0 and 1, and both sums kept as head and tail.
   *
   * <p>Measured error: at most 1.71 ulp, subnormal results included. softplus(-Inf) = +0,
   * softplus(+Inf) = +Inf.
   */
  public static float softplus(float x) {
    float z = -Math.abs(x);
    z = z < -DECAY_MAX ? -DECAY_MAX : z;
    float t = Math.fma(z, LOG2_E, TWO_POWERS_ROUNDER);
    float n = t - TWO_POWERS_ROUNDER;
    float coarse = Math.fma(n, -LN2_HEAD, z);
    float r = Math.fma(n, -LN2_TAIL, coarse);
    float e = Math.fma(Math.fma(expTail(r), r, 1.0f), r, 1.0f);
    int bits = Float.floatToRawIntBits(t);
    int half = bits >>> 1;
    e = e * power(half) * power(bits - half);
    boolean upper = e >= 0.5f;
    float f = upper ? (e - 1.0f) * 0.5f : e;
    float kHead = upper ? LN2_SHORT_HEAD : 0.0f;
    float kTail = upper ? LN2_SHORT_TAIL : 0.0f;
    float head = kHead + f;
    float lost = ((kHead - head) + f) + kTail;
    float tail = Math.fma(f * f, logTail(f), lost);
    float positive = x > 0.0f ? x : 0.0f;
    float sum = positive + head;
    float part = sum - positive;
    float sumTail =
        (positive - (sum - part)) + (head - part); // Knuth's TwoSum: either may be larger
    float y = sum + (tail + sumTail);
    return x > DECAY_MAX ? x : y; // of infinity the tails are NaN
  }
}
