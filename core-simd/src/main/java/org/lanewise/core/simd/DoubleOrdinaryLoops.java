package org.lanewise.core.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.lanewise.core.scalar.DoubleMath.*;
import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.LONG_SPECIES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleMath;

/**
 * The exponential for ordinary arguments, which needs no selection at the end; see {@link
 * FloatOrdinaryLoops}. With the longer polynomials of double the other functions are more than a
 * compilation of JDK 17 may be.
 */
final class DoubleOrdinaryLoops {
  private static final long MAGNITUDE = ~SIGN;

  private DoubleOrdinaryLoops() {}

  /** Returns a loop by its name; null if there is none, and all arguments are to take care of. */
  static MethodHandle named(String name) {
    return name.equals("exp")
        ? KernelTable.of(
            MethodHandles.lookup(),
            MethodType.methodType(
                boolean.class,
                int.class,
                double.class,
                double[].class,
                int.class,
                double[].class,
                int.class),
            name)[0]
        : null;
  }

  /** Computes e^x where no power of two leaves the normal range. */
  static boolean exp(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    DoubleVector log2e = broadcast(SPECIES, LOG2_E);
    DoubleVector rounder = broadcast(SPECIES, POWER_ROUNDER);
    DoubleVector ln2Head = broadcast(SPECIES, -LN2_HEAD);
    DoubleVector ln2Tail = broadcast(SPECIES, -LN2_TAIL);
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
    LongVector largest = LongVector.zero(LONG_SPECIES);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = fromArray(SPECIES, x, xo + i);
      largest = largest.max(v.viewAsIntegralLanes().and(MAGNITUDE));
      DoubleVector t = v.fma(log2e, rounder);
      DoubleVector k = t.sub(rounder);
      DoubleVector r = k.fma(ln2Tail, k.fma(ln2Head, v));
      DoubleVector p =
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
      LongVector exponent = t.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
      p.mul(exponent.viewAsFloatingLanes()).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.exp(x[xo + i]);
    }
    return largest.reduceLanes(VectorOperators.MAX) <= Double.doubleToLongBits(EXP_ORDINARY);
  }
}
