package org.lanewise.core.simd;

import static org.lanewise.core.scalar.DoubleMath.EXPONENT_MASK;
import static org.lanewise.core.scalar.DoubleMath.MANTISSA_BITS;
import static org.lanewise.core.scalar.DoubleMath.REDUCED_MIN_BITS;
import static org.lanewise.core.scalar.DoubleMath.ROUNDER_BITS;
import static org.lanewise.core.simd.DoubleConstants.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link org.lanewise.core.scalar.DoubleMath} on lanes: the same operations in the
 * same order, so the same bits. What each function computes, and how accurately, is said there.
 *
 * <p>The cuts between methods are made for C2, which boxes the vectors of a call that it does not
 * inline. It inlines a hot method of at most 325 bytecodes, and none at all once the compilation
 * has 18000 nodes (NodeCountInliningCutoff), some 30 vector operations; vector operations
 * themselves are always inlined. So a method calls its polynomial early, and a long function ends
 * in one call of a method that calls none. A kernel should call these functions before its own
 * arithmetic.
 *
 * <p>Integer and floating-point lanes exchange bits only; conversions are not intrinsic on JDK 17.
 *
 * <p>With two lanes C2 has no masks of doubles, and boxes: there the scalar form is faster.
 */
final class DoubleVectorMath {

  private DoubleVectorMath() {}

  // ---------------------------------------------------------------- exponential

  private static DoubleVector expTail(DoubleVector r) {
    DoubleVector p = EXP_12;
    p = p.fma(r, EXP_11);
    p = p.fma(r, EXP_10);
    p = p.fma(r, EXP_9);
    p = p.fma(r, EXP_8);
    p = p.fma(r, EXP_7);
    p = p.fma(r, EXP_6);
    p = p.fma(r, EXP_5);
    p = p.fma(r, EXP_4);
    p = p.fma(r, EXP_3);
    return p.fma(r, EXP_2);
  }

