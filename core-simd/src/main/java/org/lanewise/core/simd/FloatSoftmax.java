package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.FloatMath;
import org.lanewise.core.scalar.FloatPartials;
import org.lanewise.core.scalar.FloatRows;

/**
 * Softmax, log-sum-exp and log-softmax of the rows of a matrix, and their derivatives.
 *
 * <p>The differences of several rows from their largest entries are gathered without gaps and go
 * through the exponential together: rows of a few classes do not fill a vector each. A row longer
 * than a block is taken in pieces.
 */
final class FloatSoftmax {
  /** Elements at a time, a multiple of the partial sums: a part of the nearest cache. */
  private static final int BLOCK = 16 * FloatPartials.COUNT;

  private static final ThreadLocal<FloatSoftmax> SCRATCH =
      ThreadLocal.withInitial(FloatSoftmax::new);

  private static final MethodHandle[] LARGEST =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(float.class, int.class, float[].class, int.class),
          "largest");

  private static final MethodHandle[] LOG_GRADIENT =
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
          "logGradientKernel");

  private final float[] differences = new float[BLOCK];
  private final float[] powers = new float[BLOCK];
  private final float[] maxima = new float[BLOCK];
  private final float[] sums = new float[BLOCK];

  private FloatSoftmax() {}

  /** Returns whether rows are enough to pay for the calls of loops. */
  static boolean serves(int m, int n) {
    return FloatSpecies.COMPARES && (long) m * n > 2 * LANES;
  }

  static void rows(int m, int n, float[] x, int xo, int ldx, float[] y, int yo, int ldy) {
    FloatSoftmax scratch = SCRATCH.get();
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

  static void logSumExp(int m, int n, float[] x, int xo, int ldx, float[] out, int oo) {
    FloatSoftmax scratch = SCRATCH.get();
    int together = together(n);
    for (int i = 0; i < m; i += together) {
      int count = Math.min(together, m - i);
      int xi = xo + i * ldx;
      float[] logs = scratch.logSums(count, n, x, xi, ldx);
      for (int row = 0; row < count; row++) {
        float max = scratch.maxima[row];
        out[oo + i + row] =
            Float.isInfinite(max)
                ? FloatRows.infiniteLogSumExp(n, x, xi + row * ldx, max)
                : max + logs[row];
      }
    }
  }

  static void logRows(int m, int n, float[] x, int xo, int ldx, float[] y, int yo, int ldy) {
    FloatSoftmax scratch = SCRATCH.get();
    int together = together(n);
    for (int i = 0; i < m; i += together) {
      int count = Math.min(together, m - i);
      float[] logs = scratch.logSums(count, n, x, xo + i * ldx, ldx);
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
      float[] y,
      int yo,
      int ldy,
      float[] dy,
      int dyo,
      int lddy,
      float[] dx,
      int dxo,
      int lddx) {
    for (int i = 0; i < m; i++) {
      int yi = yo + i * ldy;
      int di = dyo + i * lddy;
      int xi = dxo + i * lddx;
      float mean = FloatVectors.dot(n, y, yi, dy, di);
      int j = 0;
      for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
        FloatVector.fromArray(SPECIES, y, yi + j)
            .mul(FloatVector.fromArray(SPECIES, dy, di + j).sub(mean))
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
        LOG_GRADIENT[0].invokeExact(n, sum, y, yo + i * ldy, dy, di, dx, dxo + i * lddx);
      }
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void logGradientKernel(
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

  /** Returns how many rows of n entries are taken at a time. */
  private static int together(int n) {
    return Math.max(1, BLOCK / Math.max(1, n));
  }

  /**
   * Leaves the largest entries of rows in {@link #maxima}, the sums of their exponentials in {@link
   * #sums} and, if a row is no longer than a block, the exponentials in {@link #powers}.
   */
  private void exponentials(int count, int n, float[] x, int xo, int ldx) {
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
    FloatFunctions.apply(UnaryOp.EXP, count * n, differences, 0, powers, 0);
    for (int row = 0; row < count; row++) {
      sums[row] = FloatVectors.sum(n, powers, row * n);
    }
  }

  /** Returns the logarithms of the sums of {@link #exponentials}. */
  private float[] logSums(int count, int n, float[] x, int xo, int ldx) {
    exponentials(count, n, x, xo, ldx);
    FloatFunctions.apply(UnaryOp.LOG, count, sums, 0, powers, 0);
    return powers;
  }

  private float longSum(int n, float[] x, int xo, float max) {
    float[] partials = FloatPartials.cleared();
    for (int j = 0, length; j < n; j += length) {
      length = Math.min(BLOCK, n - j);
      subtract(length, x, xo + j, max, differences, 0);
      FloatFunctions.apply(UnaryOp.EXP, length, differences, 0, powers, 0);
      FloatVectors.addToPartials(length, powers, 0, partials);
    }
    return FloatPartials.fold(partials, n);
  }

  private void longRow(int n, float[] x, int xo, float[] y, int yo) {
    float max = max(n, x, xo);
    for (int j = 0, length; j < n; j += length) {
      length = Math.min(BLOCK, n - j);
      subtract(length, x, xo + j, max, differences, 0);
      FloatFunctions.apply(UnaryOp.EXP, length, differences, 0, y, yo + j);
    }
    quotients(n, y, yo, FloatVectors.sum(n, y, yo), y, yo);
  }

  private static void subtract(int n, float[] x, int xo, float subtrahend, float[] y, int yo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + j).sub(subtrahend).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = x[xo + j] - subtrahend;
    }
  }

  private static void quotients(int n, float[] x, int xo, float divisor, float[] y, int yo) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      FloatVector.fromArray(SPECIES, x, xo + j).div(divisor).intoArray(y, yo + j);
    }
    for (; j < n; j++) {
      y[yo + j] = x[xo + j] / divisor;
    }
  }

  /** Returns the largest of a row; which zero of two does not matter to a difference. */
  private static float max(int n, float[] x, int xo) {
    if (n < 2 * LANES) {
      return FloatRows.max(n, x, xo);
    }
    try {
      return (float) LARGEST[0].invokeExact(n, x, xo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static float largest(int n, float[] x, int xo) {
    // The largest so far lie in memory, not in a vector that lives through the loop: the compiler
    // was seen to box that one where this method is part of a larger compilation.
    float[] largest = FloatPartials.cleared();
    java.util.Arrays.fill(largest, 0, LANES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector m = FloatVector.fromArray(SPECIES, largest, 0);
      m.blend(v, v.compare(VectorOperators.GT, m)).intoArray(largest, 0);
    }
    float rest = FloatRows.max(n - i, x, xo + i);
    float max = FloatRows.max(LANES, largest, 0);
    return rest > max ? rest : max;
  }
}
