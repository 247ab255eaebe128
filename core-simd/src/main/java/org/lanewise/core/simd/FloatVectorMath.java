package org.lanewise.core.simd;

import static org.lanewise.core.scalar.FloatMath.*;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link org.lanewise.core.scalar.FloatMath} on lanes: the same operations in the
 * same order, so the same bits. What each function computes, and how accurately, is said there.
 *
 * <p>For C2 every method stays small enough to inline into a kernel's loop; no vector lives in a
 * field and none goes to a call that is not inlined. Constants are broadcast where they are used.
 * Integer and floating-point lanes exchange bits only; conversions are not intrinsic on JDK 17.
 */
final class FloatVectorMath {

  private FloatVectorMath() {}

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** Returns a b + c. */
  private static FloatVector fma(FloatVector a, FloatVector b, float c) {
    return a.fma(b, FloatVector.broadcast(SPECIES, c));
  }

  /** Returns a b + c. */
  private static FloatVector fma(FloatVector a, float b, FloatVector c) {
    return a.fma(FloatVector.broadcast(SPECIES, b), c);
  }

  private static FloatVector fromBits(IntVector bits) {
    return bits.reinterpretAsFloats();
  }

  private static IntVector toBits(FloatVector x) {
    return x.reinterpretAsInts();
  }

  // ---------------------------------------------------------------- exponential

  private static FloatVector expTail(FloatVector r) {
    FloatVector p = fma(r, constant(EXP_7), EXP_6);
    p = fma(p, r, EXP_5);
    p = fma(p, r, EXP_4);
    p = fma(p, r, EXP_3);
    return fma(p, r, EXP_2);
  }

  /** Returns {@code 2^n * unit}, where n is in the low bits of each lane and unit is +-1 or 1/2. */
  private static FloatVector scale(IntVector n, int unitBits) {
    return fromBits(n.lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(unitBits));
  }

  static FloatVector exp(FloatVector x) {
    FloatVector t = fma(x, constant(LOG2_E), ROUNDER);
    FloatVector n = t.sub(ROUNDER);
    FloatVector r = fma(n, -LN2_TAIL, fma(n, -LN2_HEAD, x));
    FloatVector y = fma(fma(expTail(r), r, 1.0f), r, 1.0f);
    IntVector bits = toBits(t);
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    y = y.mul(scale(half, ONE_BITS)).mul(scale(bits.sub(half), ONE_BITS));
    y = y.blend(constant(Float.POSITIVE_INFINITY), x.compare(VectorOperators.GT, EXP_MAX));
    return y.blend(constant(0.0f), x.compare(VectorOperators.LT, EXP_MIN));
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector t = fma(x, constant(LOG2_E), ROUNDER);
    FloatVector n = t.sub(ROUNDER);
    FloatVector coarse = fma(n, -LN2_HEAD, x);
    FloatVector r = fma(n, -LN2_TAIL, coarse);
    FloatVector rTail = fma(n, -LN2_TAIL, coarse.sub(r));
    FloatVector c = r.mul(r).fma(expTail(r), rTail);
    FloatVector s = scale(toBits(t), HALF_BITS);
    FloatVector v = s.sub(0.5f);
    FloatVector vTail = s.sub(v).sub(0.5f);
    FloatVector head = s.fma(r, v);
    FloatVector tail = s.fma(c, s.fma(r, v.sub(head)).add(vTail));
    FloatVector y = head.add(tail).mul(2.0f);
    y = y.blend(x, x.abs().compare(VectorOperators.LT, EXPM1_TINY));
    y = y.blend(constant(Float.POSITIVE_INFINITY), x.compare(VectorOperators.GT, EXP_MAX));
    return y.blend(constant(-1.0f), x.compare(VectorOperators.LT, EXPM1_MIN));
  }

  // ---------------------------------------------------------------- logarithm

  private static FloatVector logTail(FloatVector f) {
    FloatVector p = fma(f, constant(LOG_10), LOG_9);
    p = fma(p, f, LOG_8);
    p = fma(p, f, LOG_7);
    p = fma(p, f, LOG_6);
    p = fma(p, f, LOG_5);
    p = fma(p, f, LOG_4);
    p = fma(p, f, LOG_3);
    return fma(p, f, LOG_2);
  }

  private static FloatVector exponent(IntVector powerBits) {
    IntVector low = powerBits.lanewise(VectorOperators.LSHR, MANTISSA_BITS);
    return fromBits(low.add(ROUNDER_BITS)).sub(EXPONENT_ROUNDER);
  }

  private static FloatVector logOfReduced(FloatVector k, FloatVector f) {
    FloatVector kHead = k.mul(LN2_SHORT_HEAD);
    FloatVector head = kHead.add(f);
    FloatVector lost = kHead.sub(head).add(f);
    return head.add(f.mul(f).fma(logTail(f), fma(k, LN2_SHORT_TAIL, lost)));
  }

