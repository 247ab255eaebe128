// Generated from FloatGeluGradients.java by TwinSources; do not edit.
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

/**
 * The derivatives of the two GELUs. Each needs several functions at an element, and runs several
 * loops over a block at a time, what one loop computes going through a buffer to the next.
 */
final class DoubleGeluGradients {
  /** Elements of the buffers between two loops: both stay in a near cache. */
  private static final int BLOCK = 512;

  private static final ThreadLocal<double[]> DENSITY =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final ThreadLocal<double[]> TAIL =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final MethodType INTO_BUFFER =
      MethodType.methodType(void.class, int.class, double[].class, int.class, double[].class);

  private static final MethodHandle[] DENSITY_KERNEL =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "density");

  private static final MethodHandle[] NORMAL_TAIL =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "normalTail");

  private static final MethodHandle[] ARGUMENT =
      KernelTable.of(MethodHandles.lookup(), INTO_BUFFER, "argument");

  private static final MethodHandle[] BLOCK_BY_TANH =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              double[].class,
              int.class,
              double[].class,
              int.class),
          "blockByTanh");

  private static final MethodHandle[] BLOCK_BY_ERF =
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
              int.class,
              double[].class,
              int.class),
          "blockByErf");

  private DoubleGeluGradients() {}

  /**
   * GELU needs two functions at each element: each goes through a buffer of a block, in a loop of
   * its own, for one loop with both would be too much for one compilation.
   */
  static void byErf(int n, double[] x, int xo, double[] dy, int dyo, double[] dx, int dxo) {
    double[] density = DENSITY.get();
    double[] tail = TAIL.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        DENSITY_KERNEL[0].invokeExact(length, x, xo + i, density);
        NORMAL_TAIL[0].invokeExact(length, x, xo + i, tail);
        BLOCK_BY_ERF[0].invokeExact(length, x, xo + i, density, tail, dy, dyo + i, dx, dxo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void density(int n, double[] x, int xo, double[] density) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector b = v.max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      DoubleVectorMath.exp(b.mul(MINUS_HALF).mul(b))
          .mul(NORMAL_DENSITY)
          .mul(b)
          .intoArray(density, i);
    }
  }

  private static void normalTail(int n, double[] x, int xo, double[] tail) {
    DoubleGeluLoops.normalTail(n, x, xo, tail);
  }

  private static void blockByErf(
      int n,
      double[] x,
      int xo,
      double[] density,
      double[] tail,
      double[] dy,
      int dyo,
      double[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, tail, i);
      q.blend(ONE.sub(q), v.compare(VectorOperators.GT, ZERO))
          .add(DoubleVector.fromArray(SPECIES, density, i))
          .mul(DoubleVector.fromArray(SPECIES, dy, dyo + i))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.geluGradient(x[xo + i], dy[dyo + i]);
    }
  }

  static void byTanh(int n, double[] x, int xo, double[] dy, int dyo, double[] dx, int dxo) {
    double[] weight = TAIL.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        ARGUMENT[0].invokeExact(length, x, xo + i, weight);
        DoubleMathLoops.sigmoidApart(length, weight, 0, weight, 0);
        BLOCK_BY_TANH[0].invokeExact(length, x, xo + i, weight, dy, dyo + i, dx, dxo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Computes what the derivative takes the sigmoid of, of full vectors only. */
  private static void argument(int n, double[] x, int xo, double[] argument) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector b =
          DoubleVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      b.mul(b.mul(b).fma(GELU_CUBE, GELU_SCALE)).intoArray(argument, i);
    }
  }

  private static void blockByTanh(
      int n, double[] x, int xo, double[] weight, double[] dy, int dyo, double[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector b =
          DoubleVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      DoubleVector slope = b.mul(b.mul(b).fma(GELU_CUBE_SLOPE, GELU_SCALE));
      DoubleVector s = DoubleVector.fromArray(SPECIES, weight, i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(s.mul(ONE.sub(s)).fma(slope, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = DoubleElements.geluTanhGradient(x[xo + i], dy[dyo + i]);
    }
  }
}
