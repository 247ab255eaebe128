package org.lanewise.core.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.lanewise.core.scalar.DoubleMath.*;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link org.lanewise.core.scalar.DoubleMath} on lanes: the same operations in the
 * same order, so the same bits. What each function computes, and how accurately, is said there.
 *
 * <p>The cuts between methods are made for C2, which boxes the vectors of a call that it does not
 * inline. It inlines a hot method of at most 325 bytecodes, and none at all once the compilation
 * has 18000 nodes (NodeCountInliningCutoff), some 30 vector operations; vector operations
 * themselves are always inlined. So a method calls its polynomial early, and a long function ends
 * in one call of a method that calls none. Methods of a kernel that calls these functions should do
 * so first.
 *
 * <p>Constants are broadcast where they are used. Integer and floating-point lanes exchange bits
 * only; conversions are not intrinsic on JDK 17.
 */
final class DoubleVectorMath {

  private DoubleVectorMath() {}

  // ---------------------------------------------------------------- exponential

  private static DoubleVector expTail(DoubleVector r) {
    DoubleVector p = broadcast(SPECIES, EXP_12);
    p = p.fma(r, broadcast(SPECIES, EXP_11));
    p = p.fma(r, broadcast(SPECIES, EXP_10));
    p = p.fma(r, broadcast(SPECIES, EXP_9));
    p = p.fma(r, broadcast(SPECIES, EXP_8));
    p = p.fma(r, broadcast(SPECIES, EXP_7));
    p = p.fma(r, broadcast(SPECIES, EXP_6));
    p = p.fma(r, broadcast(SPECIES, EXP_5));
    p = p.fma(r, broadcast(SPECIES, EXP_4));
    p = p.fma(r, broadcast(SPECIES, EXP_3));
    return p.fma(r, broadcast(SPECIES, EXP_2));
  }

  private static DoubleVector power(LongVector bits) {
    return bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsDoubles();
  }