  static FloatVector log(FloatVector x) {
    VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    IntVector bits = toBits(x.blend(x.mul(SUBNORMAL_SCALE), subnormal));
    IntVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    FloatVector f = fromBits(bits.sub(k)).sub(1.0f);
    FloatVector e = exponent(k.add(ONE_BITS));
    FloatVector y = logOfReduced(e.blend(e.sub(SUBNORMAL_SHIFT), subnormal), f);
    y = y.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    y = y.blend(constant(Float.NEGATIVE_INFINITY), x.compare(VectorOperators.EQ, 0.0f));
    return constant(Float.NaN).blend(y, x.compare(VectorOperators.GE, 0.0f));
  }

  static FloatVector log1p(FloatVector x) {
    IntVector k = toBits(x.add(1.0f)).sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    FloatVector scaled = fromBits(toBits(x).sub(k));
    IntVector one = IntVector.broadcast(FloatSpecies.INT_SPECIES, ONE_BITS);
    FloatVector scale = fromBits(one.sub(k).max(0));
    FloatVector f = scaled.add(scale.sub(1.0f));
    FloatVector y = logOfReduced(exponent(k.add(ONE_BITS)), f);
    y = y.blend(x, x.compare(VectorOperators.EQ, x.add(x)));
    y = y.blend(constant(Float.NEGATIVE_INFINITY), x.compare(VectorOperators.EQ, -1.0f));
    return constant(Float.NaN).blend(y, x.compare(VectorOperators.GE, -1.0f));
  }

  // ---------------------------------------------------------------- quotients of exponentials

  private static FloatVector negativeReciprocal(FloatVector d) {
    FloatVector p = fma(d, constant(INV_2), INV_1);
    p = fma(p, d, INV_0);
    FloatVector e = fma(d, p, 1.0f);
    return p.fma(e.fma(e, e), p);
  }

  private static FloatVector negativeQuotient(
      FloatVector a, FloatVector aTail, FloatVector d, FloatVector dTail) {
    FloatVector p = negativeReciprocal(d);
    FloatVector q = a.mul(p);
    FloatVector remainder = q.fma(dTail, q.fma(d, a)).add(aTail);
    return remainder.fma(p, q);
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector z = fromBits(toBits(x).or(SIGN)).mul(2.0f);
    FloatVector t = fma(z, constant(LOG2_E), ROUNDER);
    FloatVector n = t.sub(ROUNDER);
    FloatVector coarse = fma(n, -LN2_HEAD, z);
    FloatVector r = fma(n, -LN2_TAIL, coarse);
    FloatVector c = r.mul(r).fma(expTail(r), fma(n, -LN2_TAIL, coarse.sub(r)));
    FloatVector s = scale(toBits(t), MINUS_ONE_BITS);
    FloatVector v = s.add(1.0f);
    FloatVector a = s.fma(r, v);
    FloatVector vTail = constant(1.0f).sub(v).add(s);
    FloatVector y = tanhQuotient(a, s.fma(c, s.fma(r, v.sub(a)).add(vTail)));
    y = y.blend(constant(1.0f), x.abs().compare(VectorOperators.GT, TANH_MAX));
    return fromBits(toBits(y).or(toBits(x).and(SIGN)));
  }

  private static FloatVector tanhQuotient(FloatVector a, FloatVector aTail) {
    FloatVector head = a.add(aTail);
    FloatVector tail = a.sub(head).add(aTail);
    FloatVector d = head.sub(2.0f);
    return negativeQuotient(head, tail, d, constant(-2.0f).sub(d).add(head).add(tail));
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector z = fromBits(toBits(x).or(SIGN));
    z = z.blend(constant(-DECAY_MAX), z.compare(VectorOperators.LT, -DECAY_MAX));
    FloatVector t = fma(z, constant(LOG2_E), ROUNDER);
    FloatVector n = t.sub(ROUNDER);
    FloatVector coarse = fma(n, -LN2_HEAD, z);
    FloatVector r = fma(n, -LN2_TAIL, coarse);
    FloatVector c = r.mul(r).fma(expTail(r), fma(n, -LN2_TAIL, coarse.sub(r)));
    IntVector bits = toBits(t);
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    FloatVector s1 = scale(half, ONE_BITS);
    FloatVector s2 = scale(bits.sub(half), ONE_BITS);
    VectorMask<Float> negative = x.compare(VectorOperators.LT, 0.0f);
    FloatVector y = sigmoidMantissa(negative, r, c, s1.mul(s2));
    return y.blend(y.mul(s1).mul(s2), negative);
  }

