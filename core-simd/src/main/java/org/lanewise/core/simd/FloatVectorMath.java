package org.lanewise.core.simd;

import static org.lanewise.core.scalar.FloatMath.DECAY_MAX_BITS;
import static org.lanewise.core.scalar.FloatMath.EXPONENT_MASK;
import static org.lanewise.core.scalar.FloatMath.LOWERED_ONE_BITS;
import static org.lanewise.core.scalar.FloatMath.MANTISSA_BITS;
import static org.lanewise.core.scalar.FloatMath.NAN_LOWEST;
import static org.lanewise.core.scalar.FloatMath.REDUCED_MIN_BITS;
import static org.lanewise.core.scalar.FloatMath.ROUNDER_BITS;
import static org.lanewise.core.scalar.FloatMath.SIGN;
import static org.lanewise.core.simd.FloatConstants.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link org.lanewise.core.scalar.FloatMath} on lanes: the same operations in the
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
 */
final class FloatVectorMath {

  private FloatVectorMath() {}

  // ---------------------------------------------------------------- exponential

  private static FloatVector expTail(FloatVector r) {
    FloatVector p = EXP_6;
    p = p.fma(r, EXP_5);
    p = p.fma(r, EXP_4);
    p = p.fma(r, EXP_3);
    return p.fma(r, EXP_2);
  }

