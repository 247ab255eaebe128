package org.lanewise.core.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.lanewise.core.scalar.DoubleMath.*;
import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleMath;

/**
 * The functions that networks spend their time in, each as one loop without a call: the operations
 * of {@link DoubleMath} in their order, so the same bits.
 *
 * <p>Constants are broadcast before the loop and stay in registers. Loaded as vectors at every use,
 * each would be a load that crosses a cache line, since arrays begin 16 bytes into one; those loads
 * were seen to take as long as the arithmetic.
 */
final class DoubleMathLoops {
  /** Of a loop that goes on from what another left in a buffer. */
  static final MethodType FROM_BUFFER =
      MethodType.methodType(
          void.class,
          int.class,
          double[].class,
          int.class,
          double[].class,
          double[].class,
          int.class);

  private static final MethodHandle[] FAR_TANH =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(void.class, int.class, double[].class, int.class, double[].class),
          "farTanh");

  private static final MethodHandle[] TANH_GIVEN_FAR =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "tanhGivenFar");

  /** Elements of a buffer between two loops: small enough for the nearest cache. */
  static final int BLOCK = 512;

  static final ThreadLocal<double[]> BUFFER = ThreadLocal.withInitial(() -> new double[BLOCK]);

  /** The two parts of the exponential for sigmoid. */
  private static final ThreadLocal<double[]> DECAY =
      ThreadLocal.withInitial(() -> new double[2 * BLOCK]);

  private static final MethodHandle[] SIGMOID_DECAY =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(void.class, int.class, double[].class, int.class, double[].class),
          "sigmoidDecay");

  private static final MethodHandle[] SIGMOID_OF_DECAY =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "sigmoidOfDecay");

  private static final MethodHandle[] SIGMOID =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class, int.class, double[].class, int.class, double[].class, int.class),
          "sigmoid");

  private DoubleMathLoops() {}

  /** Runs {@link #sigmoid} as a compilation of its own, for callers that have other loops. */
  static void sigmoidApart(int n, double[] x, int xo, double[] y, int yo) {
    try {
      SIGMOID[0].invokeExact(n, x, xo, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** The branches of tanh in a loop each, for one loop would be too large a compilation. */
  static void tanh(int n, double[] x, int xo, double[] y, int yo) {
    double[] far = BUFFER.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        FAR_TANH[0].invokeExact(length, x, xo + i, far);
        TANH_GIVEN_FAR[0].invokeExact(length, x, xo + i, far, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Computes tanh of |x| for x not near 0, of full vectors only. */
  private static void farTanh(int n, double[] x, int xo, double[] far) {
    DoubleVector max = broadcast(SPECIES, TANH_MAX);
    DoubleVector log2e = broadcast(SPECIES, -LOG2_E);
    DoubleVector rounder = broadcast(SPECIES, TWICE_POWER_ROUNDER);
    DoubleVector ln2 = broadcast(SPECIES, LN2_HEAD);
    DoubleVector e12 = broadcast(SPECIES, EXP_12);
    DoubleVector e11 = broadcast(SPECIES, EXP_11);
    DoubleVector e10 = broadcast(SPECIES, EXP_10);
    DoubleVector e9 = broadcast(SPECIES, EXP_9);
    DoubleVector e8 = broadcast(SPECIES, EXP_8);
    DoubleVector e7 = broadcast(SPECIES, EXP_7);
    DoubleVector e6 = broadcast(SPECIES, EXP_6);
    DoubleVector e5 = broadcast(SPECIES, EXP_5);
    DoubleVector e4 = broadcast(SPECIES, EXP_4);
    DoubleVector e3 = broadcast(SPECIES, EXP_3);
    DoubleVector e2 = broadcast(SPECIES, EXP_2);
    DoubleVector one = broadcast(SPECIES, 1.0);
    DoubleVector half = broadcast(SPECIES, 0.5);
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector a = fromArray(SPECIES, x, xo + i).abs();
      DoubleVector b = a.blend(max, a.compare(VectorOperators.GT, max));
      DoubleVector z = b.add(b);
      DoubleVector t = z.fma(log2e, rounder);
      DoubleVector k = t.sub(rounder);
      DoubleVector r = k.fma(ln2, z);
      DoubleVector m =
          e12.fma(r, e11)
              .fma(r, e10)
              .fma(r, e9)
              .fma(r, e8)
              .fma(r, e7)
              .fma(r, e6)
              .fma(r, e5)
              .fma(r, e4)
              .fma(r, e3)
              .fma(r, e2)
              .fma(r, one)
              .fma(r, one);
      LongVector power = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      DoubleVector s = power.viewAsFloatingLanes();
      one.sub(s.div(s.fma(half, m))).intoArray(far, i);
    }
  }

  private static void tanhGivenFar(int n, double[] x, int xo, double[] far, double[] y, int yo) {
    DoubleVector small = broadcast(SPECIES, TANH_SMALL);
    DoubleVector zero = broadcast(SPECIES, 0.0);
    DoubleVector t23 = broadcast(SPECIES, TANH_23);
    DoubleVector t21 = broadcast(SPECIES, TANH_21);
    DoubleVector t19 = broadcast(SPECIES, TANH_19);
    DoubleVector t17 = broadcast(SPECIES, TANH_17);
    DoubleVector t15 = broadcast(SPECIES, TANH_15);
    DoubleVector t13 = broadcast(SPECIES, TANH_13);
    DoubleVector t11 = broadcast(SPECIES, TANH_11);
    DoubleVector t9 = broadcast(SPECIES, TANH_9);
    DoubleVector t7 = broadcast(SPECIES, TANH_7);
    DoubleVector t5 = broadcast(SPECIES, TANH_5);
    DoubleVector t3 = broadcast(SPECIES, TANH_3);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = fromArray(SPECIES, x, xo + i);
      DoubleVector u = v.mul(v);
      DoubleVector p =
          t23.fma(u, t21)
              .fma(u, t19)
              .fma(u, t17)
              .fma(u, t15)
              .fma(u, t13)
              .fma(u, t11)
              .fma(u, t9)
              .fma(u, t7)
              .fma(u, t5)
              .fma(u, t3);
      DoubleVector near = v.fma(u.fma(p, zero), v);
      DoubleVector f = fromArray(SPECIES, far, i);
      f.blend(f.neg(), v.compare(VectorOperators.LT, zero))
          .blend(near, v.abs().compare(VectorOperators.LT, small))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.tanh(x[xo + i]);
    }
  }

  /** Sigmoid in two loops, for one would be too large a compilation. */
  static void sigmoid(int n, double[] x, int xo, double[] y, int yo) {
    double[] decay = DECAY.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        SIGMOID_DECAY[0].invokeExact(length, x, xo + i, decay);
        SIGMOID_OF_DECAY[0].invokeExact(length, x, xo + i, decay, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /**
   * Computes e^|x| of full vectors in two parts: a polynomial, and after {@link #BLOCK} elements
   * the power of two.
   */
  private static void sigmoidDecay(int n, double[] x, int xo, double[] decay) {
    DoubleVector max = broadcast(SPECIES, DECAY_MAX);
    DoubleVector log2e = broadcast(SPECIES, -LOG2_E);
    DoubleVector rounder = broadcast(SPECIES, LIFTED_POWER_ROUNDER);
    DoubleVector ln2Head = broadcast(SPECIES, LN2_HEAD);
    DoubleVector ln2Tail = broadcast(SPECIES, LN2_TAIL);
    DoubleVector e12 = broadcast(SPECIES, EXP_12);
    DoubleVector e11 = broadcast(SPECIES, EXP_11);
    DoubleVector e10 = broadcast(SPECIES, EXP_10);
    DoubleVector e9 = broadcast(SPECIES, EXP_9);
    DoubleVector e8 = broadcast(SPECIES, EXP_8);
    DoubleVector e7 = broadcast(SPECIES, EXP_7);
    DoubleVector e6 = broadcast(SPECIES, EXP_6);
    DoubleVector e5 = broadcast(SPECIES, EXP_5);
    DoubleVector e4 = broadcast(SPECIES, EXP_4);
    DoubleVector e3 = broadcast(SPECIES, EXP_3);
    DoubleVector e2 = broadcast(SPECIES, EXP_2);
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector a = fromArray(SPECIES, x, xo + i).abs();
      a = a.blend(max, a.compare(VectorOperators.GT, max));
      DoubleVector t = a.fma(log2e, rounder);
      DoubleVector k = t.sub(rounder);
      DoubleVector r = k.fma(ln2Tail, k.fma(ln2Head, a));
      DoubleVector q =
          e12.fma(r, e11)
              .fma(r, e10)
              .fma(r, e9)
              .fma(r, e8)
              .fma(r, e7)
              .fma(r, e6)
              .fma(r, e5)
              .fma(r, e4)
              .fma(r, e3)
              .fma(r, e2);
      r.mul(r).fma(q, r).intoArray(decay, i);
      LongVector exponent = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      exponent.viewAsFloatingLanes().intoArray(decay, BLOCK + i);
    }
  }

  private static void sigmoidOfDecay(
      int n, double[] x, int xo, double[] decay, double[] y, int yo) {
    DoubleVector zero = broadcast(SPECIES, 0.0);
    DoubleVector one = broadcast(SPECIES, 1.0);
    DoubleVector minusOne = broadcast(SPECIES, -1.0);
    DoubleVector down = broadcast(SPECIES, 0x1p-64);
    DoubleVector minusDown = broadcast(SPECIES, -0x1p-64);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = fromArray(SPECIES, x, xo + i);
      DoubleVector q = fromArray(SPECIES, decay, i);
      DoubleVector s = fromArray(SPECIES, decay, BLOCK + i);
      DoubleVector d = s.fma(down, one).add(q);
      DoubleVector dTail = s.fma(down, one.sub(d).add(q));
      DoubleVector p = minusOne.div(d);
      DoubleVector remainder = p.fma(dTail, p.fma(d, one));
      DoubleVector h = p.fma(remainder, p).mul(s).mul(minusDown);
      one.sub(h).blend(h, v.compare(VectorOperators.LT, zero)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.sigmoid(x[xo + i]);
    }
  }
}