  private static FloatVector sigmoidMantissa(
      VectorMask<Float> negative, FloatVector r, FloatVector c, FloatVector s) {
    FloatVector one = constant(1.0f);
    FloatVector sum = r.add(one);
    FloatVector rest = one.sub(sum).add(r).add(c);
    FloatVector m = sum.add(rest);
    FloatVector mTail = sum.sub(m).add(rest);
    FloatVector e = m.mul(s);
    FloatVector d = constant(-1.0f).sub(e);
    FloatVector dTail = constant(-1.0f).sub(d).sub(e).sub(s.mul(mTail));
    return negativeQuotient(
        one.blend(m, negative), constant(0.0f).blend(mTail, negative), d, dTail);
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector z = fromBits(toBits(x).or(SIGN));
    z = z.blend(constant(-DECAY_MAX), z.compare(VectorOperators.LT, -DECAY_MAX));
    FloatVector t = fma(z, constant(LOG2_E), ROUNDER);
    FloatVector n = t.sub(ROUNDER);
    FloatVector coarse = fma(n, -LN2_HEAD, z);
    FloatVector r = fma(n, -LN2_TAIL, coarse);
    FloatVector c = r.mul(r).fma(expTail(r), fma(n, -LN2_TAIL, coarse.sub(r)));
    IntVector bits = toBits(t);
    IntVector half = bits.lanewise(VectorOperators.LSHR, 1);
    FloatVector s1 = scale(half, ONE_BITS);
    FloatVector s2 = scale(bits.sub(half), ONE_BITS);
    FloatVector one = constant(1.0f);
    FloatVector sum = r.add(one);
    FloatVector rest = one.sub(sum).add(r).add(c);
    FloatVector m = sum.add(rest);
    FloatVector mTail = sum.sub(m).add(rest);
    FloatVector positive = constant(0.0f).blend(x, x.compare(VectorOperators.GT, 0.0f));
    return addLogOnePlus(positive, m.mul(s1).mul(s2), mTail.mul(s1).mul(s2));
  }

  private static FloatVector addLogOnePlus(FloatVector x, FloatVector e, FloatVector eTail) {
    VectorMask<Float> upper = e.compare(VectorOperators.GE, 0.5f);
    FloatVector zero = constant(0.0f);
    FloatVector f = e.blend(fma(e, constant(0.5f), -0.5f), upper);
    FloatVector fTail = eTail.blend(eTail.mul(0.5f), upper);
    FloatVector kHead = zero.blend(constant(LN2_SHORT_HEAD), upper);
    FloatVector kTail = zero.blend(constant(LN2_SHORT_TAIL), upper);
    FloatVector head = kHead.add(f);
    FloatVector lost = kHead.sub(head).add(f).add(kTail);
    FloatVector slope = fma(f, f.sub(1.0f), 1.0f);
    FloatVector sum = x.add(head);
    FloatVector part = sum.sub(x);
    FloatVector sumTail = x.sub(sum.sub(part)).add(head.sub(part));
    FloatVector tail = f.mul(f).fma(logTail(f), fTail.fma(slope, lost));
    return sum.add(tail.add(sumTail));
  }

  // ---------------------------------------------------------------- error function

  private static FloatVector erfTail(FloatVector a) {
    FloatVector p = fma(a, constant(ERF_8), ERF_7);
    p = fma(p, a, ERF_6);
    p = fma(p, a, ERF_5);
    p = fma(p, a, ERF_4);
    p = fma(p, a, ERF_3);
    p = fma(p, a, ERF_2);
    p = fma(p, a, ERF_1);
    return fma(p, a, ERF_0_TAIL);
  }

  static FloatVector erf(FloatVector x) {
    FloatVector a = fromBits(toBits(x).or(SIGN));
    FloatVector q = a.mul(ERF_0);
    FloatVector g = a.mul(erfTail(a));
    FloatVector z = q.add(g);
    FloatVector zTail = q.sub(z).add(g).sub(fma(a, -ERF_0, q));
    FloatVector t = fma(z, constant(LOG2_E), ROUNDER);
    FloatVector n = t.sub(ROUNDER);
    FloatVector coarse = fma(n, -LN2_HEAD, z);
    FloatVector r = fma(n, -LN2_TAIL, coarse);
    FloatVector rTail = fma(n, -LN2_TAIL, coarse.sub(r)).add(zTail.fma(r, zTail));
    FloatVector c = r.mul(r).fma(expTail(r), rTail);
    FloatVector s = scale(toBits(t), MINUS_ONE_BITS);
    FloatVector v = s.add(1.0f);
    FloatVector head = s.fma(r, v);
    FloatVector vTail = constant(1.0f).sub(v).add(s);
    FloatVector y = head.add(s.fma(c, s.fma(r, v.sub(head)).add(vTail)));
    y = y.blend(constant(1.0f), x.abs().compare(VectorOperators.GT, ERF_MAX));
    return fromBits(toBits(y).or(toBits(x).and(SIGN)));
  }
}
