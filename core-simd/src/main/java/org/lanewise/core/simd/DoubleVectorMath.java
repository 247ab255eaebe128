package org.lanewise.core.simd;

import static org.lanewise.core.scalar.DoubleMath.*;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link org.lanewise.core.scalar.DoubleMath} on lanes: the same operations in the
 * same order, so the same bits. What each function computes, and how accurately, is said there.
 *
 * <p>For C2 every method stays small enough to inline into a kernel's loop; no vector lives in a
 * field and none goes to a call that is not inlined. Constants are broadcast where they are used.
 * Integer and floating-point lanes exchange bits only; conversions are not intrinsic on JDK 17.
 */
final class DoubleVectorMath {

  private DoubleVectorMath() {}

  private static DoubleVector constant(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** Returns a b + c. */
  private static DoubleVector fma(DoubleVector a, DoubleVector b, double c) {
    return a.fma(b, DoubleVector.broadcast(SPECIES, c));
  }

  /** Returns a b + c. */
  private static DoubleVector fma(DoubleVector a, double b, DoubleVector c) {
    return a.fma(DoubleVector.broadcast(SPECIES, b), c);
  }

  private static DoubleVector fromBits(LongVector bits) {
    return bits.reinterpretAsDoubles();
  }

  private static LongVector toBits(DoubleVector x) {
    return x.reinterpretAsLongs();
  }

  // ---------------------------------------------------------------- exponential

  private static DoubleVector expTail(DoubleVector r) {
    DoubleVector p = fma(r, constant(EXP_12), EXP_11);
    p = fma(p, r, EXP_10);
    p = fma(p, r, EXP_9);
    p = fma(p, r, EXP_8);
    p = fma(p, r, EXP_7);
    p = fma(p, r, EXP_6);
    p = fma(p, r, EXP_5);
    p = fma(p, r, EXP_4);
    p = fma(p, r, EXP_3);
    return fma(p, r, EXP_2);
  }

  /** Returns {@code 2^n * unit}, where n is in the low bits of each lane and unit is +-1 or 1/2. */
  private static DoubleVector scale(LongVector n, long unitBits) {
    return fromBits(n.lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(unitBits));
  }

  static DoubleVector exp(DoubleVector x) {
    DoubleVector t = fma(x, constant(LOG2_E), ROUNDER);
    DoubleVector n = t.sub(ROUNDER);
    DoubleVector r = fma(n, -LN2_TAIL, fma(n, -LN2_HEAD, x));
    DoubleVector y = fma(fma(expTail(r), r, 1.0), r, 1.0);
    LongVector bits = toBits(t);
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    y = y.mul(scale(half, ONE_BITS)).mul(scale(bits.sub(half), ONE_BITS));
    y = y.blend(constant(Double.POSITIVE_INFINITY), x.compare(VectorOperators.GT, EXP_MAX));
    return y.blend(constant(0.0), x.compare(VectorOperators.LT, EXP_MIN));
  }

  static DoubleVector expm1(DoubleVector x) {
    DoubleVector t = fma(x, constant(LOG2_E), ROUNDER);
    DoubleVector n = t.sub(ROUNDER);
    DoubleVector coarse = fma(n, -LN2_HEAD, x);
    DoubleVector r = fma(n, -LN2_TAIL, coarse);
    DoubleVector rTail = fma(n, -LN2_TAIL, coarse.sub(r));
    DoubleVector c = r.mul(r).fma(expTail(r), rTail);
    DoubleVector s = scale(toBits(t), HALF_BITS);
    DoubleVector v = s.sub(0.5);
    DoubleVector vTail = s.sub(v).sub(0.5);
    DoubleVector head = s.fma(r, v);
    DoubleVector tail = s.fma(c, s.fma(r, v.sub(head)).add(vTail));
    DoubleVector y = head.add(tail).mul(2.0);
    y = y.blend(x, x.abs().compare(VectorOperators.LT, EXPM1_TINY));
    y = y.blend(constant(Double.POSITIVE_INFINITY), x.compare(VectorOperators.GT, EXP_MAX));
    return y.blend(constant(-1.0), x.compare(VectorOperators.LT, EXPM1_MIN));
  }

  // ---------------------------------------------------------------- logarithm

  private static DoubleVector logTail(DoubleVector f) {
    DoubleVector p = fma(f, constant(LOG_22), LOG_21);
    p = fma(p, f, LOG_20);
    p = fma(p, f, LOG_19);
    p = fma(p, f, LOG_18);
    p = fma(p, f, LOG_17);
    p = fma(p, f, LOG_16);
    p = fma(p, f, LOG_15);
    p = fma(p, f, LOG_14);
    p = fma(p, f, LOG_13);
    p = fma(p, f, LOG_12);
    p = fma(p, f, LOG_11);
    p = fma(p, f, LOG_10);
    p = fma(p, f, LOG_9);
    p = fma(p, f, LOG_8);
    p = fma(p, f, LOG_7);
    p = fma(p, f, LOG_6);
    p = fma(p, f, LOG_5);
    p = fma(p, f, LOG_4);
    p = fma(p, f, LOG_3);
    return fma(p, f, LOG_2);
  }

  private static DoubleVector exponent(LongVector powerBits) {
    LongVector low = powerBits.lanewise(VectorOperators.LSHR, MANTISSA_BITS);
    return fromBits(low.add(ROUNDER_BITS)).sub(EXPONENT_ROUNDER);
  }

  private static DoubleVector logOfReduced(DoubleVector k, DoubleVector f) {
    DoubleVector kHead = k.mul(LN2_SHORT_HEAD);
    DoubleVector head = kHead.add(f);
    DoubleVector lost = kHead.sub(head).add(f);
    return head.add(f.mul(f).fma(logTail(f), fma(k, LN2_SHORT_TAIL, lost)));
  }

  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> subnormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
    LongVector bits = toBits(x.blend(x.mul(SUBNORMAL_SCALE), subnormal));
    LongVector k = bits.sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector f = fromBits(bits.sub(k)).sub(1.0);
    DoubleVector e = exponent(k.add(ONE_BITS));
    DoubleVector y = logOfReduced(e.blend(e.sub(SUBNORMAL_SHIFT), subnormal), f);
    y = y.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    y = y.blend(constant(Double.NEGATIVE_INFINITY), x.compare(VectorOperators.EQ, 0.0));
    return constant(Double.NaN).blend(y, x.compare(VectorOperators.GE, 0.0));
  }

