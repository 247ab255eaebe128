package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatMath;
import org.lanewise.core.scalar.FloatPartials;
import org.lanewise.core.scalar.FloatRows;

/** Operations along the rows of a matrix: softmax, log-sum-exp, and sums down its columns. */
final class FloatRowFunctions {
  private static final MethodHandle[] SOFTMAX =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              int.class,
              float[].class,
              int.class,
              int.class,
              float[].class,
              int.class,
              int.class),
          "softmaxKernel");

  private static final MethodHandle[] LOG_SUM_EXP =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              int.class,
              float[].class,
              int.class,
              int.class,
              float[].class,
              int.class),
          "logSumExpKernel");

  static final ThreadLocal<float[]> REPEATED =
      ThreadLocal.withInitial(() -> new float[LANES * LANES]);

  private FloatRowFunctions() {}

  static void addRow(int m, int n, float[] row, int ro, float[] a, int ao, int lda) {
    if (n < LANES && lda == n && m >= 2 * LANES) {
      addShortRow(m, n, row, ro, a, ao);
      return;
    }
    for (int i = 0; i < m; i++) {
      FloatVectors.add(n, row, ro, a, ao + i * lda);
    }
  }

  /**
   * Adds a row shorter than a vector to rows without gaps. {@code LANES} copies of it fill n
   * vectors, which then repeat over the matrix as if it were one row.
   */
  private static void addShortRow(int m, int n, float[] row, int ro, float[] a, int ao) {
    float[] repeated = REPEATED.get();
    for (int copy = 0; copy < LANES; copy++) {
      System.arraycopy(row, ro, repeated, copy * n, n);
    }
    int chunk = n * LANES;
    int rest = m * n;
    for (; rest >= chunk; rest -= chunk) {
      FloatVectors.add(chunk, repeated, 0, a, ao);
      ao += chunk;
    }
    FloatVectors.add(rest, repeated, 0, a, ao);
  }

  /** Limits a vector of columns at a time; where none exceeds the limit nothing is written. */
  static void limitColumnNorms(int m, int n, float limit, float[] a, int ao, int lda) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      FloatVector square = FloatVector.zero(SPECIES);
      for (int i = 0; i < m; i++) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, ao + i * lda + j);
        square = x.fma(x, square);
      }
      FloatVector scale = FloatVector.broadcast(SPECIES, limit).div(square.sqrt()).min(1f);
      if (scale.reduceLanes(VectorOperators.MIN) == 1) {
        continue;
      }
      for (int i = 0; i < m; i++) {
        FloatVector.fromArray(SPECIES, a, ao + i * lda + j)
            .mul(scale)
            .intoArray(a, ao + i * lda + j);
      }
    }
    for (; j < n; j++) {
      FloatRows.limitColumnNorm(m, limit, a, ao + j, lda);
    }
  }

  /** Sums columns, eight vectors of them in registers while the rows pass, in ascending order. */
  static void columnSums(int m, int n, float[] a, int ao, int lda, float[] sums, int so) {
    int j = 0;
    for (; j + 8 * LANES <= n; j += 8 * LANES) {
      wideColumnSums(m, a, ao + j, lda, sums, so + j);
    }
    for (; j + LANES <= n; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = 0; i < m; i++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, a, ao + i * lda + j));
      }
      sum.intoArray(sums, so + j);
    }
    java.util.Arrays.fill(sums, so + j, so + n, 0);
    for (int i = 0; i < m && j < n; i++) {
      FloatVectors.add(n - j, a, ao + i * lda + j, sums, so + j);
    }
  }

  private static void wideColumnSums(int m, float[] a, int ao, int lda, float[] sums, int so) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    for (int i = 0; i < m; i++) {
      int at = ao + i * lda;
      s0 = s0.add(FloatVector.fromArray(SPECIES, a, at));
      s1 = s1.add(FloatVector.fromArray(SPECIES, a, at + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, a, at + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, a, at + 3 * LANES));
      s4 = s4.add(FloatVector.fromArray(SPECIES, a, at + 4 * LANES));
      s5 = s5.add(FloatVector.fromArray(SPECIES, a, at + 5 * LANES));
      s6 = s6.add(FloatVector.fromArray(SPECIES, a, at + 6 * LANES));
      s7 = s7.add(FloatVector.fromArray(SPECIES, a, at + 7 * LANES));
    }
    s0.intoArray(sums, so);
    s1.intoArray(sums, so + LANES);
    s2.intoArray(sums, so + 2 * LANES);
    s3.intoArray(sums, so + 3 * LANES);
    s4.intoArray(sums, so + 4 * LANES);
    s5.intoArray(sums, so + 5 * LANES);
    s6.intoArray(sums, so + 6 * LANES);
    s7.intoArray(sums, so + 7 * LANES);
  }

  static void softmax(int m, int n, float[] x, int xo, int ldx, float[] y, int yo, int ldy) {
    try {
      SOFTMAX[0].invokeExact(m, n, x, xo, ldx, y, yo, ldy);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void softmaxKernel(
      int m, int n, float[] x, int xo, int ldx, float[] y, int yo, int ldy) {
    for (int i = 0; i < m; i++) {
      int xi = xo + i * ldx;
      int yi = yo + i * ldy;
      expOfDifference(n, x, xi, max(n, x, xi), y, yi);
      FloatVectors.divide(n, y, yi, FloatVectors.sum(n, y, yi));
    }
  }

  static void softmaxGradient(
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

  static void logSumExp(int m, int n, float[] x, int xo, int ldx, float[] out, int oo) {
    try {
      LOG_SUM_EXP[0].invokeExact(m, n, x, xo, ldx, out, oo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void logSumExpKernel(
      int m, int n, float[] x, int xo, int ldx, float[] out, int oo) {
    for (int i = 0; i < m; i++) {
      int xi = xo + i * ldx;
      float max = max(n, x, xi);
      out[oo + i] =
          Float.isInfinite(max)
              ? FloatRows.infiniteLogSumExp(n, x, xi, max)
              : max + FloatMath.log(sumOfExp(n, x, xi, max));
    }
  }

  /** The largest of a row; which zero it returns of two does not matter to a difference. */
  static float max(int n, float[] x, int xo) {
    if (n < 2 * LANES) {
      return FloatRows.max(n, x, xo);
    }
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

  private static void expOfDifference(int n, float[] x, int xo, float max, float[] y, int yo) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVectorMath.exp(FloatVector.fromArray(SPECIES, x, xo + i).sub(max)).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = FloatMath.exp(x[xo + i] - max);
    }
  }

  static float sumOfExp(int n, float[] x, int xo, float max) {
    float[] partials = FloatPartials.cleared();
    int i = 0;
    int lane = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector e = FloatVectorMath.exp(FloatVector.fromArray(SPECIES, x, xo + i).sub(max));
      FloatVector.fromArray(SPECIES, partials, lane).add(e).intoArray(partials, lane);
      lane = (lane + LANES) % FloatPartials.COUNT;
    }
    for (; i < n; i++) {
      partials[lane++] += FloatMath.exp(x[xo + i] - max);
    }
    return FloatPartials.fold(partials, n);
  }
}