  private static FloatVector power(IntVector bits) {
    return bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).viewAsFloatingLanes();
  }

  static FloatVector exp(FloatVector x) {
    FloatVector t = x.fma(LOG2_E, TWO_POWERS_ROUNDER);
    FloatVector n = t.sub(TWO_POWERS_ROUNDER);
    FloatVector coarse = n.fma(NEGATIVE_LN2_HEAD, x);
    FloatVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    FloatVector y = expTail(r).fma(r, ONE).fma(r, ONE);
    IntVector bits = t.viewAsIntegralLanes();
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    y = y.mul(power(half)).mul(power(bits.sub(half)));
    VectorMask<Float> over = x.compare(VectorOperators.GT, EXP_MAX);
    y = y.blend(INFINITY, over);
    VectorMask<Float> under = x.compare(VectorOperators.LT, EXP_MIN);
    return y.blend(ZERO, under);
  }

  private static FloatVector expm1Tail(FloatVector r) {
    FloatVector p = EXPM1_7;
    p = p.fma(r, EXPM1_6);
    p = p.fma(r, EXPM1_5);
    p = p.fma(r, EXPM1_4);
    p = p.fma(r, EXPM1_3);
    return p.fma(r, EXPM1_2);
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector t = x.fma(LOG2_E, HALF_POWER_ROUNDER);
    FloatVector s = power(t.viewAsIntegralLanes());
    FloatVector n = t.sub(HALF_POWER_ROUNDER);
    FloatVector coarse = n.fma(NEGATIVE_LN2_HEAD, x);
    FloatVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    FloatVector p = expm1Tail(r);
    FloatVector rTail = n.fma(NEGATIVE_LN2_TAIL, coarse.sub(r));
    FloatVector c = r.mul(r).fma(p, rTail);
    FloatVector v = s.sub(HALF);
    FloatVector vTail = s.sub(v).sub(HALF);
    FloatVector head = s.fma(r, v);
    FloatVector tail = s.fma(c, s.fma(r, v.sub(head)).add(vTail));
    FloatVector y = head.add(tail).mul(TWO);
    y = y.blend(x, x.abs().compare(VectorOperators.LT, EXPM1_TINY));
    VectorMask<Float> over = x.compare(VectorOperators.GT, EXP_MAX);
    y = y.blend(INFINITY, over);
    VectorMask<Float> under = x.compare(VectorOperators.LT, EXPM1_MIN);
    return y.blend(MINUS_ONE, under);
  }

  // ---------------------------------------------------------------- logarithm

  private static FloatVector logTail(FloatVector f) {
    FloatVector p = LOG_10;
    p = p.fma(f, LOG_9);
    p = p.fma(f, LOG_8);
    p = p.fma(f, LOG_7);
    p = p.fma(f, LOG_6);
    p = p.fma(f, LOG_5);
    p = p.fma(f, LOG_4);
    p = p.fma(f, LOG_3);
    return p.fma(f, LOG_2);
  }

  private static FloatVector exponent(IntVector k) {
    IntVector low = k.lanewise(VectorOperators.ASHR, MANTISSA_BITS).add(ROUNDER_BITS);
    return NEGATIVE_ROUNDER.add(low.viewAsFloatingLanes());
  }

  /** Returns log(2^k (1 + f)), given the tail of the series in f. */
  private static FloatVector logOfReduced(FloatVector k, FloatVector f, FloatVector p) {
    FloatVector kHead = k.mul(LN2_SHORT_HEAD);
    FloatVector head = kHead.add(f);
    FloatVector lost = kHead.sub(head).add(f);
    FloatVector rest = k.fma(LN2_SHORT_TAIL, lost);
    return head.add(f.mul(f).fma(p, rest));
  }

  /** Returns the tail of the series for log(x), the first step of the logarithm. */
  static FloatVector logFirst(FloatVector x) {
    VectorMask<Float> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
    IntVector bits = x.blend(x.mul(SUBNORMAL_SCALE), subnormal).viewAsIntegralLanes();
    IntVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    return logTail(MINUS_ONE.add(bits.sub(k).viewAsFloatingLanes()));
  }

  /** Returns log(x), given {@link #logFirst}. */
  static FloatVector log(FloatVector x, FloatVector first) {
    VectorMask<Float> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
    IntVector bits = x.blend(x.mul(SUBNORMAL_SCALE), subnormal).viewAsIntegralLanes();
    IntVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    FloatVector f = MINUS_ONE.add(bits.sub(k).viewAsFloatingLanes());
    FloatVector e = exponent(k);
    e = e.blend(e.sub(SUBNORMAL_SHIFT), subnormal);
    FloatVector y = logOfReduced(e, f, first);
    y = y.blend(x, x.compare(VectorOperators.EQ, INFINITY));
    y = y.blend(NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return NAN.blend(y, x.compare(VectorOperators.GE, ZERO));
  }

  /** Returns the tail of the series for log(1 + x), the first step of the logarithm. */
  static FloatVector log1pFirst(FloatVector x) {
    IntVector k = ONE.add(x).viewAsIntegralLanes().sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    FloatVector scaled = x.viewAsIntegralLanes().sub(k).viewAsFloatingLanes();
    FloatVector scale = ONE.viewAsIntegralLanes().sub(k).max(0).viewAsFloatingLanes();
    return logTail(MINUS_ONE.add(scale).add(scaled));
  }

  /** Returns log(1 + x), given {@link #log1pFirst}. */
  static FloatVector log1p(FloatVector x, FloatVector first) {
    IntVector k = ONE.add(x).viewAsIntegralLanes().sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    FloatVector scaled = x.viewAsIntegralLanes().sub(k).viewAsFloatingLanes();
    FloatVector scale = ONE.viewAsIntegralLanes().sub(k).max(0).viewAsFloatingLanes();
    FloatVector y = logOfReduced(exponent(k), MINUS_ONE.add(scale).add(scaled), first);
    y = y.blend(x, x.compare(VectorOperators.EQ, x.add(x)));
    y = y.blend(NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, MINUS_ONE));
    return NAN.blend(y, x.compare(VectorOperators.GE, MINUS_ONE));
  }

  // ---------------------------------------------------------------- sigmoids

  static FloatVector sigmoid(FloatVector x) {
    IntVector bits = x.viewAsIntegralLanes();
    IntVector bounded = bits.and(~SIGN).add(NAN_LOWEST).min(DECAY_MAX_BITS).sub(NAN_LOWEST);
    FloatVector a = bounded.viewAsFloatingLanes();
    FloatVector t = a.fma(NEGATIVE_LOG2_E, LIFTED_POWER_ROUNDER);
    FloatVector s = power(t.viewAsIntegralLanes());
    FloatVector n = t.sub(LIFTED_POWER_ROUNDER);
    FloatVector coarse = n.fma(LN2_HEAD, a);
    FloatVector r = n.fma(LN2_TAIL, coarse);
    FloatVector q = r.mul(r).fma(expTail(r), r);
    FloatVector head = s.fma(TWO_TO_MINUS_64, ONE);
    FloatVector p = MINUS_ONE.div(head.add(q));
    FloatVector remainder = p.fma(q, p.fma(head, ONE));
    FloatVector lowered = bits.and(SIGN).or(LOWERED_ONE_BITS).viewAsFloatingLanes();
    return p.fma(remainder, p).fma(s.mul(lowered), lowered.fma(TWO_TO_63, HALF));
  }

  /** Returns e^-|x|, the first step of softplus. */
  static FloatVector decay(FloatVector x) {
    FloatVector z = x.abs().neg();
    z = z.blend(NEGATIVE_DECAY_MAX, z.compare(VectorOperators.LT, NEGATIVE_DECAY_MAX));
    FloatVector t = z.fma(LOG2_E, TWO_POWERS_ROUNDER);
    FloatVector n = t.sub(TWO_POWERS_ROUNDER);
    FloatVector coarse = n.fma(NEGATIVE_LN2_HEAD, z);
    FloatVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    FloatVector e = expTail(r).fma(r, ONE).fma(r, ONE);
    IntVector bits = t.viewAsIntegralLanes();
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    return e.mul(power(half)).mul(power(bits.sub(half)));
  }

  /** Returns (log(1 + f) - f) / f^2 of the number f that e is reduced to. */
  static FloatVector softplusTail(FloatVector e) {
    return logTail(e.blend(e.sub(ONE).mul(HALF), e.compare(VectorOperators.GE, HALF)));
  }

  /** Returns max(x, 0) + log(1 + e), given {@link #softplusTail} of e. */
  static FloatVector softplusOfDecay(FloatVector x, FloatVector e, FloatVector p) {
    VectorMask<Float> upper = e.compare(VectorOperators.GE, HALF);
    FloatVector f = e.blend(e.sub(ONE).mul(HALF), upper);
    FloatVector kHead = ZERO.blend(LN2_SHORT_HEAD, upper);
    FloatVector kTail = ZERO.blend(LN2_SHORT_TAIL, upper);
    FloatVector head = kHead.add(f);
    FloatVector lost = kHead.sub(head).add(f).add(kTail);
    FloatVector tail = f.mul(f).fma(p, lost);
    FloatVector positive = ZERO.blend(x, x.compare(VectorOperators.GT, ZERO));
    FloatVector sum = positive.add(head);
    FloatVector part = sum.sub(positive);
    FloatVector sumTail = positive.sub(sum.sub(part)).add(head.sub(part));
    FloatVector y = sum.add(tail.add(sumTail));
    return y.blend(x, x.compare(VectorOperators.GT, DECAY_MAX));
  }
}
