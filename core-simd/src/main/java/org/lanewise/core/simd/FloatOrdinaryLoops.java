package org.lanewise.core.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static org.lanewise.core.scalar.FloatMath.*;
import static org.lanewise.core.simd.FloatSpecies.INT_SPECIES;
import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatElements;
import org.lanewise.core.scalar.FloatMath;

/**
 * The elementwise functions for ordinary arguments, which need no selection at the end: loops made
 * like those of {@link FloatMathLoops}, named after {@link org.lanewise.core.UnaryOp.Kind}. Each
 * returns whether all n arguments were ordinary; if not, {@link FloatCarefulLoops} are to compute
 * the results. Only the exponential has then written some of its own.
 *
 * <p>What is ordinary shows in the greatest of the bits, of which those of NaN are above those of
 * all numbers: compared lane by lane, it would take a mask for every vector. But for the
 * exponential a loop of its own looks for it, since the others are as large as a compilation of JDK
 * 17 may be.
 */
final class FloatOrdinaryLoops {
  /** Elements at a time of {@link #softplus}: a part of the nearest cache. */
  private static final int BLOCK = 1024;

  private static final ThreadLocal<float[]> DECAY = ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final int MAGNITUDE = ~SIGN;

  /** Added to bits it takes the positive normal numbers to the lowest integers. */
  private static final int NORMAL_LOWEST = SIGN - Float.floatToIntBits(Float.MIN_NORMAL);

