package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatRows;

/** Operations of a matrix and a row: adding it to all rows, sums and norms of the columns. */
final class FloatRowFunctions {
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
}
