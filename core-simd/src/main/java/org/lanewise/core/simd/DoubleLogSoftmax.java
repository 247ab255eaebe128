// Generated from FloatLogSoftmax.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import org.lanewise.core.scalar.DoubleMath;

/** Log-softmax of the rows of a matrix, and its derivative. */
final class DoubleLogSoftmax {
  private static final MethodHandle[] LOG_SUM =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(double.class, int.class, double[].class, int.class, double.class),
          "logSumKernel");

  private static final MethodHandle[] GRADIENT =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              double.class,
              double[].class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              int.class),
          "gradientKernel");

  private DoubleLogSoftmax() {}

  static void rows(int m, int n, double[] x, int xo, int ldx, double[] y, int yo, int ldy) {
    try {
      for (int i = 0; i < m; i++) {
        int xi = xo + i * ldx;
        double max = DoubleRowFunctions.max(n, x, xi);
        double logSum = (double) LOG_SUM[0].invokeExact(n, x, xi, max);
        subtractBoth(n, x, xi, max, logSum, y, yo + i * ldy);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static double logSumKernel(int n, double[] x, int xo, double max) {
    return DoubleMath.log(DoubleRowFunctions.sumOfExp(n, x, xo, max));
  }

  private static void subtractBoth(
      int n, double[] x, int xo, double max, double logSum, double[] y, int yo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + j).sub(max).sub(logSum).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = (x[xo + j] - max) - logSum;
    }
  }

  static void gradientRows(
      int m,
      int n,
      double[] y,
      int yo,
      int ldy,
      double[] dy,
      int dyo,
      int lddy,
      double[] dx,
      int dxo,
      int lddx) {
    try {
      for (int i = 0; i < m; i++) {
        int di = dyo + i * lddy;
        double sum = DoubleVectors.sum(n, dy, di);
        GRADIENT[0].invokeExact(n, sum, y, yo + i * ldy, dy, di, dx, dxo + i * lddx);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void gradientKernel(
      int n, double sum, double[] y, int yo, double[] dy, int dyo, double[] dx, int dxo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      DoubleVectorMath.exp(DoubleVector.fromArray(SPECIES, y, yo + j))
          .neg()
          .fma(DoubleVector.broadcast(SPECIES, sum), DoubleVector.fromArray(SPECIES, dy, dyo + j))
          .intoArray(dx, dxo + j);
    }
    for (; j < n; j++) {
      dx[dxo + j] = Math.fma(-DoubleMath.exp(y[yo + j]), sum, dy[dyo + j]);
    }
  }
}