  static DoubleVector log1p(DoubleVector x) {
    LongVector k = toBits(x.add(1.0)).sub(REDUCED_MIN_BITS).and(EXPONENT_MASK);
    DoubleVector scaled = fromBits(toBits(x).sub(k));
    LongVector one = LongVector.broadcast(DoubleSpecies.LONG_SPECIES, ONE_BITS);
    DoubleVector scale = fromBits(one.sub(k).max(0L));
    DoubleVector f = scaled.add(scale.sub(1.0));
    DoubleVector y = logOfReduced(exponent(k.add(ONE_BITS)), f);
    y = y.blend(x, x.compare(VectorOperators.EQ, x.add(x)));
    y = y.blend(constant(Double.NEGATIVE_INFINITY), x.compare(VectorOperators.EQ, -1.0));
    return constant(Double.NaN).blend(y, x.compare(VectorOperators.GE, -1.0));
  }

  // ---------------------------------------------------------------- quotients of exponentials

  private static DoubleVector negativeReciprocal(DoubleVector d) {
    DoubleVector p = fma(d, constant(INV_4), INV_3);
    p = fma(p, d, INV_2);
    p = fma(p, d, INV_1);
    p = fma(p, d, INV_0);
    DoubleVector e = fma(d, p, 1.0);
    return p.fma(e.fma(e, e), p);
  }

  private static DoubleVector negativeQuotient(
      DoubleVector a, DoubleVector aTail, DoubleVector d, DoubleVector dTail) {
    DoubleVector p = negativeReciprocal(d);
    DoubleVector q = a.mul(p);
    DoubleVector remainder = q.fma(dTail, q.fma(d, a)).add(aTail);
    return remainder.fma(p, q);
  }