  private static DoubleVector power(LongVector bits) {
    return bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).viewAsFloatingLanes();
  }

  static DoubleVector exp(DoubleVector x) {
    DoubleVector t = x.fma(LOG2_E, TWO_POWERS_ROUNDER);
    DoubleVector n = t.sub(TWO_POWERS_ROUNDER);
    DoubleVector coarse = n.fma(NEGATIVE_LN2_HEAD, x);
    DoubleVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    DoubleVector y = expTail(r).fma(r, ONE).fma(r, ONE);
    LongVector bits = t.viewAsIntegralLanes();
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    y = y.mul(power(half)).mul(power(bits.sub(half)));
    VectorMask<Double> over = x.compare(VectorOperators.GT, EXP_MAX);
    y = y.blend(INFINITY, over);
    VectorMask<Double> under = x.compare(VectorOperators.LT, EXP_MIN);
    return y.blend(ZERO, under);
  }

  static DoubleVector expm1(DoubleVector x) {
    DoubleVector t = x.fma(LOG2_E, HALF_POWER_ROUNDER);
    DoubleVector s = power(t.viewAsIntegralLanes());
    DoubleVector n = t.sub(HALF_POWER_ROUNDER);
    DoubleVector coarse = n.fma(NEGATIVE_LN2_HEAD, x);
    DoubleVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    DoubleVector p = expTail(r);
    DoubleVector rTail = n.fma(NEGATIVE_LN2_TAIL, coarse.sub(r));
    DoubleVector c = r.mul(r).fma(p, rTail);
    DoubleVector v = s.sub(HALF);
    DoubleVector vTail = s.sub(v).sub(HALF);
    DoubleVector head = s.fma(r, v);
    DoubleVector tail = s.fma(c, s.fma(r, v.sub(head)).add(vTail));
    DoubleVector y = head.add(tail).mul(TWO);
    y = y.blend(x, x.abs().compare(VectorOperators.LT, EXPM1_TINY));
    VectorMask<Double> over = x.compare(VectorOperators.GT, EXP_MAX);
    y = y.blend(INFINITY, over);
    VectorMask<Double> under = x.compare(VectorOperators.LT, EXPM1_MIN);
    return y.blend(MINUS_ONE, under);
  }

  // ---------------------------------------------------------------- logarithm

  private static DoubleVector logTail(DoubleVector f) {
    DoubleVector p = LOG_22;
    p = p.fma(f, LOG_21);
    p = p.fma(f, LOG_20);
    p = p.fma(f, LOG_19);
    p = p.fma(f, LOG_18);
    p = p.fma(f, LOG_17);
    p = p.fma(f, LOG_16);
    p = p.fma(f, LOG_15);
    p = p.fma(f, LOG_14);
    p = p.fma(f, LOG_13);
    p = p.fma(f, LOG_12);
    p = p.fma(f, LOG_11);
    p = p.fma(f, LOG_10);
    p = p.fma(f, LOG_9);
    p = p.fma(f, LOG_8);
    p = p.fma(f, LOG_7);
    p = p.fma(f, LOG_6);
    p = p.fma(f, LOG_5);
    p = p.fma(f, LOG_4);
    p = p.fma(f, LOG_3);
    return p.fma(f, LOG_2);
  }

  private static DoubleVector exponent(LongVector k) {
    LongVector low = k.lanewise(VectorOperators.ASHR, MANTISSA_BITS).add(ROUNDER_BITS);
    return NEGATIVE_ROUNDER.add(low.viewAsFloatingLanes());
  }

  /** Returns log(2^k (1 + f)), given the tail of the series in f. */
  private static DoubleVector logOfReduced(DoubleVector k, DoubleVector f, DoubleVector p) {
    DoubleVector kHead = k.mul(LN2_SHORT_HEAD);
    DoubleVector head = kHead.add(f);
    DoubleVector lost = kHead.sub(head).add(f);
    DoubleVector rest = k.fma(LN2_SHORT_TAIL, lost);
    return head.add(f.mul(f).fma(p, rest));
  }

  /** Returns the tail of the series for log(x), the first step of the logarithm. */
  static DoubleVector logFirst(DoubleVector x) {
    VectorMask<Double> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
    LongVector bits = x.blend(x.mul(SUBNORMAL_SCALE), subnormal).viewAsIntegralLanes();
    LongVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    return logTail(MINUS_ONE.add(bits.sub(k).viewAsFloatingLanes()));
  }

  /** Returns log(x), given {@link #logFirst}. */
  static DoubleVector log(DoubleVector x, DoubleVector first) {
    VectorMask<Double> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
    LongVector bits = x.blend(x.mul(SUBNORMAL_SCALE), subnormal).viewAsIntegralLanes();
    LongVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector f = MINUS_ONE.add(bits.sub(k).viewAsFloatingLanes());
    DoubleVector e = exponent(k);
    e = e.blend(e.sub(SUBNORMAL_SHIFT), subnormal);
    DoubleVector y = logOfReduced(e, f, first);
    y = y.blend(x, x.compare(VectorOperators.EQ, INFINITY));
    y = y.blend(NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return NAN.blend(y, x.compare(VectorOperators.GE, ZERO));
  }

  /** Returns the tail of the series for log(1 + x), the first step of the logarithm. */
  static DoubleVector log1pFirst(DoubleVector x) {
    LongVector k = ONE.add(x).viewAsIntegralLanes().sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector scaled = x.viewAsIntegralLanes().sub(k).viewAsFloatingLanes();
    DoubleVector scale = ONE.viewAsIntegralLanes().sub(k).max(0).viewAsFloatingLanes();
    return logTail(MINUS_ONE.add(scale).add(scaled));
  }

  /** Returns log(1 + x), given {@link #log1pFirst}. */
  static DoubleVector log1p(DoubleVector x, DoubleVector first) {
    LongVector k = ONE.add(x).viewAsIntegralLanes().sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector scaled = x.viewAsIntegralLanes().sub(k).viewAsFloatingLanes();
    DoubleVector scale = ONE.viewAsIntegralLanes().sub(k).max(0).viewAsFloatingLanes();
    DoubleVector y = logOfReduced(exponent(k), MINUS_ONE.add(scale).add(scaled), first);
    y = y.blend(x, x.compare(VectorOperators.EQ, x.add(x)));
    y = y.blend(NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, MINUS_ONE));
    return NAN.blend(y, x.compare(VectorOperators.GE, MINUS_ONE));
  }

  // ---------------------------------------------------------------- sigmoids

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector a = x.abs();
    a = a.blend(DECAY_MAX, a.compare(VectorOperators.GT, DECAY_MAX));
    DoubleVector t = a.fma(NEGATIVE_LOG2_E, LIFTED_POWER_ROUNDER);
    DoubleVector s = power(t.viewAsIntegralLanes());
    DoubleVector n = t.sub(LIFTED_POWER_ROUNDER);
    DoubleVector coarse = n.fma(LN2_HEAD, a);
    DoubleVector r = n.fma(LN2_TAIL, coarse);
    DoubleVector q = r.mul(r).fma(expTail(r), r);
    DoubleVector d = s.fma(TWO_TO_MINUS_64, ONE).add(q);
    DoubleVector dTail = s.fma(TWO_TO_MINUS_64, ONE.sub(d).add(q));
    DoubleVector p = MINUS_ONE.div(d);
    DoubleVector remainder = p.fma(dTail, p.fma(d, ONE));
    DoubleVector h = p.fma(remainder, p).mul(s).mul(MINUS_TWO_TO_MINUS_64);
    return ONE.sub(h).blend(h, x.compare(VectorOperators.LT, ZERO));
  }

  /** Returns e^-|x|, the first step of softplus. */
  static DoubleVector decay(DoubleVector x) {
    DoubleVector z = x.abs().neg();
    z = z.blend(NEGATIVE_DECAY_MAX, z.compare(VectorOperators.LT, NEGATIVE_DECAY_MAX));
    DoubleVector t = z.fma(LOG2_E, TWO_POWERS_ROUNDER);
    DoubleVector n = t.sub(TWO_POWERS_ROUNDER);
    DoubleVector coarse = n.fma(NEGATIVE_LN2_HEAD, z);
    DoubleVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    DoubleVector e = expTail(r).fma(r, ONE).fma(r, ONE);
    LongVector bits = t.viewAsIntegralLanes();
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    return e.mul(power(half)).mul(power(bits.sub(half)));
  }

  /** Returns (log(1 + f) - f) / f^2 of the number f that e is reduced to. */
  static DoubleVector softplusTail(DoubleVector e) {
    return logTail(e.blend(e.sub(ONE).mul(HALF), e.compare(VectorOperators.GE, HALF)));
  }

  /** Returns max(x, 0) + log(1 + e), given {@link #softplusTail} of e. */
  static DoubleVector softplusOfDecay(DoubleVector x, DoubleVector e, DoubleVector p) {
    VectorMask<Double> upper = e.compare(VectorOperators.GE, HALF);
    DoubleVector f = e.blend(e.sub(ONE).mul(HALF), upper);
    DoubleVector kHead = ZERO.blend(LN2_SHORT_HEAD, upper);
    DoubleVector kTail = ZERO.blend(LN2_SHORT_TAIL, upper);
    DoubleVector head = kHead.add(f);
    DoubleVector lost = kHead.sub(head).add(f).add(kTail);
    DoubleVector tail = f.mul(f).fma(p, lost);
    DoubleVector positive = ZERO.blend(x, x.compare(VectorOperators.GT, ZERO));
    DoubleVector sum = positive.add(head);
    DoubleVector part = sum.sub(positive);
    DoubleVector sumTail = positive.sub(sum.sub(part)).add(head.sub(part));
    DoubleVector y = sum.add(tail.add(sumTail));
    return y.blend(x, x.compare(VectorOperators.GT, DECAY_MAX));
  }
}
