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

/**
 * The derivatives of the two GELUs. Each needs several functions at an element, and runs several
 * loops over a block at a time, what one loop computes going through a buffer to the next.
 */
final class FloatGeluGradients {
  /** Elements of the buffers between two loops: both stay in a near cache. */
  private static final int BLOCK = 512;

  private static final ThreadLocal<float[]> DENSITY =
      ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final ThreadLocal<float[]> TAIL = ThreadLocal.withInitial(() -> new float[BLOCK]);

  private static final MethodType INTO_BUFFER =
      MethodType.methodType(void.class, int.class, float[].class, int.class, float[].class);

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
              float[].class,
              int.class,
              float[].class,
              float[].class,
              int.class,
              float[].class,
              int.class),
          "blockByTanh");

  private static final MethodHandle[] BLOCK_BY_ERF =
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
              int.class,
              float[].class,
              int.class),
          "blockByErf");

  private FloatGeluGradients() {}

  /**
   * GELU needs two functions at each element: each goes through a buffer of a block, in a loop of
   * its own, for one loop with both would be too much for one compilation.
   */
  static void byErf(int n, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo) {
    float[] density = DENSITY.get();
    float[] tail = TAIL.get();
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

  private static void density(int n, float[] x, int xo, float[] density) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector b = v.max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      FloatVectorMath.exp(b.mul(MINUS_HALF).mul(b))
          .mul(NORMAL_DENSITY)
          .mul(b)
          .intoArray(density, i);
    }
  }

  private static void normalTail(int n, float[] x, int xo, float[] tail) {
    FloatGeluLoops.normalTail(n, x, xo, tail);
  }

  private static void blockByErf(
      int n,
      float[] x,
      int xo,
      float[] density,
      float[] tail,
      float[] dy,
      int dyo,
      float[] dx,
      int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector q = FloatVector.fromArray(SPECIES, tail, i);
      q.blend(ONE.sub(q), v.compare(VectorOperators.GT, ZERO))
          .add(FloatVector.fromArray(SPECIES, density, i))
          .mul(FloatVector.fromArray(SPECIES, dy, dyo + i))
          .intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.geluGradient(x[xo + i], dy[dyo + i]);
    }
  }

  static void byTanh(int n, float[] x, int xo, float[] dy, int dyo, float[] dx, int dxo) {
    float[] weight = TAIL.get();
    try {
      for (int i = 0, length; i < n; i += length) {
        length = Math.min(BLOCK, n - i);
        ARGUMENT[0].invokeExact(length, x, xo + i, weight);
        FloatMathLoops.sigmoidApart(length, weight, 0, weight, 0);
        BLOCK_BY_TANH[0].invokeExact(length, x, xo + i, weight, dy, dyo + i, dx, dxo + i);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Computes what the derivative takes the sigmoid of, of full vectors only. */
  private static void argument(int n, float[] x, int xo, float[] argument) {
    for (int i = 0, bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector b =
          FloatVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      b.mul(b.mul(b).fma(GELU_CUBE, GELU_SCALE)).intoArray(argument, i);
    }
  }

  private static void blockByTanh(
      int n, float[] x, int xo, float[] weight, float[] dy, int dyo, float[] dx, int dxo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector b =
          FloatVector.fromArray(SPECIES, x, xo + i).max(NEGATIVE_GELU_MAX).min(GELU_MAX);
      FloatVector slope = b.mul(b.mul(b).fma(GELU_CUBE_SLOPE, GELU_SCALE));
      FloatVector s = FloatVector.fromArray(SPECIES, weight, i);
      FloatVector d = FloatVector.fromArray(SPECIES, dy, dyo + i);
      d.mul(s.mul(ONE.sub(s)).fma(slope, s)).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = FloatElements.geluTanhGradient(x[xo + i], dy[dyo + i]);
    }
  }
}
