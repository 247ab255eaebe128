// Generated from FloatSoftmax.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleMath;
import org.lanewise.core.scalar.DoublePartials;
import org.lanewise.core.scalar.DoubleRows;

/**
 * Softmax, log-sum-exp and log-softmax of the rows of a matrix, and their derivatives.
 *
 * <p>The differences of several rows from their largest entries are gathered without gaps and go
 * through the exponential together: rows of a few classes do not fill a vector each. A row longer
 * than a block is taken in pieces.
 */
final class DoubleSoftmax {
  /** Elements at a time, a multiple of the partial sums: a part of the nearest cache. */
  private static final int BLOCK = 16 * DoublePartials.COUNT;

  private static final ThreadLocal<DoubleSoftmax> SCRATCH =
      ThreadLocal.withInitial(DoubleSoftmax::new);

  private static final MethodHandle[] LARGEST =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(double.class, int.class, double[].class, int.class),
          "largest");

  private static final MethodHandle[] LOG_GRADIENT =
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
          "logGradientKernel");

  private final double[] differences = new double[BLOCK];
  private final double[] powers = new double[BLOCK];
  private final double[] maxima = new double[BLOCK];
  private final double[] sums = new double[BLOCK];

  private DoubleSoftmax() {}

  /** Returns whether rows are enough to pay for the calls of loops. */
  static boolean serves(int m, int n) {
    return DoubleSpecies.COMPARES && (long) m * n > 2 * LANES;
  }

  static void rows(int m, int n, double[] x, int xo, int ldx, double[] y, int yo, int ldy) {
    DoubleSoftmax scratch = SCRATCH.get();
    int together = together(n);
    for (int i = 0; i < m; i += together) {
      int count = Math.min(together, m - i);
      int xi = xo + i * ldx;
      int yi = yo + i * ldy;
      if (n > BLOCK) {
        scratch.longRow(n, x, xi, y, yi);
        continue;
      }
      scratch.exponentials(count, n, x, xi, ldx);
      for (int row = 0; row < count; row++) {
        quotients(n, scratch.powers, row * n, scratch.sums[row], y, yi + row * ldy);
      }
    }
  }

  static void logSumExp(int m, int n, double[] x, int xo, int ldx, double[] out, int oo) {
    DoubleSoftmax scratch = SCRATCH.get();
    int together = together(n);
    for (int i = 0; i < m; i += together) {
      int count = Math.min(together, m - i);
      int xi = xo + i * ldx;
      double[] logs = scratch.logSums(count, n, x, xi, ldx);
      for (int row = 0; row < count; row++) {
        double max = scratch.maxima[row];
        out[oo + i + row] =
            Double.isInfinite(max)
                ? DoubleRows.infiniteLogSumExp(n, x, xi + row * ldx, max)
                : max + logs[row];
      }
    }
  }

  static void logRows(int m, int n, double[] x, int xo, int ldx, double[] y, int yo, int ldy) {
    DoubleSoftmax scratch = SCRATCH.get();
    int together = together(n);
    for (int i = 0; i < m; i += together) {
      int count = Math.min(together, m - i);
      double[] logs = scratch.logSums(count, n, x, xo + i * ldx, ldx);
      for (int row = 0; row < count; row++) {
        int xi = xo + (i + row) * ldx;
        int yi = yo + (i + row) * ldy;
        subtract(n, x, xi, scratch.maxima[row], y, yi);
        subtract(n, y, yi, logs[row], y, yi);
      }
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
    for (int i = 0; i < m; i++) {
      int yi = yo + i * ldy;
      int di = dyo + i * lddy;
      int xi = dxo + i * lddx;
      double mean = DoubleVectors.dot(n, y, yi, dy, di);
      int j = 0;
      for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
        DoubleVector.fromArray(SPECIES, y, yi + j)
            .mul(DoubleVector.fromArray(SPECIES, dy, di + j).sub(mean))
            .intoArray(dx, xi + j);
      }
      for (; j < n; j++) {
        dx[xi + j] = y[yi + j] * (dy[di + j] - mean);
      }
    }
  }

  static void logGradientRows(
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
        LOG_GRADIENT[0].invokeExact(n, sum, y, yo + i * ldy, dy, di, dx, dxo + i * lddx);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void logGradientKernel(
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

  /** Returns how many rows of n entries are taken at a time. */
  private static int together(int n) {
    return Math.max(1, BLOCK / Math.max(1, n));
  }

  /**
   * Leaves the largest entries of rows in {@link #maxima}, the sums of their exponentials in {@link
   * #sums} and, if a row is no longer than a block, the exponentials in {@link #powers}.
   */
  private void exponentials(int count, int n, double[] x, int xo, int ldx) {
    for (int row = 0; row < count; row++) {
      maxima[row] = max(n, x, xo + row * ldx);
      if (n <= BLOCK) {
        subtract(n, x, xo + row * ldx, maxima[row], differences, row * n);
      }
    }
    if (n > BLOCK) {
      sums[0] = longSum(n, x, xo, maxima[0]);
      return;
    }
    DoubleFunctions.apply(UnaryOp.EXP, count * n, differences, 0, powers, 0);
    for (int row = 0; row < count; row++) {
      sums[row] = DoubleVectors.sum(n, powers, row * n);
    }
  }

  /** Returns the logarithms of the sums of {@link #exponentials}. */
  private double[] logSums(int count, int n, double[] x, int xo, int ldx) {
    exponentials(count, n, x, xo, ldx);
    DoubleFunctions.apply(UnaryOp.LOG, count, sums, 0, powers, 0);
    return powers;
  }

  private double longSum(int n, double[] x, int xo, double max) {
    double[] partials = DoublePartials.cleared();
    for (int j = 0, length; j < n; j += length) {
      length = Math.min(BLOCK, n - j);
      subtract(length, x, xo + j, max, differences, 0);
      DoubleFunctions.apply(UnaryOp.EXP, length, differences, 0, powers, 0);
      DoubleVectors.addToPartials(length, powers, 0, partials);
    }
    return DoublePartials.fold(partials, n);
  }

  private void longRow(int n, double[] x, int xo, double[] y, int yo) {
    double max = max(n, x, xo);
    for (int j = 0, length; j < n; j += length) {
      length = Math.min(BLOCK, n - j);
      subtract(length, x, xo + j, max, differences, 0);
      DoubleFunctions.apply(UnaryOp.EXP, length, differences, 0, y, yo + j);
    }
    quotients(n, y, yo, DoubleVectors.sum(n, y, yo), y, yo);
  }

  private static void subtract(int n, double[] x, int xo, double subtrahend, double[] y, int yo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + j).sub(subtrahend).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = x[xo + j] - subtrahend;
    }
  }

  private static void quotients(int n, double[] x, int xo, double divisor, double[] y, int yo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      DoubleVector.fromArray(SPECIES, x, xo + j).div(divisor).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = x[xo + j] / divisor;
    }
  }

  /** Returns the largest of a row; which zero of two does not matter to a difference. */
  private static double max(int n, double[] x, int xo) {
    if (n < 2 * LANES) {
      return DoubleRows.max(n, x, xo);
    }
    try {
      return (double) LARGEST[0].invokeExact(n, x, xo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static double largest(int n, double[] x, int xo) {
    // The largest so far lie in memory, not in a vector that lives through the loop: the compiler
    // was seen to box that one where this method is part of a larger compilation.
    double[] largest = DoublePartials.cleared();
    java.util.Arrays.fill(largest, 0, LANES, Double.NEGATIVE_INFINITY);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector m = DoubleVector.fromArray(SPECIES, largest, 0);
      m.blend(v, v.compare(VectorOperators.GT, m)).intoArray(largest, 0);
    }
    double rest = DoubleRows.max(n - i, x, xo + i);
    double max = DoubleRows.max(LANES, largest, 0);
    return rest > max ? rest : max;
  }
}