  static DoubleVector exp(DoubleVector x) {
    DoubleVector rounder = broadcast(SPECIES, TWO_POWERS_ROUNDER);
    DoubleVector t = x.fma(broadcast(SPECIES, LOG2_E), rounder);
    DoubleVector n = t.sub(rounder);
    DoubleVector coarse = n.fma(broadcast(SPECIES, -LN2_HEAD), x);
    DoubleVector r = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse);
    DoubleVector one = broadcast(SPECIES, 1.0);
    DoubleVector y = expTail(r).fma(r, one).fma(r, one);
    LongVector bits = t.reinterpretAsLongs();
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    y = y.mul(power(half)).mul(power(bits.sub(half)));
    VectorMask<Double> over = x.compare(VectorOperators.GT, broadcast(SPECIES, EXP_MAX));
    y = y.blend(broadcast(SPECIES, Double.POSITIVE_INFINITY), over);
    VectorMask<Double> under = x.compare(VectorOperators.LT, broadcast(SPECIES, EXP_MIN));
    return y.blend(broadcast(SPECIES, 0.0), under);
  }

  static DoubleVector expm1(DoubleVector x) {
    DoubleVector rounder = broadcast(SPECIES, HALF_POWER_ROUNDER);
    DoubleVector t = x.fma(broadcast(SPECIES, LOG2_E), rounder);
    DoubleVector n = t.sub(rounder);
    DoubleVector coarse = n.fma(broadcast(SPECIES, -LN2_HEAD), x);
    DoubleVector r = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse);
    DoubleVector p = expTail(r);
    DoubleVector s = power(t.reinterpretAsLongs());
    DoubleVector rTail = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse.sub(r));
    DoubleVector c = r.mul(r).fma(p, rTail);
    DoubleVector half = broadcast(SPECIES, 0.5);
    DoubleVector v = s.sub(half);
    DoubleVector vTail = s.sub(v).sub(half);
    DoubleVector head = s.fma(r, v);
    DoubleVector tail = s.fma(c, s.fma(r, v.sub(head)).add(vTail));
    DoubleVector y = head.add(tail).mul(broadcast(SPECIES, 2.0));
    y = y.blend(x, x.abs().compare(VectorOperators.LT, broadcast(SPECIES, EXPM1_TINY)));
    VectorMask<Double> over = x.compare(VectorOperators.GT, broadcast(SPECIES, EXP_MAX));
    y = y.blend(broadcast(SPECIES, Double.POSITIVE_INFINITY), over);
    VectorMask<Double> under = x.compare(VectorOperators.LT, broadcast(SPECIES, EXPM1_MIN));
    return y.blend(broadcast(SPECIES, -1.0), under);
  }

  // ---------------------------------------------------------------- logarithm

  private static DoubleVector logTail(DoubleVector f) {
    VectorSpecies<Double> species = SPECIES;
    DoubleVector p = broadcast(species, LOG_22);
    p = p.fma(f, broadcast(species, LOG_21));
    p = p.fma(f, broadcast(species, LOG_20));
    p = p.fma(f, broadcast(species, LOG_19));
    p = p.fma(f, broadcast(species, LOG_18));
    p = p.fma(f, broadcast(species, LOG_17));
    p = p.fma(f, broadcast(species, LOG_16));
    p = p.fma(f, broadcast(species, LOG_15));
    p = p.fma(f, broadcast(species, LOG_14));
    p = p.fma(f, broadcast(species, LOG_13));
    p = p.fma(f, broadcast(species, LOG_12));
    p = p.fma(f, broadcast(species, LOG_11));
    p = p.fma(f, broadcast(species, LOG_10));
    p = p.fma(f, broadcast(species, LOG_9));
    p = p.fma(f, broadcast(species, LOG_8));
    p = p.fma(f, broadcast(species, LOG_7));
    p = p.fma(f, broadcast(species, LOG_6));
    p = p.fma(f, broadcast(species, LOG_5));
    p = p.fma(f, broadcast(species, LOG_4));
    p = p.fma(f, broadcast(species, LOG_3));
    return p.fma(f, broadcast(species, LOG_2));
  }

  private static DoubleVector exponent(LongVector k) {
    LongVector low = k.lanewise(VectorOperators.ASHR, MANTISSA_BITS).add(ROUNDER_BITS);
    return low.reinterpretAsDoubles().sub(broadcast(SPECIES, ROUNDER));
  }

  private static DoubleVector logOfReduced(DoubleVector k, DoubleVector f) {
    DoubleVector p = logTail(f);
    DoubleVector kHead = k.mul(broadcast(SPECIES, LN2_SHORT_HEAD));
    DoubleVector head = kHead.add(f);
    DoubleVector lost = kHead.sub(head).add(f);
    DoubleVector rest = k.fma(broadcast(SPECIES, LN2_SHORT_TAIL), lost);
    return head.add(f.mul(f).fma(p, rest));
  }

  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> subnormal =
        x.compare(VectorOperators.LT, broadcast(SPECIES, Double.MIN_NORMAL));
    DoubleVector scaled = x.blend(x.mul(broadcast(SPECIES, SUBNORMAL_SCALE)), subnormal);
    LongVector bits = scaled.reinterpretAsLongs();
    LongVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector f = bits.sub(k).reinterpretAsDoubles().sub(broadcast(SPECIES, 1.0));
    DoubleVector e = exponent(k);
    e = e.blend(e.sub(broadcast(SPECIES, SUBNORMAL_SHIFT)), subnormal);
    DoubleVector y = logOfReduced(e, f);
    DoubleVector infinity = broadcast(SPECIES, Double.POSITIVE_INFINITY);
    y = y.blend(x, x.compare(VectorOperators.EQ, infinity));
    DoubleVector zero = broadcast(SPECIES, 0.0);
    DoubleVector pole = broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    y = y.blend(pole, x.compare(VectorOperators.EQ, zero));
    return broadcast(SPECIES, Double.NaN).blend(y, x.compare(VectorOperators.GE, zero));
  }

  static DoubleVector log1p(DoubleVector x) {
    DoubleVector one = broadcast(SPECIES, 1.0);
    LongVector k = one.add(x).reinterpretAsLongs().sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector scaled = x.reinterpretAsLongs().sub(k).reinterpretAsDoubles();
    DoubleVector scale = one.reinterpretAsLongs().sub(k).max(0L).reinterpretAsDoubles();
    DoubleVector f = scaled.add(scale.sub(one));
    DoubleVector y = logOfReduced(exponent(k), f);
    y = y.blend(x, x.compare(VectorOperators.EQ, x.add(x)));
    DoubleVector least = broadcast(SPECIES, -1.0);
    DoubleVector pole = broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    y = y.blend(pole, x.compare(VectorOperators.EQ, least));
    return broadcast(SPECIES, Double.NaN).blend(y, x.compare(VectorOperators.GE, least));
  }

  // ---------------------------------------------------------------- sigmoids

  private static DoubleVector tanhTail(DoubleVector u) {
    DoubleVector p = broadcast(SPECIES, TANH_23);
    p = p.fma(u, broadcast(SPECIES, TANH_21));
    p = p.fma(u, broadcast(SPECIES, TANH_19));
    p = p.fma(u, broadcast(SPECIES, TANH_17));
    p = p.fma(u, broadcast(SPECIES, TANH_15));
    p = p.fma(u, broadcast(SPECIES, TANH_13));
    p = p.fma(u, broadcast(SPECIES, TANH_11));
    p = p.fma(u, broadcast(SPECIES, TANH_9));
    p = p.fma(u, broadcast(SPECIES, TANH_7));
    p = p.fma(u, broadcast(SPECIES, TANH_5));
    return p.fma(u, broadcast(SPECIES, TANH_3));
  }

  static DoubleVector tanh(DoubleVector x) {
    DoubleVector u = x.mul(x);
    DoubleVector small = u.mul(x).fma(tanhTail(u), x);
    DoubleVector a = x.abs();
    DoubleVector z = a.add(a);
    DoubleVector rounder = broadcast(SPECIES, TWICE_POWER_ROUNDER);
    DoubleVector t = z.fma(broadcast(SPECIES, -LOG2_E), rounder);
    DoubleVector n = t.sub(rounder);
    DoubleVector r = n.fma(broadcast(SPECIES, LN2_HEAD), z);
    DoubleVector one = broadcast(SPECIES, 1.0);
    DoubleVector m = expTail(r).fma(r, one).fma(r, one);
    DoubleVector s = power(t.reinterpretAsLongs());
    DoubleVector y = one.sub(s.div(s.fma(broadcast(SPECIES, 0.5), m)));
    y = y.blend(one, a.compare(VectorOperators.GT, broadcast(SPECIES, TANH_MAX)));
    LongVector sign = x.reinterpretAsLongs().and(SIGN);
    y = y.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
    return y.blend(small, a.compare(VectorOperators.LT, broadcast(SPECIES, TANH_SMALL)));
  }

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector most = broadcast(SPECIES, DECAY_MAX);
    a = a.blend(most, a.compare(VectorOperators.GT, most));
    DoubleVector rounder = broadcast(SPECIES, LIFTED_POWER_ROUNDER);
    DoubleVector t = a.fma(broadcast(SPECIES, -LOG2_E), rounder);
    DoubleVector n = t.sub(rounder);
    DoubleVector coarse = n.fma(broadcast(SPECIES, LN2_HEAD), a);
    DoubleVector r = n.fma(broadcast(SPECIES, LN2_TAIL), coarse);
    DoubleVector q = r.mul(r).fma(expTail(r), r);
    DoubleVector s = power(t.reinterpretAsLongs());
    DoubleVector one = broadcast(SPECIES, 1.0);
    DoubleVector lower = broadcast(SPECIES, 0x1p-64);
    DoubleVector d = s.fma(lower, one).add(q);
    DoubleVector dTail = s.fma(lower, one.sub(d).add(q));
    DoubleVector p = broadcast(SPECIES, -1.0).div(d);
    DoubleVector remainder = p.fma(dTail, p.fma(d, one));
    DoubleVector h = p.fma(remainder, p).mul(s).mul(broadcast(SPECIES, -0x1p-64));
    return one.sub(h).blend(h, x.compare(VectorOperators.LT, broadcast(SPECIES, 0.0)));
  }

  static DoubleVector softplus(DoubleVector x) {
    DoubleVector z = x.abs().neg();
    DoubleVector least = broadcast(SPECIES, -DECAY_MAX);
    z = z.blend(least, z.compare(VectorOperators.LT, least));
    DoubleVector rounder = broadcast(SPECIES, TWO_POWERS_ROUNDER);
    DoubleVector t = z.fma(broadcast(SPECIES, LOG2_E), rounder);
    DoubleVector n = t.sub(rounder);
    DoubleVector coarse = n.fma(broadcast(SPECIES, -LN2_HEAD), z);
    DoubleVector r = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse);
    DoubleVector one = broadcast(SPECIES, 1.0);
    DoubleVector e = expTail(r).fma(r, one).fma(r, one);
    LongVector bits = t.reinterpretAsLongs();
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    e = e.mul(power(half)).mul(power(bits.sub(half)));
    return softplusOfDecay(x, e);
  }

  /** Returns max(x, 0) + log(1 + e). */
  private static DoubleVector softplusOfDecay(DoubleVector x, DoubleVector e) {
    VectorMask<Double> upper = e.compare(VectorOperators.GE, broadcast(SPECIES, 0.5));
    DoubleVector one = broadcast(SPECIES, 1.0);
    DoubleVector f = e.blend(e.sub(one).mul(broadcast(SPECIES, 0.5)), upper);
    DoubleVector p = logTail(f);
    DoubleVector zero = broadcast(SPECIES, 0.0);
    DoubleVector kHead = zero.blend(broadcast(SPECIES, LN2_SHORT_HEAD), upper);
    DoubleVector kTail = zero.blend(broadcast(SPECIES, LN2_SHORT_TAIL), upper);
    DoubleVector head = kHead.add(f);
    DoubleVector lost = kHead.sub(head).add(f).add(kTail);
    DoubleVector tail = f.mul(f).fma(p, lost);
    DoubleVector positive = zero.blend(x, x.compare(VectorOperators.GT, zero));
    DoubleVector sum = positive.add(head);
    DoubleVector part = sum.sub(positive);
    DoubleVector sumTail = positive.sub(sum.sub(part)).add(head.sub(part));
    return sum.add(tail.add(sumTail));
  }

  // ---------------------------------------------------------------- error function

  private static DoubleVector erfTail(DoubleVector a) {
    VectorSpecies<Double> species = SPECIES;
    DoubleVector p = broadcast(species, ERF_24);
    p = p.fma(a, broadcast(species, ERF_23));
    p = p.fma(a, broadcast(species, ERF_22));
    p = p.fma(a, broadcast(species, ERF_21));
    p = p.fma(a, broadcast(species, ERF_20));
    p = p.fma(a, broadcast(species, ERF_19));
    p = p.fma(a, broadcast(species, ERF_18));
    p = p.fma(a, broadcast(species, ERF_17));
    p = p.fma(a, broadcast(species, ERF_16));
    p = p.fma(a, broadcast(species, ERF_15));
    p = p.fma(a, broadcast(species, ERF_14));
    p = p.fma(a, broadcast(species, ERF_13));
    p = p.fma(a, broadcast(species, ERF_12));
    p = p.fma(a, broadcast(species, ERF_11));
    p = p.fma(a, broadcast(species, ERF_10));
    p = p.fma(a, broadcast(species, ERF_9));
    p = p.fma(a, broadcast(species, ERF_8));
    p = p.fma(a, broadcast(species, ERF_7));
    p = p.fma(a, broadcast(species, ERF_6));
    p = p.fma(a, broadcast(species, ERF_5));
    p = p.fma(a, broadcast(species, ERF_4));
    p = p.fma(a, broadcast(species, ERF_3));
    p = p.fma(a, broadcast(species, ERF_2));
    p = p.fma(a, broadcast(species, ERF_1));
    return p.fma(a, broadcast(species, ERF_0_TAIL));
  }

  static DoubleVector erf(DoubleVector x) {
    DoubleVector a = x.abs().neg();
    DoubleVector g = a.mul(erfTail(a));
    DoubleVector q = a.mul(broadcast(SPECIES, ERF_0));
    DoubleVector z = q.add(g);
    DoubleVector lost = a.fma(broadcast(SPECIES, -ERF_0), q);
    DoubleVector zTail = q.sub(z).add(g).sub(lost);
    DoubleVector rounder = broadcast(SPECIES, NEGATIVE_POWER_ROUNDER);
    DoubleVector t = z.fma(broadcast(SPECIES, LOG2_E), rounder);
    DoubleVector y = negativeExpm1(z, zTail, t.sub(rounder), t);
    DoubleVector one = broadcast(SPECIES, 1.0);
    y = y.blend(one, a.compare(VectorOperators.LT, broadcast(SPECIES, -ERF_MAX)));
    LongVector sign = x.reinterpretAsLongs().and(SIGN);
    return y.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
  }

  /** Returns 1 - exp(z + zTail), where t holds z / ln 2 rounded to the integer n. */
  private static DoubleVector negativeExpm1(
      DoubleVector z, DoubleVector zTail, DoubleVector n, DoubleVector t) {
    VectorSpecies<Double> species = SPECIES;
    DoubleVector coarse = n.fma(broadcast(species, -LN2_HEAD), z);
    DoubleVector r = n.fma(broadcast(species, -LN2_TAIL), coarse);
    DoubleVector p = broadcast(species, EXP_12);
    p = p.fma(r, broadcast(species, EXP_11));
    p = p.fma(r, broadcast(species, EXP_10));
    p = p.fma(r, broadcast(species, EXP_9));
    p = p.fma(r, broadcast(species, EXP_8));
    p = p.fma(r, broadcast(species, EXP_7));
    p = p.fma(r, broadcast(species, EXP_6));
    p = p.fma(r, broadcast(species, EXP_5));
    p = p.fma(r, broadcast(species, EXP_4));
    p = p.fma(r, broadcast(species, EXP_3));
    p = p.fma(r, broadcast(species, EXP_2));
    DoubleVector rTail = n.fma(broadcast(species, -LN2_TAIL), coarse.sub(r)).add(zTail);
    DoubleVector c = r.mul(r).fma(p, rTail);
    LongVector bits = t.reinterpretAsLongs();
    DoubleVector s = bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsDoubles();
    DoubleVector one = broadcast(species, 1.0);
    DoubleVector v = one.add(s);
    DoubleVector vTail = one.sub(v).add(s);
    DoubleVector head = s.fma(r, v);
    return head.add(s.fma(c, s.fma(r, v.sub(head)).add(vTail)));
  }
}
