package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import org.lanewise.core.scalar.FloatMath;

/** Log-softmax of the rows of a matrix, and its derivative. */
final class FloatLogSoftmax {
  private static final MethodHandle[] LOG_SUM =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(float.class, int.class, float[].class, int.class, float.class),
          "logSumKernel");

  private static final MethodHandle[] GRADIENT =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float.class,
              float[].class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class),
          "gradientKernel");

  private FloatLogSoftmax() {}

  static void rows(int m, int n, float[] x, int xo, int ldx, float[] y, int yo, int ldy) {
    try {
      for (int i = 0; i < m; i++) {
        int xi = xo + i * ldx;
        float max = FloatRowFunctions.max(n, x, xi);
        float logSum = (float) LOG_SUM[0].invokeExact(n, x, xi, max);
        subtractBoth(n, x, xi, max, logSum, y, yo + i * ldy);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static float logSumKernel(int n, float[] x, int xo, float max) {
    return FloatMath.log(FloatRowFunctions.sumOfExp(n, x, xo, max));
  }

  private static void subtractBoth(
      int n, float[] x, int xo, float max, float logSum, float[] y, int yo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + j).sub(max).sub(logSum).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = (x[xo + j] - max) - logSum;
    }
  }

  static void gradientRows(
      int m,
      int n,
      float[] y,
      int yo,
      int ldy,
      float[] dy,
      int dyo,
      int lddy,
      float[] dx,
      int dxo,
      int lddx) {
    try {
      for (int i = 0; i < m; i++) {
        int di = dyo + i * lddy;
        float sum = FloatVectors.sum(n, dy, di);
        GRADIENT[0].invokeExact(n, sum, y, yo + i * ldy, dy, di, dx, dxo + i * lddx);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void gradientKernel(
      int n, float sum, float[] y, int yo, float[] dy, int dyo, float[] dx, int dxo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      FloatVectorMath.exp(FloatVector.fromArray(SPECIES, y, yo + j))
          .neg()
          .fma(FloatVector.broadcast(SPECIES, sum), FloatVector.fromArray(SPECIES, dy, dyo + j))
          .intoArray(dx, dxo + j);
    }
    for (; j < n; j++) {
      dx[dxo + j] = Math.fma(-FloatMath.exp(y[yo + j]), sum, dy[dyo + j]);
    }
  }
}