  static DoubleVector tanh(DoubleVector x) {
    DoubleVector z = fromBits(toBits(x).or(SIGN)).mul(2.0);
    DoubleVector t = fma(z, constant(LOG2_E), ROUNDER);
    DoubleVector n = t.sub(ROUNDER);
    DoubleVector coarse = fma(n, -LN2_HEAD, z);
    DoubleVector r = fma(n, -LN2_TAIL, coarse);
    DoubleVector c = r.mul(r).fma(expTail(r), fma(n, -LN2_TAIL, coarse.sub(r)));
    DoubleVector s = scale(toBits(t), MINUS_ONE_BITS);
    DoubleVector v = s.add(1.0);
    DoubleVector a = s.fma(r, v);
    DoubleVector vTail = constant(1.0).sub(v).add(s);
    DoubleVector y = tanhQuotient(a, s.fma(c, s.fma(r, v.sub(a)).add(vTail)));
    y = y.blend(constant(1.0), x.abs().compare(VectorOperators.GT, TANH_MAX));
    return fromBits(toBits(y).or(toBits(x).and(SIGN)));
  }

  private static DoubleVector tanhQuotient(DoubleVector a, DoubleVector aTail) {
    DoubleVector head = a.add(aTail);
    DoubleVector tail = a.sub(head).add(aTail);
    DoubleVector d = head.sub(2.0);
    return negativeQuotient(head, tail, d, constant(-2.0).sub(d).add(head).add(tail));
  }

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector z = fromBits(toBits(x).or(SIGN));
    z = z.blend(constant(-DECAY_MAX), z.compare(VectorOperators.LT, -DECAY_MAX));
    DoubleVector t = fma(z, constant(LOG2_E), ROUNDER);
    DoubleVector n = t.sub(ROUNDER);
    DoubleVector coarse = fma(n, -LN2_HEAD, z);
    DoubleVector r = fma(n, -LN2_TAIL, coarse);
    DoubleVector c = r.mul(r).fma(expTail(r), fma(n, -LN2_TAIL, coarse.sub(r)));
    LongVector bits = toBits(t);
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    DoubleVector s1 = scale(half, ONE_BITS);
    DoubleVector s2 = scale(bits.sub(half), ONE_BITS);
    VectorMask<Double> negative = x.compare(VectorOperators.LT, 0.0);
    DoubleVector y = sigmoidMantissa(negative, r, c, s1.mul(s2));
    return y.blend(y.mul(s1).mul(s2), negative);
  }

  private static DoubleVector sigmoidMantissa(
      VectorMask<Double> negative, DoubleVector r, DoubleVector c, DoubleVector s) {
    DoubleVector one = constant(1.0);
    DoubleVector sum = r.add(one);
    DoubleVector rest = one.sub(sum).add(r).add(c);
    DoubleVector m = sum.add(rest);
    DoubleVector mTail = sum.sub(m).add(rest);
    DoubleVector e = m.mul(s);
    DoubleVector d = constant(-1.0).sub(e);
    DoubleVector dTail = constant(-1.0).sub(d).sub(e).sub(s.mul(mTail));
    return negativeQuotient(one.blend(m, negative), constant(0.0).blend(mTail, negative), d, dTail);
  }

  static DoubleVector softplus(DoubleVector x) {
    DoubleVector z = fromBits(toBits(x).or(SIGN));
    z = z.blend(constant(-DECAY_MAX), z.compare(VectorOperators.LT, -DECAY_MAX));
    DoubleVector t = fma(z, constant(LOG2_E), ROUNDER);
    DoubleVector n = t.sub(ROUNDER);
    DoubleVector coarse = fma(n, -LN2_HEAD, z);
    DoubleVector r = fma(n, -LN2_TAIL, coarse);
    DoubleVector c = r.mul(r).fma(expTail(r), fma(n, -LN2_TAIL, coarse.sub(r)));
    LongVector bits = toBits(t);
    LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
    DoubleVector s1 = scale(half, ONE_BITS);
    DoubleVector s2 = scale(bits.sub(half), ONE_BITS);
    DoubleVector one = constant(1.0);
    DoubleVector sum = r.add(one);
    DoubleVector rest = one.sub(sum).add(r).add(c);
    DoubleVector m = sum.add(rest);
    DoubleVector mTail = sum.sub(m).add(rest);
    DoubleVector positive = constant(0.0).blend(x, x.compare(VectorOperators.GT, 0.0));
    return addLogOnePlus(positive, m.mul(s1).mul(s2), mTail.mul(s1).mul(s2));
  }

  private static DoubleVector addLogOnePlus(DoubleVector x, DoubleVector e, DoubleVector eTail) {
    VectorMask<Double> upper = e.compare(VectorOperators.GE, 0.5);
    DoubleVector zero = constant(0.0);
    DoubleVector f = e.blend(fma(e, constant(0.5), -0.5), upper);
    DoubleVector fTail = eTail.blend(eTail.mul(0.5), upper);
    DoubleVector kHead = zero.blend(constant(LN2_SHORT_HEAD), upper);
    DoubleVector kTail = zero.blend(constant(LN2_SHORT_TAIL), upper);
    DoubleVector head = kHead.add(f);
    DoubleVector lost = kHead.sub(head).add(f).add(kTail);
    DoubleVector slope = fma(f, f.sub(1.0), 1.0);
    DoubleVector sum = x.add(head);
    DoubleVector part = sum.sub(x);
    DoubleVector sumTail = x.sub(sum.sub(part)).add(head.sub(part));
    DoubleVector tail = f.mul(f).fma(logTail(f), fTail.fma(slope, lost));
    return sum.add(tail.add(sumTail));
  }

  // ---------------------------------------------------------------- error function

  private static DoubleVector erfTail(DoubleVector a) {
    DoubleVector p = fma(a, constant(ERF_24), ERF_23);
    p = fma(p, a, ERF_22);
    p = fma(p, a, ERF_21);
    p = fma(p, a, ERF_20);
    p = fma(p, a, ERF_19);
    p = fma(p, a, ERF_18);
    p = fma(p, a, ERF_17);
    p = fma(p, a, ERF_16);
    p = fma(p, a, ERF_15);
    p = fma(p, a, ERF_14);
    p = fma(p, a, ERF_13);
    p = fma(p, a, ERF_12);
    p = fma(p, a, ERF_11);
    p = fma(p, a, ERF_10);
    p = fma(p, a, ERF_9);
    p = fma(p, a, ERF_8);
    p = fma(p, a, ERF_7);
    p = fma(p, a, ERF_6);
    p = fma(p, a, ERF_5);
    p = fma(p, a, ERF_4);
    p = fma(p, a, ERF_3);
    p = fma(p, a, ERF_2);
    p = fma(p, a, ERF_1);
    return fma(p, a, ERF_0_TAIL);
  }

  static DoubleVector erf(DoubleVector x) {
    DoubleVector a = fromBits(toBits(x).or(SIGN));
    DoubleVector q = a.mul(ERF_0);
    DoubleVector g = a.mul(erfTail(a));
    DoubleVector z = q.add(g);
    DoubleVector zTail = q.sub(z).add(g).sub(fma(a, -ERF_0, q));
    DoubleVector t = fma(z, constant(LOG2_E), ROUNDER);
    DoubleVector n = t.sub(ROUNDER);
    DoubleVector coarse = fma(n, -LN2_HEAD, z);
    DoubleVector r = fma(n, -LN2_TAIL, coarse);
    DoubleVector rTail = fma(n, -LN2_TAIL, coarse.sub(r)).add(zTail.fma(r, zTail));
    DoubleVector c = r.mul(r).fma(expTail(r), rTail);
    DoubleVector s = scale(toBits(t), MINUS_ONE_BITS);
    DoubleVector v = s.add(1.0);
    DoubleVector head = s.fma(r, v);
    DoubleVector vTail = constant(1.0).sub(v).add(s);
    DoubleVector y = head.add(s.fma(c, s.fma(r, v.sub(head)).add(vTail)));
    y = y.blend(constant(1.0), x.abs().compare(VectorOperators.GT, ERF_MAX));
    return fromBits(toBits(y).or(toBits(x).and(SIGN)));
  }
}
