package org.lanewise.core.scalar;

/**
 * Elementary functions of double: the definition that every backend reproduces bit for bit.
 *
 * <p>Each function is one fixed sequence of IEEE 754 operations: {@code + - *}, {@code fma}, bit
 * operations, comparisons and selections. No call goes to {@link Math} except {@link Math#fma},
 * nothing is divided, no table is read and no branch changes the sequence, so the same operations
 * run on lanes in {@code org.lanewise.core.simd.DoubleVectorMath}, method by method in the same
 * order.
 *
 * <p>Method. An argument is reduced to {@code x = n ln 2 + r}, {@code |r| <= ln(2)/2}, or to {@code
 * x = 2^k (1 + f)}, {@code -1/4 <= f < 1/2}; a minimax polynomial covers the rest. Rounding to the
 * integer n, and n as the exponent of a power of two, come from adding 1.5 * 2^52 (Cody and Waite's
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
public final class DoubleMath {

  /** 1.5 * 2^52: adding it leaves the nearest integer in the low bits of the sum. */
  public static final double ROUNDER = 0x1.8p52;

  /** The bits of {@link #ROUNDER}. */
  public static final long ROUNDER_BITS = 0x4338000000000000L;

  /** The bits of 1. */
  public static final long ONE_BITS = 0x3FF0000000000000L;

  /** The bits of 1/2. */
  public static final long HALF_BITS = 0x3FE0000000000000L;

  /** The bits of -1. */
  public static final long MINUS_ONE_BITS = 0xBFF0000000000000L;

  /** The sign bit. */
  public static final long SIGN = Long.MIN_VALUE;

  /** The number of bits below the exponent. */
  public static final int MANTISSA_BITS = 52;

  /** The bits of the sign and the exponent. */
  public static final long EXPONENT_MASK = 0xFFF0000000000000L;

  private DoubleMath() {}

  // ---------------------------------------------------------------- exponential

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

  /** Above it exp overflows: ln(2^1024) rounded down. */
  public static final double EXP_MAX = 0x1.62e42fefa39efp9;

  /** Below it exp rounds to zero: ln(2^-1075) rounded down. */
  public static final double EXP_MIN = -0x1.74910d52d3051p9;

  /** Returns (exp(r) - 1 - r) / r^2 for |r| at most ln(2)/2. */
  private static double expTail(double r) {
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

  /**
   * Returns 2^n for a normal result; only the low bits of n count, so bits above them may be set.
   */
  private static double powerOfTwo(long n) {
    return Double.longBitsToDouble((n << MANTISSA_BITS) + ONE_BITS);
  }

  /**
   * Returns e^x: {@code 2^n (1 + r + r^2 tail(r))}. The power is applied in two halves, so that
   * results round once into the subnormal range and overflow only when they must.
   *
   * <p>Error: at most ? ulp. exp(-Inf) = +0, exp(+Inf) = +Inf, exp(+-0) = 1.
   */
  public static double exp(double x) {
    double t = Math.fma(x, LOG2_E, ROUNDER);
    double n = t - ROUNDER;
    double r = Math.fma(n, -LN2_TAIL, Math.fma(n, -LN2_HEAD, x));
    double y = Math.fma(Math.fma(expTail(r), r, 1.0), r, 1.0);
    long bits = Double.doubleToRawLongBits(t);
    long half = bits >>> 1;
    y = y * powerOfTwo(half) * powerOfTwo(bits - half);
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
   * <p>Error: at most ? ulp. expm1(+-0) = +-0, expm1(-Inf) = -1, expm1(+Inf) = +Inf.
   */
  public static double expm1(double x) {
    double t = Math.fma(x, LOG2_E, ROUNDER);
    double n = t - ROUNDER;
    double coarse = Math.fma(n, -LN2_HEAD, x);
    double r = Math.fma(n, -LN2_TAIL, coarse);
    double rTail = Math.fma(n, -LN2_TAIL, coarse - r);
    double c = Math.fma(r * r, expTail(r), rTail);
    double s =
        Double.longBitsToDouble((Double.doubleToRawLongBits(t) << MANTISSA_BITS) + HALF_BITS);
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

  /** What a biased exponent in the low bits of {@link #ROUNDER} stands above its true value. */
  public static final double EXPONENT_ROUNDER = ROUNDER + 1023;

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

  /** Returns k from the bits of {@code 2^k}: the exponent rides in the low bits of ROUNDER. */
  private static double exponent(long powerBits) {
    return Double.longBitsToDouble((powerBits >>> MANTISSA_BITS) + ROUNDER_BITS) - EXPONENT_ROUNDER;
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
   * <p>Error: at most ? ulp. log(+-0) = -Inf, log(x &lt; 0) = NaN, log(+Inf) = +Inf, log(1) = +0.
   */
  public static double log(double x) {
    double scaled = x < Double.MIN_NORMAL ? x * SUBNORMAL_SCALE : x;
    long bits = Double.doubleToRawLongBits(scaled);
    long k = (bits - REDUCED_MIN_BITS) & EXPONENT_MASK;
    double f = Double.longBitsToDouble(bits - k) - 1.0;
    double e = exponent(k + ONE_BITS);
    double y = logOfReduced(x < Double.MIN_NORMAL ? e - SUBNORMAL_SHIFT : e, f);
    y = x == Double.POSITIVE_INFINITY ? x : y;
    y = x == 0.0 ? Double.NEGATIVE_INFINITY : y;
    return x >= 0.0 ? y : Double.NaN;
  }

  /**
   * Returns log(1 + x) without cancellation near 0: only the exponent k comes from the rounded sum
   * 1 + x; {@code f = 2^-k x + (2^-k - 1)} comes from x itself, and is exact but for the largest x.
   *
   * <p>Error: at most ? ulp. log1p(+-0) = +-0, log1p(-1) = -Inf, log1p(x &lt; -1) = NaN,
   * log1p(+Inf) = +Inf.
   */
  public static double log1p(double x) {
    long k = (Double.doubleToRawLongBits(1.0 + x) - REDUCED_MIN_BITS) & EXPONENT_MASK;
    double scaled = Double.longBitsToDouble(Double.doubleToRawLongBits(x) - k);
    double scale = Double.longBitsToDouble(Math.max(ONE_BITS - k, 0));
    double f = scaled + (scale - 1.0);
    double y = logOfReduced(exponent(k + ONE_BITS), f);
    y = x == x + x ? x : y; // the zeros and the infinities
    y = x == -1.0 ? Double.NEGATIVE_INFINITY : y;
    return x >= -1.0 ? y : Double.NaN;
  }

  // ---------------------------------------------------------------- quotients of exponentials

  // Sollya fpminimax of 1/x on [1, 2], relative error 2^-11.7; the odd terms are negated, since
  // the argument is.
  public static final double INV_0 = 0x1.c48c5ebea0b49p1;
  public static final double INV_1 = 0x1.3b25ae5042bc2p2;
  public static final double INV_2 = 0x1.b060382bed1c5p1;
  public static final double INV_3 = 0x1.244f78f08c9d4p0;
  public static final double INV_4 = 0x1.37cc3cc5d876fp-3;

  /**
   * Returns an approximation of -1/d for d in [-2, -1], with a relative error of 2^-35: one step of
   * third order on the polynomial.
   */
  private static double negativeReciprocal(double d) {
    double p = INV_4;
    p = Math.fma(p, d, INV_3);
    p = Math.fma(p, d, INV_2);
    p = Math.fma(p, d, INV_1);
    p = Math.fma(p, d, INV_0);
    double e = Math.fma(d, p, 1.0);
    return Math.fma(p, Math.fma(e, e, e), p);
  }

  /** Returns -(a + aTail) / (d + dTail) for d in [-2, -1]: the remainder repairs the quotient. */
  private static double negativeQuotient(double a, double aTail, double d, double dTail) {
    double p = negativeReciprocal(d);
    double q = a * p;
    double remainder = Math.fma(q, dTail, Math.fma(q, d, a)) + aTail;
    return Math.fma(remainder, p, q);
  }

  /** Above it in magnitude tanh rounds to +-1. */
  public static final double TANH_MAX = 19.5;

  /**
   * Returns the hyperbolic tangent: {@code -E / (2 + E)} with E = expm1(-2|x|), head and tail of E
   * carried to the end, then the sign of x.
   *
   * <p>Error: at most ? ulp; never above 1 in magnitude. Odd; tanh(+-0) = +-0, tanh(+-Inf) = +-1.
   */
  public static double tanh(double x) {
    double z = Double.longBitsToDouble(Double.doubleToRawLongBits(x) | SIGN) * 2.0;
    double t = Math.fma(z, LOG2_E, ROUNDER);
    double n = t - ROUNDER;
    double coarse = Math.fma(n, -LN2_HEAD, z);
    double r = Math.fma(n, -LN2_TAIL, coarse);
    double c = Math.fma(r * r, expTail(r), Math.fma(n, -LN2_TAIL, coarse - r));
    double s =
        Double.longBitsToDouble((Double.doubleToRawLongBits(t) << MANTISSA_BITS) + MINUS_ONE_BITS);
    double v = 1.0 + s;
    double a = Math.fma(s, r, v);
    double vTail = (1.0 - v) + s;
    double y = tanhQuotient(a, Math.fma(s, c, Math.fma(s, r, v - a) + vTail));
    y = Math.abs(x) > TANH_MAX ? 1.0 : y;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }

  /** Returns (a + aTail) / (2 - a - aTail) for a in [0, 1]. */
  private static double tanhQuotient(double a, double aTail) {
    double head = a + aTail;
    double tail = (a - head) + aTail;
    double d = head - 2.0;
    return negativeQuotient(head, tail, d, ((-2.0 - d) + head) + tail);
  }

  /** Below its negative exp, and so sigmoid and softplus, round to zero. */
  public static final double DECAY_MAX = 746.0;

  /**
   * Returns the logistic function 1 / (1 + e^-x): with e = e^-|x| it is {@code 1 / (1 + e)}, or
   * {@code e / (1 + e)} for negative x, where the mantissa of e is divided and scaled last.
   *
   * <p>Error: at most ? ulp, subnormal results included. sigmoid(-Inf) = +0, sigmoid(+-0) = 1/2,
   * sigmoid(+Inf) = 1.
   */
  public static double sigmoid(double x) {
    double z = Double.longBitsToDouble(Double.doubleToRawLongBits(x) | SIGN);
    z = z < -DECAY_MAX ? -DECAY_MAX : z;
    double t = Math.fma(z, LOG2_E, ROUNDER);
    double n = t - ROUNDER;
    double coarse = Math.fma(n, -LN2_HEAD, z);
    double r = Math.fma(n, -LN2_TAIL, coarse);
    double c = Math.fma(r * r, expTail(r), Math.fma(n, -LN2_TAIL, coarse - r));
    long bits = Double.doubleToRawLongBits(t);
    long half = bits >>> 1;
    double s1 = powerOfTwo(half);
    double s2 = powerOfTwo(bits - half);
    double y = sigmoidMantissa(x, r, c, s1 * s2);
    return x < 0.0 ? y * s1 * s2 : y;
  }

  /** Returns 1 / (1 + s m), m = 1 + r + c; for negative x times m. */
  private static double sigmoidMantissa(double x, double r, double c, double s) {
    double sum = 1.0 + r;
    double rest = ((1.0 - sum) + r) + c;
    double m = sum + rest;
    double mTail = (sum - m) + rest;
    double e = m * s;
    double d = -1.0 - e;
    double dTail = ((-1.0 - d) - e) - s * mTail;
    return negativeQuotient(x < 0.0 ? m : 1.0, x < 0.0 ? mTail : 0.0, d, dTail);
  }

  /**
   * Returns log(1 + e^x) = max(x, 0) + log1p(e^-|x|). The exponential is split into head and tail;
   * the tail enters the logarithm through its derivative.
   *
   * <p>Error: at most ? ulp, subnormal results included. softplus(-Inf) = +0, softplus(+Inf) =
   * +Inf.
   */
  public static double softplus(double x) {
    double z = Double.longBitsToDouble(Double.doubleToRawLongBits(x) | SIGN);
    z = z < -DECAY_MAX ? -DECAY_MAX : z;
    double t = Math.fma(z, LOG2_E, ROUNDER);
    double n = t - ROUNDER;
    double coarse = Math.fma(n, -LN2_HEAD, z);
    double r = Math.fma(n, -LN2_TAIL, coarse);
    double c = Math.fma(r * r, expTail(r), Math.fma(n, -LN2_TAIL, coarse - r));
    long bits = Double.doubleToRawLongBits(t);
    long half = bits >>> 1;
    double s1 = powerOfTwo(half);
    double s2 = powerOfTwo(bits - half);
    double sum = 1.0 + r;
    double rest = ((1.0 - sum) + r) + c;
    double m = sum + rest;
    double mTail = (sum - m) + rest;
    return addLogOnePlus(x > 0.0 ? x : 0.0, m * s1 * s2, mTail * s1 * s2);
  }

  /** Returns x + log(1 + e + eTail) for e in [0, 1]: one of two exponents, chosen at e = 1/2. */
  private static double addLogOnePlus(double x, double e, double eTail) {
    boolean upper = e >= 0.5;
    double f = upper ? Math.fma(e, 0.5, -0.5) : e;
    double fTail = upper ? eTail * 0.5 : eTail;
    double kHead = upper ? LN2_SHORT_HEAD : 0.0;
    double kTail = upper ? LN2_SHORT_TAIL : 0.0;
    double head = kHead + f;
    double lost = ((kHead - head) + f) + kTail;
    double slope = Math.fma(f, f - 1.0, 1.0); // 1 / (1 + f), near enough for a tail
    double sum = x + head;
    double part = sum - x;
    double sumTail = (x - (sum - part)) + (head - part); // Knuth's TwoSum: either may be larger
    double tail = Math.fma(f * f, logTail(f), Math.fma(fTail, slope, lost));
    return sum + (tail + sumTail);
  }

  // ---------------------------------------------------------------- error function

  // Sollya remez of G(x) = -log(erfc(x)) / x on (0, 5.95], weighted so that the relative error
  // of 1 - exp(-x G(x)) against erf is smallest, coefficients rounded to double: 2^-57.1. The odd
  // terms are negated, since the argument is.
  public static final double ERF_0 = 0x1.20dd750429b6dp0;
  public static final double ERF_0_TAIL = 0x1.67887f0021427p-57;
  public static final double ERF_1 = -0x1.45f306dc9c897p-1;
  public static final double ERF_2 = 0x1.a4f4e2a1b207ap-4;
  public static final double ERF_3 = 0x1.39668593d7c91p-6;
  public static final double ERF_4 = -0x1.b6b68bee61b8ap-13;
  public static final double ERF_5 = -0x1.bca67bd0ef23dp-10;
  public static final double ERF_6 = -0x1.35654f99a6aa8p-11;
  public static final double ERF_7 = -0x1.b22bc1fe0021bp-16;
  public static final double ERF_8 = 0x1.0e7f9c0aa374ep-14;
  public static final double ERF_9 = 0x1.f2afd1c1fe1b8p-16;
  public static final double ERF_10 = 0x1.c950f4bbd65adp-19;
  public static final double ERF_11 = -0x1.7c8661a4aecadp-19;
  public static final double ERF_12 = -0x1.d37d97adc35d5p-20;
  public static final double ERF_13 = -0x1.69291a95c2cdp-22;
  public static final double ERF_14 = 0x1.269b5853b01dcp-23;
  public static final double ERF_15 = 0x1.306fcaf76f724p-23;
  public static final double ERF_16 = 0x1.1a53cbce65b47p-24;
  public static final double ERF_17 = 0x1.68241337ab047p-26;
  public static final double ERF_18 = 0x1.5771f1af5d172p-28;
  public static final double ERF_19 = 0x1.f34f4d6734b75p-31;
  public static final double ERF_20 = 0x1.1288bbb61d413p-33;
  public static final double ERF_21 = 0x1.bbb8ba328fdf5p-37;
  public static final double ERF_22 = 0x1.f1fa34a5d4959p-41;
  public static final double ERF_23 = 0x1.5ad689b7d31adp-45;
  public static final double ERF_24 = 0x1.c3a1a033b2d75p-51;

  /** Above it in magnitude erf rounds to +-1. */
  public static final double ERF_MAX = 5.9375;

  /** Returns G(-a) without the head of its constant term, for a in [-ERF_MAX, 0]. */
  private static double erfTail(double a) {
    double p = ERF_24;
    p = Math.fma(p, a, ERF_23);
    p = Math.fma(p, a, ERF_22);
    p = Math.fma(p, a, ERF_21);
    p = Math.fma(p, a, ERF_20);
    p = Math.fma(p, a, ERF_19);
    p = Math.fma(p, a, ERF_18);
    p = Math.fma(p, a, ERF_17);
    p = Math.fma(p, a, ERF_16);
    p = Math.fma(p, a, ERF_15);
    p = Math.fma(p, a, ERF_14);
    p = Math.fma(p, a, ERF_13);
    p = Math.fma(p, a, ERF_12);
    p = Math.fma(p, a, ERF_11);
    p = Math.fma(p, a, ERF_10);
    p = Math.fma(p, a, ERF_9);
    p = Math.fma(p, a, ERF_8);
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
  public static double erf(double x) {
    double a = Double.longBitsToDouble(Double.doubleToRawLongBits(x) | SIGN);
    double q = a * ERF_0;
    double g = a * erfTail(a);
    double z = q + g;
    double zTail = ((q - z) + g) - Math.fma(a, -ERF_0, q);
    double t = Math.fma(z, LOG2_E, ROUNDER);
    double n = t - ROUNDER;
    double coarse = Math.fma(n, -LN2_HEAD, z);
    double r = Math.fma(n, -LN2_TAIL, coarse);
    double rTail = Math.fma(n, -LN2_TAIL, coarse - r) + Math.fma(zTail, r, zTail);
    double c = Math.fma(r * r, expTail(r), rTail);
    double s =
        Double.longBitsToDouble((Double.doubleToRawLongBits(t) << MANTISSA_BITS) + MINUS_ONE_BITS);
    double v = 1.0 + s;
    double head = Math.fma(s, r, v);
    double vTail = (1.0 - v) + s;
    double y = head + Math.fma(s, c, Math.fma(s, r, v - head) + vTail);
    y = Math.abs(x) > ERF_MAX ? 1.0 : y;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
