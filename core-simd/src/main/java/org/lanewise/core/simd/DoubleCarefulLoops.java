// Generated from FloatCarefulLoops.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleConstants.*;
import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleElements;
import org.lanewise.core.scalar.DoubleMath;

/**
 * Elementwise functions for all arguments, of {@link DoubleVectorMath}: slower than {@link
 * DoubleOrdinaryLoops}, where that has a loop for the function, by what they select at the end.
 */
final class DoubleCarefulLoops {
  /** Elements at a time, where a function is computed in several loops. */
  private static final int BLOCK = 1024;

  private static final ThreadLocal<double[]> BUFFER =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final ThreadLocal<double[]> TAIL =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final MethodType INTO_BUFFER =
      MethodType.methodType(void.class, int.class, double[].class, int.class, double[].class);

  private static final MethodType FROM_BUFFER =
      MethodType.methodType(
          void.class,
          int.class,
          double[].class,
          int.class,
          double[].class,
          double[].class,
          int.class);

  private static final MethodHandle[] LOG_FIRST =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "logFirst");

  private static final MethodHandle[] LOG_SECOND =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "logSecond");

  private static final MethodHandle[] LOG1P_FIRST =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "log1pFirst");

  private static final MethodHandle[] LOG1P_SECOND =
      KernelTable.of(MethodHandles.lookup(), FROM_BUFFER, "log1pSecond");

  private static final MethodHandle[] SOFTPLUS_DECAY =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "softplusDecay");

  private static final MethodHandle[] SOFTPLUS_TAIL =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "softplusTail");

  private static final MethodHandle[] SOFTPLUS_SUM =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              double[].class,
              double[].class,
              int.class),
          "softplusSum");

  private DoubleCarefulLoops() {}

  /** Returns a loop by its name. */
  static MethodHandle named(String name) {
    return KernelTable.of(
        MethodHandles.lookup(),
        MethodType.methodType(
            void.class,
            int.class,
            double.class,
            double[].class,
            int.class,
            double[].class,
            int.class),
        name)[0];
  }

  /** Runs two loops over each block; what the first computes goes through a buffer. */
  private static void inBlocks(
      MethodHandle first, MethodHandle second, int n, double[] x, int xo, double[] y, int yo) {
    double[] buffer = BUFFER.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        first.invokeExact(length, x, xo + i, buffer);
        second.invokeExact(length, x, xo + i, buffer, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void exp(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVectorMath.exp(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.exp(x[xo + i]);
    }
  }

  private static void expm1(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVectorMath.expm1(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.expm1(x[xo + i]);
    }
  }

  /** The series has a loop of its own, for one loop would be too large a compilation. */
  private static void log(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    inBlocks(LOG_FIRST[0], LOG_SECOND[0], n, x, xo, y, yo);
  }

  private static void logFirst(int n, double[] x, int xo, double[] first) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVectorMath.logFirst(DoubleVector.fromArray(SPECIES, x, xo + i)).intoArray(first, i);
    }
  }

  private static void logSecond(int n, double[] x, int xo, double[] first, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVectorMath.log(v, DoubleVector.fromArray(SPECIES, first, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.log(x[xo + i]);
    }
  }

  /** In two loops, like the logarithm. */
  private static void log1p(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    inBlocks(LOG1P_FIRST[0], LOG1P_SECOND[0], n, x, xo, y, yo);
  }

  private static void log1pFirst(int n, double[] x, int xo, double[] first) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVectorMath.log1pFirst(DoubleVector.fromArray(SPECIES, x, xo + i)).intoArray(first, i);
    }
  }

  private static void log1pSecond(int n, double[] x, int xo, double[] first, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVectorMath.log1p(v, DoubleVector.fromArray(SPECIES, first, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.log1p(x[xo + i]);
    }
  }

  /** In three loops: decay, logarithm, sums. */
  private static void softplus(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    double[] decay = BUFFER.get();
    double[] tail = TAIL.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        SOFTPLUS_DECAY[0].invokeExact(length, x, xo + i, decay);
        SOFTPLUS_TAIL[0].invokeExact(length, decay, 0, tail);
        SOFTPLUS_SUM[0].invokeExact(length, x, xo + i, decay, tail, y, yo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void softplusDecay(int n, double[] x, int xo, double[] decay) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVectorMath.decay(DoubleVector.fromArray(SPECIES, x, xo + i)).intoArray(decay, i);
    }
  }

  private static void softplusTail(int n, double[] decay, int offset, double[] tail) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector e = DoubleVector.fromArray(SPECIES, decay, offset + i);
      DoubleVectorMath.softplusTail(e).intoArray(tail, i);
    }
  }

  private static void softplusSum(
      int n, double[] x, int xo, double[] decay, double[] tail, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector e = DoubleVector.fromArray(SPECIES, decay, i);
      DoubleVector p = DoubleVector.fromArray(SPECIES, tail, i);
      DoubleVectorMath.softplusOfDecay(v, e, p).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleMath.softplus(x[xo + i]);
    }
  }

  private static void elu(int n, double alpha, double[] x, int xo, double[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVectorMath.expm1(v)
          .mul(alpha)
          .blend(v, v.compare(VectorOperators.GT, ZERO))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = DoubleElements.elu(x[xo + i], alpha);
    }
  }
}
