package org.lanewise.core.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static org.lanewise.core.scalar.FloatMath.*;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link org.lanewise.core.scalar.FloatMath} on lanes: the same operations in the
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
final class FloatVectorMath {

  private FloatVectorMath() {}

  // ---------------------------------------------------------------- exponential

  private static FloatVector expTail(FloatVector r) {
    FloatVector p = broadcast(SPECIES, EXP_7);
    p = p.fma(r, broadcast(SPECIES, EXP_6));
    p = p.fma(r, broadcast(SPECIES, EXP_5));
    p = p.fma(r, broadcast(SPECIES, EXP_4));
    p = p.fma(r, broadcast(SPECIES, EXP_3));
    return p.fma(r, broadcast(SPECIES, EXP_2));
  }

  private static FloatVector power(IntVector bits) {
    return bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
  }

  static FloatVector exp(FloatVector x) {
    FloatVector rounder = broadcast(SPECIES, TWO_POWERS_ROUNDER);
    FloatVector t = x.fma(broadcast(SPECIES, LOG2_E), rounder);
    FloatVector n = t.sub(rounder);
    FloatVector coarse = n.fma(broadcast(SPECIES, -LN2_HEAD), x);
    FloatVector r = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector y = expTail(r).fma(r, one).fma(r, one);
    IntVector bits = t.reinterpretAsInts();
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    y = y.mul(power(half)).mul(power(bits.sub(half)));
    VectorMask<Float> over = x.compare(VectorOperators.GT, broadcast(SPECIES, EXP_MAX));
    y = y.blend(broadcast(SPECIES, Float.POSITIVE_INFINITY), over);
    VectorMask<Float> under = x.compare(VectorOperators.LT, broadcast(SPECIES, EXP_MIN));
    return y.blend(broadcast(SPECIES, 0.0f), under);
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector rounder = broadcast(SPECIES, HALF_POWER_ROUNDER);
    FloatVector t = x.fma(broadcast(SPECIES, LOG2_E), rounder);
    FloatVector n = t.sub(rounder);
    FloatVector coarse = n.fma(broadcast(SPECIES, -LN2_HEAD), x);
    FloatVector r = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse);
    FloatVector p = expTail(r);
    FloatVector s = power(t.reinterpretAsInts());
    FloatVector rTail = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse.sub(r));
    FloatVector c = r.mul(r).fma(p, rTail);
    FloatVector half = broadcast(SPECIES, 0.5f);
    FloatVector v = s.sub(half);
    FloatVector vTail = s.sub(v).sub(half);
    FloatVector head = s.fma(r, v);
    FloatVector tail = s.fma(c, s.fma(r, v.sub(head)).add(vTail));
    FloatVector y = head.add(tail).mul(broadcast(SPECIES, 2.0f));
    y = y.blend(x, x.abs().compare(VectorOperators.LT, broadcast(SPECIES, EXPM1_TINY)));
    VectorMask<Float> over = x.compare(VectorOperators.GT, broadcast(SPECIES, EXP_MAX));
    y = y.blend(broadcast(SPECIES, Float.POSITIVE_INFINITY), over);
    VectorMask<Float> under = x.compare(VectorOperators.LT, broadcast(SPECIES, EXPM1_MIN));
    return y.blend(broadcast(SPECIES, -1.0f), under);
  }

  // ---------------------------------------------------------------- logarithm

  private static FloatVector logTail(FloatVector f) {
    FloatVector p = broadcast(SPECIES, LOG_10);
    p = p.fma(f, broadcast(SPECIES, LOG_9));
    p = p.fma(f, broadcast(SPECIES, LOG_8));
    p = p.fma(f, broadcast(SPECIES, LOG_7));
    p = p.fma(f, broadcast(SPECIES, LOG_6));
    p = p.fma(f, broadcast(SPECIES, LOG_5));
    p = p.fma(f, broadcast(SPECIES, LOG_4));
    p = p.fma(f, broadcast(SPECIES, LOG_3));
    return p.fma(f, broadcast(SPECIES, LOG_2));
  }

  private static FloatVector exponent(IntVector k) {
    IntVector low = k.lanewise(VectorOperators.ASHR, MANTISSA_BITS).add(ROUNDER_BITS);
    return low.reinterpretAsFloats().sub(broadcast(SPECIES, ROUNDER));
  }

  private static FloatVector logOfReduced(FloatVector k, FloatVector f) {
    FloatVector p = logTail(f);
    FloatVector kHead = k.mul(broadcast(SPECIES, LN2_SHORT_HEAD));
    FloatVector head = kHead.add(f);
    FloatVector lost = kHead.sub(head).add(f);
    FloatVector rest = k.fma(broadcast(SPECIES, LN2_SHORT_TAIL), lost);
    return head.add(f.mul(f).fma(p, rest));
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> subnormal =
        x.compare(VectorOperators.LT, broadcast(SPECIES, Float.MIN_NORMAL));
    FloatVector scaled = x.blend(x.mul(broadcast(SPECIES, SUBNORMAL_SCALE)), subnormal);
    IntVector bits = scaled.reinterpretAsInts();
    IntVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    FloatVector f = bits.sub(k).reinterpretAsFloats().sub(broadcast(SPECIES, 1.0f));
    FloatVector e = exponent(k);
    e = e.blend(e.sub(broadcast(SPECIES, SUBNORMAL_SHIFT)), subnormal);
    FloatVector y = logOfReduced(e, f);
    FloatVector infinity = broadcast(SPECIES, Float.POSITIVE_INFINITY);
    y = y.blend(x, x.compare(VectorOperators.EQ, infinity));
    FloatVector zero = broadcast(SPECIES, 0.0f);
    FloatVector pole = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    y = y.blend(pole, x.compare(VectorOperators.EQ, zero));
    return broadcast(SPECIES, Float.NaN).blend(y, x.compare(VectorOperators.GE, zero));
  }

  static FloatVector log1p(FloatVector x) {
    FloatVector one = broadcast(SPECIES, 1.0f);
    IntVector k = one.add(x).reinterpretAsInts().sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    FloatVector scaled = x.reinterpretAsInts().sub(k).reinterpretAsFloats();
    FloatVector scale = one.reinterpretAsInts().sub(k).max(0).reinterpretAsFloats();
    FloatVector f = scaled.add(scale.sub(one));
    FloatVector y = logOfReduced(exponent(k), f);
    y = y.blend(x, x.compare(VectorOperators.EQ, x.add(x)));
    FloatVector least = broadcast(SPECIES, -1.0f);
    FloatVector pole = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    y = y.blend(pole, x.compare(VectorOperators.EQ, least));
    return broadcast(SPECIES, Float.NaN).blend(y, x.compare(VectorOperators.GE, least));
  }

  // ---------------------------------------------------------------- sigmoids

  private static FloatVector tanhTail(FloatVector u) {
    FloatVector p = broadcast(SPECIES, TANH_15);
    p = p.fma(u, broadcast(SPECIES, TANH_13));
    p = p.fma(u, broadcast(SPECIES, TANH_11));
    p = p.fma(u, broadcast(SPECIES, TANH_9));
    p = p.fma(u, broadcast(SPECIES, TANH_7));
    p = p.fma(u, broadcast(SPECIES, TANH_5));
    return p.fma(u, broadcast(SPECIES, TANH_3));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector u = x.mul(x);
    FloatVector small = u.mul(x).fma(tanhTail(u), x);
    FloatVector a = x.abs();
    FloatVector z = a.add(a);
    FloatVector rounder = broadcast(SPECIES, TWICE_POWER_ROUNDER);
    FloatVector t = z.fma(broadcast(SPECIES, -LOG2_E), rounder);
    FloatVector n = t.sub(rounder);
    FloatVector r = n.fma(broadcast(SPECIES, LN2_HEAD), z);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector m = expTail(r).fma(r, one).fma(r, one);
    FloatVector s = power(t.reinterpretAsInts());
    FloatVector y = one.sub(s.div(s.fma(broadcast(SPECIES, 0.5f), m)));
    y = y.blend(one, a.compare(VectorOperators.GT, broadcast(SPECIES, TANH_MAX)));
    IntVector sign = x.reinterpretAsInts().and(SIGN);
    y = y.reinterpretAsInts().or(sign).reinterpretAsFloats();
    return y.blend(small, a.compare(VectorOperators.LT, broadcast(SPECIES, TANH_SMALL)));
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector most = broadcast(SPECIES, DECAY_MAX);
    a = a.blend(most, a.compare(VectorOperators.GT, most));
    FloatVector rounder = broadcast(SPECIES, LIFTED_POWER_ROUNDER);
    FloatVector t = a.fma(broadcast(SPECIES, -LOG2_E), rounder);
    FloatVector n = t.sub(rounder);
    FloatVector coarse = n.fma(broadcast(SPECIES, LN2_HEAD), a);
    FloatVector r = n.fma(broadcast(SPECIES, LN2_TAIL), coarse);
    FloatVector q = r.mul(r).fma(expTail(r), r);
    FloatVector s = power(t.reinterpretAsInts());
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector lower = broadcast(SPECIES, 0x1p-64f);
    FloatVector d = s.fma(lower, one).add(q);
    FloatVector dTail = s.fma(lower, one.sub(d).add(q));
    FloatVector p = broadcast(SPECIES, -1.0f).div(d);
    FloatVector remainder = p.fma(dTail, p.fma(d, one));
    FloatVector h = p.fma(remainder, p).mul(s).mul(broadcast(SPECIES, -0x1p-64f));
    return one.sub(h).blend(h, x.compare(VectorOperators.LT, broadcast(SPECIES, 0.0f)));
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector z = x.abs().neg();
    FloatVector least = broadcast(SPECIES, -DECAY_MAX);
    z = z.blend(least, z.compare(VectorOperators.LT, least));
    FloatVector rounder = broadcast(SPECIES, TWO_POWERS_ROUNDER);
    FloatVector t = z.fma(broadcast(SPECIES, LOG2_E), rounder);
    FloatVector n = t.sub(rounder);
    FloatVector coarse = n.fma(broadcast(SPECIES, -LN2_HEAD), z);
    FloatVector r = n.fma(broadcast(SPECIES, -LN2_TAIL), coarse);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector e = expTail(r).fma(r, one).fma(r, one);
    IntVector bits = t.reinterpretAsInts();
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    e = e.mul(power(half)).mul(power(bits.sub(half)));
    return softplusOfDecay(x, e);
  }

  /** Returns max(x, 0) + log(1 + e). */
  private static FloatVector softplusOfDecay(FloatVector x, FloatVector e) {
    VectorMask<Float> upper = e.compare(VectorOperators.GE, broadcast(SPECIES, 0.5f));
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector f = e.blend(e.sub(one).mul(broadcast(SPECIES, 0.5f)), upper);
    FloatVector p = logTail(f);
    FloatVector zero = broadcast(SPECIES, 0.0f);
    FloatVector kHead = zero.blend(broadcast(SPECIES, LN2_SHORT_HEAD), upper);
    FloatVector kTail = zero.blend(broadcast(SPECIES, LN2_SHORT_TAIL), upper);
    FloatVector head = kHead.add(f);
    FloatVector lost = kHead.sub(head).add(f).add(kTail);
    FloatVector tail = f.mul(f).fma(p, lost);
    FloatVector positive = zero.blend(x, x.compare(VectorOperators.GT, zero));
    FloatVector sum = positive.add(head);
    FloatVector part = sum.sub(positive);
    FloatVector sumTail = positive.sub(sum.sub(part)).add(head.sub(part));
    return sum.add(tail.add(sumTail));
  }

  // ---------------------------------------------------------------- error function

  private static FloatVector erfTail(FloatVector a) {
    FloatVector p = broadcast(SPECIES, ERF_8);
    p = p.fma(a, broadcast(SPECIES, ERF_7));
    p = p.fma(a, broadcast(SPECIES, ERF_6));
    p = p.fma(a, broadcast(SPECIES, ERF_5));
    p = p.fma(a, broadcast(SPECIES, ERF_4));
    p = p.fma(a, broadcast(SPECIES, ERF_3));
    p = p.fma(a, broadcast(SPECIES, ERF_2));
    p = p.fma(a, broadcast(SPECIES, ERF_1));
    return p.fma(a, broadcast(SPECIES, ERF_0_TAIL));
  }

  static FloatVector erf(FloatVector x) {
    FloatVector a = x.abs().neg();
    FloatVector g = a.mul(erfTail(a));
    FloatVector q = a.mul(broadcast(SPECIES, ERF_0));
    FloatVector z = q.add(g);
    FloatVector lost = a.fma(broadcast(SPECIES, -ERF_0), q);
    FloatVector zTail = q.sub(z).add(g).sub(lost);
    FloatVector rounder = broadcast(SPECIES, NEGATIVE_POWER_ROUNDER);
    FloatVector t = z.fma(broadcast(SPECIES, LOG2_E), rounder);
    FloatVector y = negativeExpm1(z, zTail, t.sub(rounder), t);
    FloatVector one = broadcast(SPECIES, 1.0f);
    y = y.blend(one, a.compare(VectorOperators.LT, broadcast(SPECIES, -ERF_MAX)));
    IntVector sign = x.reinterpretAsInts().and(SIGN);
    return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  /** Returns 1 - exp(z + zTail), where t holds z / ln 2 rounded to the integer n. */
  private static FloatVector negativeExpm1(
      FloatVector z, FloatVector zTail, FloatVector n, FloatVector t) {
    VectorSpecies<Float> species = SPECIES;
    FloatVector coarse = n.fma(broadcast(species, -LN2_HEAD), z);
    FloatVector r = n.fma(broadcast(species, -LN2_TAIL), coarse);
    FloatVector p = broadcast(species, EXP_7);
    p = p.fma(r, broadcast(species, EXP_6));
    p = p.fma(r, broadcast(species, EXP_5));
    p = p.fma(r, broadcast(species, EXP_4));
    p = p.fma(r, broadcast(species, EXP_3));
    p = p.fma(r, broadcast(species, EXP_2));
    FloatVector rTail = n.fma(broadcast(species, -LN2_TAIL), coarse.sub(r)).add(zTail);
    FloatVector c = r.mul(r).fma(p, rTail);
    IntVector bits = t.reinterpretAsInts();
    FloatVector s = bits.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
    FloatVector one = broadcast(species, 1.0f);
    FloatVector v = one.add(s);
    FloatVector vTail = one.sub(v).add(s);
    FloatVector head = s.fma(r, v);
    return head.add(s.fma(c, s.fma(r, v.sub(head)).add(vTail)));
  }
}
