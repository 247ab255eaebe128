package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatConstants.*;
import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatElements;
import org.lanewise.core.scalar.FloatMath;

/**
 * Elementwise functions for all arguments, of {@link FloatVectorMath}: slower than {@link
 * FloatOrdinaryLoops}, where that has a loop for the function, by what they select at the end.
 */
final class FloatCarefulLoops {
  /** Elements at a time, where a function is computed in several loops. */
  private static final int BLOCK = 1024;

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final ThreadLocal<float[]> TAIL = ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final MethodType INTO_BUFFER =
      MethodType.methodType(void.class, int.class, float[].class, int.class, float[].class);

  private static final MethodType FROM_BUFFER =
      MethodType.methodType(
          void.class, int.class, float[].class, int.class, float[].class, float[].class, int.class);

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
              float[].class,
              int.class,
              float[].class,
              float[].class,
              float[].class,
              int.class),
          "softplusSum");

  private FloatCarefulLoops() {}

  /** Returns a loop by its name. */
  static MethodHandle named(String name) {
    return KernelTable.of(
        MethodHandles.lookup(),
        MethodType.methodType(
            void.class, int.class, float.class, float[].class, int.class, float[].class, int.class),
        name)[0];
  }

  /** Runs two loops over each block; what the first computes goes through a buffer. */
  private static void inBlocks(
      MethodHandle first, MethodHandle second, int n, float[] x, int xo, float[] y, int yo) {
    float[] buffer = BUFFER.get();
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

  private static void exp(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.exp(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.exp(x[xo + i]);
    }
  }

  private static void expm1(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.expm1(v).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.expm1(x[xo + i]);
    }
  }

  /** The series has a loop of its own, for one loop would be too large a compilation. */
  private static void log(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    inBlocks(LOG_FIRST[0], LOG_SECOND[0], n, x, xo, y, yo);
  }

  private static void logFirst(int n, float[] x, int xo, float[] first) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.logFirst(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(first, i);
    }
  }

  private static void logSecond(int n, float[] x, int xo, float[] first, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.log(v, FloatVector.fromArray(SPECIES, first, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.log(x[xo + i]);
    }
  }

  /** In two loops, like the logarithm. */
  private static void log1p(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    inBlocks(LOG1P_FIRST[0], LOG1P_SECOND[0], n, x, xo, y, yo);
  }

  private static void log1pFirst(int n, float[] x, int xo, float[] first) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.log1pFirst(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(first, i);
    }
  }

  private static void log1pSecond(int n, float[] x, int xo, float[] first, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.log1p(v, FloatVector.fromArray(SPECIES, first, i)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.log1p(x[xo + i]);
    }
  }

  /** In three loops: decay, logarithm, sums. */
  private static void softplus(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    float[] decay = BUFFER.get();
    float[] tail = TAIL.get();
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

  private static void softplusDecay(int n, float[] x, int xo, float[] decay) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.decay(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(decay, i);
    }
  }

  private static void softplusTail(int n, float[] decay, int offset, float[] tail) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, decay, offset + i);
      FloatVectorMath.softplusTail(e).intoArray(tail, i);
    }
  }

  private static void softplusSum(
      int n, float[] x, int xo, float[] decay, float[] tail, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector e = FloatVector.fromArray(SPECIES, decay, i);
      FloatVector p = FloatVector.fromArray(SPECIES, tail, i);
      FloatVectorMath.softplusOfDecay(v, e, p).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.softplus(x[xo + i]);
    }
  }

  private static void elu(int n, float alpha, float[] x, int xo, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVectorMath.expm1(v)
          .mul(alpha)
          .blend(v, v.compare(VectorOperators.GT, ZERO))
          .intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatElements.elu(x[xo + i], alpha);
    }
  }
}
