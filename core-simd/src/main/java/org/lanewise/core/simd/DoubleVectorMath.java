package org.lanewise.core.simd;

import static org.lanewise.core.scalar.DoubleMath.ERF_0_TAIL;
import static org.lanewise.core.scalar.DoubleMath.ERF_1;
import static org.lanewise.core.scalar.DoubleMath.ERF_10;
import static org.lanewise.core.scalar.DoubleMath.ERF_11;
import static org.lanewise.core.scalar.DoubleMath.ERF_12;
import static org.lanewise.core.scalar.DoubleMath.ERF_13;
import static org.lanewise.core.scalar.DoubleMath.ERF_14;
import static org.lanewise.core.scalar.DoubleMath.ERF_15;
import static org.lanewise.core.scalar.DoubleMath.ERF_16;
import static org.lanewise.core.scalar.DoubleMath.ERF_17;
import static org.lanewise.core.scalar.DoubleMath.ERF_18;
import static org.lanewise.core.scalar.DoubleMath.ERF_19;
import static org.lanewise.core.scalar.DoubleMath.ERF_2;
import static org.lanewise.core.scalar.DoubleMath.ERF_20;
import static org.lanewise.core.scalar.DoubleMath.ERF_21;
import static org.lanewise.core.scalar.DoubleMath.ERF_22;
import static org.lanewise.core.scalar.DoubleMath.ERF_23;
import static org.lanewise.core.scalar.DoubleMath.ERF_3;
import static org.lanewise.core.scalar.DoubleMath.ERF_4;
import static org.lanewise.core.scalar.DoubleMath.ERF_5;
import static org.lanewise.core.scalar.DoubleMath.ERF_6;
import static org.lanewise.core.scalar.DoubleMath.ERF_7;
import static org.lanewise.core.scalar.DoubleMath.ERF_8;
import static org.lanewise.core.scalar.DoubleMath.ERF_9;
import static org.lanewise.core.scalar.DoubleMath.EXPONENT_MASK;
import static org.lanewise.core.scalar.DoubleMath.MANTISSA_BITS;
import static org.lanewise.core.scalar.DoubleMath.REDUCED_MIN_BITS;
import static org.lanewise.core.scalar.DoubleMath.ROUNDER_BITS;
import static org.lanewise.core.scalar.DoubleMath.SIGN;
import static org.lanewise.core.simd.DoubleConstants.*;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

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
    return bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsDoubles();
  }

  static DoubleVector exp(DoubleVector x) {
    DoubleVector t = x.fma(LOG2_E, TWO_POWERS_ROUNDER);
    DoubleVector n = t.sub(TWO_POWERS_ROUNDER);
    DoubleVector coarse = n.fma(NEGATIVE_LN2_HEAD, x);
    DoubleVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    DoubleVector y = expTail(r).fma(r, ONE).fma(r, ONE);
    LongVector bits = t.reinterpretAsLongs();
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    y = y.mul(power(half)).mul(power(bits.sub(half)));
    VectorMask<Double> over = x.compare(VectorOperators.GT, EXP_MAX);
    y = y.blend(INFINITY, over);
    VectorMask<Double> under = x.compare(VectorOperators.LT, EXP_MIN);
    return y.blend(ZERO, under);
  }

  static DoubleVector expm1(DoubleVector x) {
    DoubleVector t = x.fma(LOG2_E, HALF_POWER_ROUNDER);
    DoubleVector s = power(t.reinterpretAsLongs());
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
    return low.reinterpretAsDoubles().sub(ROUNDER);
  }

  private static DoubleVector logOfReduced(DoubleVector k, DoubleVector f) {
    DoubleVector p = logTail(f);
    DoubleVector kHead = k.mul(LN2_SHORT_HEAD);
    DoubleVector head = kHead.add(f);
    DoubleVector lost = kHead.sub(head).add(f);
    DoubleVector rest = k.fma(LN2_SHORT_TAIL, lost);
    return head.add(f.mul(f).fma(p, rest));
  }

  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
    DoubleVector scaled = x.blend(x.mul(SUBNORMAL_SCALE), subnormal);
    LongVector bits = scaled.reinterpretAsLongs();
    LongVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector f = bits.sub(k).reinterpretAsDoubles().sub(ONE);
    DoubleVector e = exponent(k);
    e = e.blend(e.sub(SUBNORMAL_SHIFT), subnormal);
    DoubleVector y = logOfReduced(e, f);
    y = y.blend(x, x.compare(VectorOperators.EQ, INFINITY));
    y = y.blend(NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, ZERO));
    return NAN.blend(y, x.compare(VectorOperators.GE, ZERO));
  }

  static DoubleVector log1p(DoubleVector x) {
    LongVector k = ONE.add(x).reinterpretAsLongs().sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector scaled = x.reinterpretAsLongs().sub(k).reinterpretAsDoubles();
    DoubleVector scale = ONE.reinterpretAsLongs().sub(k).max(0L).reinterpretAsDoubles();
    DoubleVector f = scaled.add(scale.sub(ONE));
    DoubleVector y = logOfReduced(exponent(k), f);
    y = y.blend(x, x.compare(VectorOperators.EQ, x.add(x)));
    y = y.blend(NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, MINUS_ONE));
    return NAN.blend(y, x.compare(VectorOperators.GE, MINUS_ONE));
  }

  // ---------------------------------------------------------------- sigmoids

  private static DoubleVector tanhTail(DoubleVector u) {
    DoubleVector p = TANH_23;
    p = p.fma(u, TANH_21);
    p = p.fma(u, TANH_19);
    p = p.fma(u, TANH_17);
    p = p.fma(u, TANH_15);
    p = p.fma(u, TANH_13);
    p = p.fma(u, TANH_11);
    p = p.fma(u, TANH_9);
    p = p.fma(u, TANH_7);
    p = p.fma(u, TANH_5);
    return p.fma(u, TANH_3);
  }

  /**
   * Returns tanh of x given what {@link #tanhByExp} says of it: near 0 a polynomial knows better.
   */
  static DoubleVector tanh(DoubleVector x, DoubleVector byExp) {
    DoubleVector u = x.mul(x);
    DoubleVector small = x.fma(u.fma(tanhTail(u), ZERO), x);
    return byExp.blend(small, x.abs().compare(VectorOperators.LT, TANH_SMALL));
  }

  /** Returns tanh of x for x not near 0. */
  static DoubleVector tanhByExp(DoubleVector x) {
    DoubleVector a = x.abs().min(TANH_MAX);
    DoubleVector z = a.add(a);
    DoubleVector t = z.fma(NEGATIVE_LOG2_E, TWICE_POWER_ROUNDER);
    DoubleVector s = power(t.reinterpretAsLongs());
    DoubleVector n = t.sub(TWICE_POWER_ROUNDER);
    DoubleVector r = n.fma(LN2_HEAD, z);
    DoubleVector m = expTail(r).fma(r, ONE).fma(r, ONE);
    DoubleVector y = ONE.sub(s.div(s.fma(HALF, m)));
    return y.blend(y.neg(), x.compare(VectorOperators.LT, ZERO));
  }

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector a = x.abs();
    a = a.blend(DECAY_MAX, a.compare(VectorOperators.GT, DECAY_MAX));
    DoubleVector t = a.fma(NEGATIVE_LOG2_E, LIFTED_POWER_ROUNDER);
    DoubleVector s = power(t.reinterpretAsLongs());
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

  static DoubleVector softplus(DoubleVector x) {
    DoubleVector z = x.abs().neg();
    z = z.blend(NEGATIVE_DECAY_MAX, z.compare(VectorOperators.LT, NEGATIVE_DECAY_MAX));
    DoubleVector t = z.fma(LOG2_E, TWO_POWERS_ROUNDER);
    DoubleVector n = t.sub(TWO_POWERS_ROUNDER);
    DoubleVector coarse = n.fma(NEGATIVE_LN2_HEAD, z);
    DoubleVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    DoubleVector e = expTail(r).fma(r, ONE).fma(r, ONE);
    LongVector bits = t.reinterpretAsLongs();
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    e = e.mul(power(half)).mul(power(bits.sub(half)));
    return softplusOfDecay(x, e);
  }

  /** Returns max(x, 0) + log(1 + e). */
  private static DoubleVector softplusOfDecay(DoubleVector x, DoubleVector e) {
    VectorMask<Double> upper = e.compare(VectorOperators.GE, HALF);
    DoubleVector f = e.blend(e.sub(ONE).mul(HALF), upper);
    DoubleVector p = logTail(f);
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

  // ---------------------------------------------------------------- error function

  // A loop, since 25 terms in line would use up the node budget.
  private static final double[] ERF = {
    ERF_0_TAIL,
    ERF_1,
    ERF_2,
    ERF_3,
    ERF_4,
    ERF_5,
    ERF_6,
    ERF_7,
    ERF_8,
    ERF_9,
    ERF_10,
    ERF_11,
    ERF_12,
    ERF_13,
    ERF_14,
    ERF_15,
    ERF_16,
    ERF_17,
    ERF_18,
    ERF_19,
    ERF_20,
    ERF_21,
    ERF_22,
    ERF_23
  };

  private static DoubleVector erfTail(DoubleVector a) {
    DoubleVector p = ERF_24;
    for (int k = ERF.length - 1; k >= 0; k--) {
      p = p.fma(a, DoubleVector.broadcast(SPECIES, ERF[k]));
    }
    return p;
  }

  static DoubleVector erf(DoubleVector x) {
    DoubleVector a = x.abs().neg();
    DoubleVector g = a.mul(erfTail(a));
    DoubleVector q = a.mul(ERF_0);
    DoubleVector z = q.add(g);
    DoubleVector lost = a.fma(NEGATIVE_ERF_0, q);
    DoubleVector zTail = q.sub(z).add(g).sub(lost);
    DoubleVector t = z.fma(LOG2_E, NEGATIVE_POWER_ROUNDER);
    DoubleVector n = t.sub(NEGATIVE_POWER_ROUNDER);
    DoubleVector coarse = n.fma(NEGATIVE_LN2_HEAD, z);
    DoubleVector r = n.fma(NEGATIVE_LN2_TAIL, coarse);
    DoubleVector y = negativeExpm1(r, coarse, n, t, zTail);
    y = y.blend(ONE, a.compare(VectorOperators.LT, NEGATIVE_ERF_MAX));
    LongVector sign = x.reinterpretAsLongs().and(SIGN);
    return y.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
  }

  /** Returns 1 - 2^n exp(coarse - n LN2_TAIL + tail), r the rounded sum, -2^n in the bits of t. */
  private static DoubleVector negativeExpm1(
      DoubleVector r, DoubleVector coarse, DoubleVector n, DoubleVector t, DoubleVector tail) {
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
    p = p.fma(r, EXP_2);
    tail = n.fma(NEGATIVE_LN2_TAIL, coarse.sub(r)).add(tail);
    DoubleVector c = r.mul(r).fma(p, tail);
    LongVector bits = t.reinterpretAsLongs();
    DoubleVector s = bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsDoubles();
    DoubleVector v = ONE.add(s);
    DoubleVector vTail = ONE.sub(v).add(s);
    DoubleVector head = s.fma(r, v);
    return head.add(s.fma(c, s.fma(r, v.sub(head)).add(vTail)));
  }
}
