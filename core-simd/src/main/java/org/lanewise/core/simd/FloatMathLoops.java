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
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatMath;

/**
 * The functions that networks spend their time in, each as one loop without a call: the operations
 * of {@link FloatMath} in their order, so the same bits.
 *
 * <p>Constants are broadcast before the loop and stay in registers. Loaded as vectors at every use,
 * each would be a load that crosses a cache line, since arrays begin 16 bytes into one; those loads
 * were seen to take as long as the arithmetic.
 */
final class FloatMathLoops {
  private static final int MAGNITUDE = ~SIGN;

  private static final MethodHandle[] SIGMOID =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class, int.class, float[].class, int.class, float[].class, int.class),
          "sigmoid");

  private FloatMathLoops() {}

  /** Runs {@link #sigmoid} as a compilation of its own, for callers that have other loops. */
  static void sigmoidApart(int n, float[] x, int xo, float[] y, int yo) {
    try {
      SIGMOID[0].invokeExact(n, x, xo, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  static void tanh(int n, float[] x, int xo, float[] y, int yo) {
    IntVector magnitude = IntVector.broadcast(INT_SPECIES, MAGNITUDE);
    IntVector nanLowest = IntVector.broadcast(INT_SPECIES, NAN_LOWEST);
    IntVector negating = IntVector.broadcast(INT_SPECIES, NEGATING_NAN_LOWEST);
    IntVector max = IntVector.broadcast(INT_SPECIES, TANH_MAX_BITS);
    IntVector sign = IntVector.broadcast(INT_SPECIES, SIGN);
    FloatVector steps = broadcast(SPECIES, TANH_STEPS);
    FloatVector rounder = broadcast(SPECIES, POWER_ROUNDER);
    FloatVector halfLn2 = broadcast(SPECIES, -HALF_LN2);
    FloatVector t9 = broadcast(SPECIES, TANH_9);
    FloatVector t7 = broadcast(SPECIES, TANH_7);
    FloatVector t5 = broadcast(SPECIES, TANH_5);
    FloatVector t3 = broadcast(SPECIES, TANH_3);
    FloatVector one = broadcast(SPECIES, 1.0f);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes();
      IntVector bounded = bits.and(magnitude).add(nanLowest).min(max).sub(negating);
      FloatVector z = bounded.viewAsFloatingLanes();
      FloatVector t = z.fma(steps, rounder);
      FloatVector k = t.sub(rounder);
      FloatVector r = k.fma(halfLn2, z);
      FloatVector u = r.mul(r);
      FloatVector h = r.mul(u).fma(t9.fma(u, t7).fma(u, t5).fma(u, t3), r);
      IntVector exponent = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      FloatVector s = exponent.viewAsFloatingLanes();
      FloatVector a = s.sub(one);
      FloatVector b = s.add(one);
      FloatVector c = a.mul(a);
      FloatVector rest = h.fma(c.fma(a, b), c.fma(b, a));
      FloatVector w = c.sub(rest.div(h.fma(a, b)));
      w.viewAsIntegralLanes().or(bits.and(sign)).viewAsFloatingLanes().intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.tanh(x[xo + i]);
    }
  }

  static void sigmoid(int n, float[] x, int xo, float[] y, int yo) {
    IntVector magnitude = IntVector.broadcast(INT_SPECIES, MAGNITUDE);
    IntVector nanLowest = IntVector.broadcast(INT_SPECIES, NAN_LOWEST);
    IntVector max = IntVector.broadcast(INT_SPECIES, DECAY_MAX_BITS);
    IntVector sign = IntVector.broadcast(INT_SPECIES, SIGN);
    IntVector loweredOne = IntVector.broadcast(INT_SPECIES, LOWERED_ONE_BITS);
    FloatVector log2e = broadcast(SPECIES, -LOG2_E);
    FloatVector rounder = broadcast(SPECIES, LIFTED_POWER_ROUNDER);
    FloatVector ln2Head = broadcast(SPECIES, LN2_HEAD);
    FloatVector ln2Tail = broadcast(SPECIES, LN2_TAIL);
    FloatVector e6 = broadcast(SPECIES, EXP_6);
    FloatVector e5 = broadcast(SPECIES, EXP_5);
    FloatVector e4 = broadcast(SPECIES, EXP_4);
    FloatVector e3 = broadcast(SPECIES, EXP_3);
    FloatVector e2 = broadcast(SPECIES, EXP_2);
    FloatVector one = broadcast(SPECIES, 1.0f);
    FloatVector minusOne = broadcast(SPECIES, -1.0f);
    FloatVector down = broadcast(SPECIES, 0x1p-64f);
    FloatVector up = broadcast(SPECIES, 0x1p63f);
    FloatVector half = broadcast(SPECIES, 0.5f);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      IntVector bits = fromArray(SPECIES, x, xo + i).viewAsIntegralLanes();
      IntVector bounded = bits.and(magnitude).add(nanLowest).min(max).sub(nanLowest);
      FloatVector a = bounded.viewAsFloatingLanes();
      FloatVector t = a.fma(log2e, rounder);
      FloatVector k = t.sub(rounder);
      FloatVector r = k.fma(ln2Tail, k.fma(ln2Head, a));
      FloatVector q = e6.fma(r, e5).fma(r, e4).fma(r, e3).fma(r, e2);
      q = r.mul(r).fma(q, r);
      IntVector exponent = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      FloatVector s = exponent.viewAsFloatingLanes();
      FloatVector head = s.fma(down, one);
      FloatVector p = minusOne.div(head.add(q));
      FloatVector remainder = p.fma(q, p.fma(head, one));
      FloatVector lowered = bits.and(sign).or(loweredOne).viewAsFloatingLanes();
      FloatVector added = lowered.fma(up, half);
      p.fma(remainder, p).fma(s.mul(lowered), added).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.sigmoid(x[xo + i]);
    }
  }
}