  private static final MethodHandle[] GREATEST =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              int.class, int.class, float[].class, int.class, float.class, int.class, int.class),
          "greatest");

  private static final MethodType LOOP =
      MethodType.methodType(
          void.class, int.class, float[].class, int.class, float[].class, int.class);

  private static final MethodHandle[] LOG =
      KernelTable.of(MethodHandles.lookup(), LOOP, "logOfOrdinary");

  private static final MethodHandle[] LOG1P =
      KernelTable.of(MethodHandles.lookup(), LOOP, "log1pOfOrdinary");

  private static final MethodHandle[] ELU =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float.class,
              float[].class,
              int.class,
              float[].class,
              int.class),
          "eluOfOrdinary");

  private static final MethodHandle[] DECAY_OF_ORDINARY =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(void.class, int.class, float[].class, int.class, float[].class),
          "decayOfOrdinary");

  private static final MethodHandle[] SOFTPLUS_OF_DECAY =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              float[].class,
              int.class),
          "softplusOfDecay");

  private FloatOrdinaryLoops() {}

  /** Returns a loop by its name; null if there is none, and all arguments are to take care of. */
  static MethodHandle named(String name) {
    return List.of("exp", "elu", "log", "log1p", "softplus").contains(name)
        ? KernelTable.of(
            MethodHandles.lookup(),
            MethodType.methodType(
                boolean.class,
                int.class,
                float.class,
                float[].class,
                int.class,
                float[].class,
                int.class),
            name)[0]
        : null;
  }

  /** Returns the greatest of the bits of all x + shift, masked, with an offset added. */
  private static int greatest(int n, float[] x, int xo, float shift, int mask, int offset) {
    FloatVector shifts = broadcast(SPECIES, shift);
    IntVector masks = IntVector.broadcast(INT_SPECIES, mask);
    IntVector offsets = IntVector.broadcast(INT_SPECIES, offset);
    IntVector lanes = IntVector.broadcast(INT_SPECIES, Integer.MIN_VALUE);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).add(shifts).viewAsIntegralLanes();
      lanes = lanes.max(bits.and(masks).add(offsets));
    }
    int greatest = lanes.reduceLanes(VectorOperators.MAX);
    for (; i < n; i++) {
      int bits = Float.floatToRawIntBits(x[xo + i] + shift);
      greatest = Math.max(greatest, (bits & mask) + offset);
    }
    return greatest;
  }

  private static boolean areWithin(
      int n, float[] x, int xo, float shift, int mask, int offset, int most) throws Throwable {
    return (int) GREATEST[0].invokeExact(n, x, xo, shift, mask, offset) <= most;
  }

  /** Computes e^x where no power of two leaves the normal range. */
  static boolean exp(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    FloatVector log2e = broadcast(SPECIES, LOG2_E);
    FloatVector rounder = broadcast(SPECIES, POWER_ROUNDER);
    FloatVector ln2Head = broadcast(SPECIES, -LN2_HEAD);
    FloatVector ln2Tail = broadcast(SPECIES, -LN2_TAIL);
    FloatVector e6 = broadcast(SPECIES, EXP_6);
    FloatVector e5 = broadcast(SPECIES, EXP_5);
    FloatVector e4 = broadcast(SPECIES, EXP_4);
    FloatVector e3 = broadcast(SPECIES, EXP_3);
    FloatVector e2 = broadcast(SPECIES, EXP_2);
    FloatVector one = broadcast(SPECIES, 1.0f);
    IntVector largest = IntVector.zero(INT_SPECIES);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = fromArray(SPECIES, x, xo + i);
      largest = largest.max(v.viewAsIntegralLanes().and(MAGNITUDE));
      FloatVector t = v.fma(log2e, rounder);
      FloatVector k = t.sub(rounder);
      FloatVector r = k.fma(ln2Tail, k.fma(ln2Head, v));
      FloatVector p = e6.fma(r, e5).fma(r, e4).fma(r, e3).fma(r, e2).fma(r, one).fma(r, one);
      IntVector exponent = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      p.mul(exponent.viewAsFloatingLanes()).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.exp(x[xo + i]);
    }
    return largest.reduceLanes(VectorOperators.MAX) <= Float.floatToIntBits(EXP_ORDINARY);
  }

  /** Computes ELU of numbers from -80, whose powers of two are normal, to 2^20. */
  static boolean elu(int n, float alpha, float[] x, int xo, float[] y, int yo) throws Throwable {
    float middle = 0x1p19f;
    int most = Float.floatToIntBits(middle + 80); // a sixteenth more or less
    boolean ordinary = Float.floatToRawIntBits(alpha) >= 0 && alpha < Float.POSITIVE_INFINITY;
    if (!ordinary || !areWithin(n, x, xo, -middle, MAGNITUDE, 0, most)) {
      return false;
    }
    ELU[0].invokeExact(n, alpha, x, xo, y, yo);
    return true;
  }

  /**
   * The powers of two are not halved, as they are where e^x may overflow. Of tiny arguments the
   * halves would not be exact; so none of them needs a selection.
   */
  private static void eluOfOrdinary(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    FloatVector log2e = broadcast(SPECIES, LOG2_E);
    FloatVector rounder = broadcast(SPECIES, POWER_ROUNDER);
    FloatVector ln2Head = broadcast(SPECIES, -LN2_HEAD);
    FloatVector ln2Tail = broadcast(SPECIES, -LN2_TAIL);
    FloatVector e7 = broadcast(SPECIES, EXPM1_7);
    FloatVector e6 = broadcast(SPECIES, EXPM1_6);
    FloatVector e5 = broadcast(SPECIES, EXPM1_5);
    FloatVector e4 = broadcast(SPECIES, EXPM1_4);
    FloatVector e3 = broadcast(SPECIES, EXPM1_3);
    FloatVector e2 = broadcast(SPECIES, EXPM1_2);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector factor = broadcast(SPECIES, alpha);
    FloatVector zero = broadcast(SPECIES, 0.0f);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = fromArray(SPECIES, x, xo + i);
      FloatVector t = v.fma(log2e, rounder);
      FloatVector k = t.sub(rounder);
      FloatVector coarse = k.fma(ln2Head, v);
      FloatVector r = k.fma(ln2Tail, coarse);
      FloatVector p = e7.fma(r, e6).fma(r, e5).fma(r, e4).fma(r, e3).fma(r, e2);
      FloatVector c = r.mul(r).fma(p, k.fma(ln2Tail, coarse.sub(r)));
      IntVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      FloatVector s = power.viewAsFloatingLanes();
      FloatVector u = s.sub(one);
      FloatVector uTail = s.sub(u).sub(one);
      FloatVector head = s.fma(r, u);
      FloatVector w = head.add(s.fma(c, s.fma(r, u.sub(head)).add(uTail)));
      v.blend(w.mul(factor), v.compare(VectorOperators.LT, zero)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.elu(x[xo + i], alpha);
    }
  }

  /** Computes log(x) of positive normal numbers. */
  static boolean log(int n, float alpha, float[] x, int xo, float[] y, int yo) throws Throwable {
    int most = Float.floatToIntBits(Float.MAX_VALUE) + NORMAL_LOWEST;
    if (!areWithin(n, x, xo, 0, -1, NORMAL_LOWEST, most)) {
      return false;
    }
    LOG[0].invokeExact(n, x, xo, y, yo);
    return true;
  }

  private static void logOfOrdinary(int n, float[] x, int xo, float[] y, int yo) {
    IntVector reduced = IntVector.broadcast(INT_SPECIES, REDUCED_MIN_BITS);
    IntVector exponentMask = IntVector.broadcast(INT_SPECIES, EXPONENT_MASK);
    IntVector rounderBits = IntVector.broadcast(INT_SPECIES, ROUNDER_BITS);
    FloatVector rounder = broadcast(SPECIES, ROUNDER);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector l10 = broadcast(SPECIES, LOG_10);
    FloatVector l9 = broadcast(SPECIES, LOG_9);
    FloatVector l8 = broadcast(SPECIES, LOG_8);
    FloatVector l7 = broadcast(SPECIES, LOG_7);
    FloatVector l6 = broadcast(SPECIES, LOG_6);
    FloatVector l5 = broadcast(SPECIES, LOG_5);
    FloatVector l4 = broadcast(SPECIES, LOG_4);
    FloatVector l3 = broadcast(SPECIES, LOG_3);
    FloatVector l2 = broadcast(SPECIES, LOG_2);
    FloatVector ln2Head = broadcast(SPECIES, LN2_SHORT_HEAD);
    FloatVector ln2Tail = broadcast(SPECIES, LN2_SHORT_TAIL);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes();
      IntVector k = bits.sub(reduced).and(exponentMask);
      FloatVector f = bits.sub(k).viewAsFloatingLanes().sub(one);
      IntVector low = k.lanewise(VectorOperators.ASHR, MANTISSA_BITS).add(rounderBits);
      FloatVector e = low.viewAsFloatingLanes().sub(rounder);
      FloatVector p = l10.fma(f, l9).fma(f, l8).fma(f, l7).fma(f, l6);
      p = p.fma(f, l5).fma(f, l4).fma(f, l3).fma(f, l2);
      FloatVector kHead = e.mul(ln2Head);
      FloatVector head = kHead.add(f);
      FloatVector lost = kHead.sub(head).add(f);
      head.add(f.mul(f).fma(p, e.fma(ln2Tail, lost))).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.log(x[xo + i]);
    }
  }

  /** Computes log(1 + x) where 1 + x rounds to a positive number whose reciprocal is normal. */
  static boolean log1p(int n, float alpha, float[] x, int xo, float[] y, int yo) throws Throwable {
    int most = Float.floatToIntBits(0x1p126f) + NORMAL_LOWEST;
    if (!areWithin(n, x, xo, 1, -1, NORMAL_LOWEST, most)) {
      return false;
    }
    LOG1P[0].invokeExact(n, x, xo, y, yo);
    return true;
  }

  /** The signs of differences are such that a zero keeps its own through all sums. */
  private static void log1pOfOrdinary(int n, float[] x, int xo, float[] y, int yo) {
    IntVector reduced = IntVector.broadcast(INT_SPECIES, REDUCED_MIN_BITS);
    IntVector exponentMask = IntVector.broadcast(INT_SPECIES, EXPONENT_MASK);
    IntVector rounderBits = IntVector.broadcast(INT_SPECIES, ROUNDER_BITS);
    IntVector oneBits = IntVector.broadcast(INT_SPECIES, ONE_BITS);
    FloatVector rounder = broadcast(SPECIES, ROUNDER);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector l10 = broadcast(SPECIES, LOG_10);
    FloatVector l9 = broadcast(SPECIES, LOG_9);
    FloatVector l8 = broadcast(SPECIES, LOG_8);
    FloatVector l7 = broadcast(SPECIES, LOG_7);
    FloatVector l6 = broadcast(SPECIES, LOG_6);
    FloatVector l5 = broadcast(SPECIES, LOG_5);
    FloatVector l4 = broadcast(SPECIES, LOG_4);
    FloatVector l3 = broadcast(SPECIES, LOG_3);
    FloatVector l2 = broadcast(SPECIES, LOG_2);
    FloatVector ln2Head = broadcast(SPECIES, -LN2_SHORT_HEAD);
    FloatVector ln2Tail = broadcast(SPECIES, -LN2_SHORT_TAIL);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = fromArray(SPECIES, x, xo + i);
      IntVector sum = one.add(v).viewAsIntegralLanes();
      IntVector bits = v.viewAsIntegralLanes();
      IntVector k = sum.sub(reduced).and(exponentMask);
      FloatVector scaled = bits.sub(k).viewAsFloatingLanes();
      FloatVector scale = oneBits.sub(k).viewAsFloatingLanes();
      FloatVector f = scaled.sub(one.sub(scale));
      IntVector low = k.lanewise(VectorOperators.ASHR, MANTISSA_BITS).add(rounderBits);
      FloatVector e = rounder.sub(low.viewAsFloatingLanes()); // -k, and +0 for 0
      FloatVector p = l10.fma(f, l9).fma(f, l8).fma(f, l7).fma(f, l6);
      p = p.fma(f, l5).fma(f, l4).fma(f, l3).fma(f, l2);
      FloatVector kHead = e.mul(ln2Head);
      FloatVector head = kHead.add(f);
      FloatVector lost = f.sub(head.sub(kHead));
      head.add(f.mul(f).fma(p, e.fma(ln2Tail, lost))).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.log1p(x[xo + i]);
    }
  }

  /**
   * Computes log(1 + e^x) where e^-|x| is a normal number, in two loops: one would be too large a
   * compilation.
   */
  static boolean softplus(int n, float alpha, float[] x, int xo, float[] y, int yo)
      throws Throwable {
    if (!areWithin(n, x, xo, 0, MAGNITUDE, 0, Float.floatToIntBits(EXP_ORDINARY))) {
      return false;
    }
    float[] decay = DECAY.get();
    for (int i = 0, length; i < n; i += length) {
      length = Math.min(BLOCK, n - i);
      DECAY_OF_ORDINARY[0].invokeExact(length, x, xo + i, decay);
      SOFTPLUS_OF_DECAY[0].invokeExact(length, x, xo + i, decay, y, yo + i);
    }
    return true;
  }

  /** Computes e^-|x| of full vectors. */
  private static void decayOfOrdinary(int n, float[] x, int xo, float[] decay) {
    FloatVector log2e = broadcast(SPECIES, LOG2_E);
    FloatVector rounder = broadcast(SPECIES, POWER_ROUNDER);
    FloatVector ln2Head = broadcast(SPECIES, -LN2_HEAD);
    FloatVector ln2Tail = broadcast(SPECIES, -LN2_TAIL);
    FloatVector e6 = broadcast(SPECIES, EXP_6);
    FloatVector e5 = broadcast(SPECIES, EXP_5);
    FloatVector e4 = broadcast(SPECIES, EXP_4);
    FloatVector e3 = broadcast(SPECIES, EXP_3);
    FloatVector e2 = broadcast(SPECIES, EXP_2);
    FloatVector one = broadcast(SPECIES, 1.0f);
    IntVector sign = IntVector.broadcast(INT_SPECIES, SIGN);
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes().or(sign);
      FloatVector v = bits.viewAsFloatingLanes();
      FloatVector t = v.fma(log2e, rounder);
      FloatVector k = t.sub(rounder);
      FloatVector r = k.fma(ln2Tail, k.fma(ln2Head, v));
      FloatVector p = e6.fma(r, e5).fma(r, e4).fma(r, e3).fma(r, e2).fma(r, one).fma(r, one);
      IntVector exponent = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      p.mul(exponent.viewAsFloatingLanes()).intoArray(decay, i);
    }
  }

  private static void softplusOfDecay(int n, float[] x, int xo, float[] decay, float[] y, int yo) {
    FloatVector zero = broadcast(SPECIES, 0.0f);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector half = broadcast(SPECIES, 0.5f);
    FloatVector l10 = broadcast(SPECIES, LOG_10);
    FloatVector l9 = broadcast(SPECIES, LOG_9);
    FloatVector l8 = broadcast(SPECIES, LOG_8);
    FloatVector l7 = broadcast(SPECIES, LOG_7);
    FloatVector l6 = broadcast(SPECIES, LOG_6);
    FloatVector l5 = broadcast(SPECIES, LOG_5);
    FloatVector l4 = broadcast(SPECIES, LOG_4);
    FloatVector l3 = broadcast(SPECIES, LOG_3);
    FloatVector l2 = broadcast(SPECIES, LOG_2);
    FloatVector ln2Head = broadcast(SPECIES, LN2_SHORT_HEAD);
    FloatVector ln2Tail = broadcast(SPECIES, LN2_SHORT_TAIL);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector e = fromArray(SPECIES, decay, i);
      VectorMask<Float> upper = e.compare(VectorOperators.GE, half);
      FloatVector f = e.blend(e.sub(one).mul(half), upper);
      FloatVector kHead = zero.blend(ln2Head, upper);
      FloatVector kTail = zero.blend(ln2Tail, upper);
      FloatVector p = l10.fma(f, l9).fma(f, l8).fma(f, l7).fma(f, l6);
      p = p.fma(f, l5).fma(f, l4).fma(f, l3).fma(f, l2);
      FloatVector head = kHead.add(f);
      FloatVector lost = kHead.sub(head).add(f).add(kTail);
      FloatVector tail = f.mul(f).fma(p, lost);
      FloatVector v = fromArray(SPECIES, x, xo + i);
      FloatVector positive = zero.blend(v, v.compare(VectorOperators.GT, zero));
      FloatVector sum = positive.add(head);
      FloatVector part = sum.sub(positive);
      FloatVector sumTail = positive.sub(sum.sub(part)).add(head.sub(part));
      sum.add(tail.add(sumTail)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.softplus(x[xo + i]);
    }
  }
}
