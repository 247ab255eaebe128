// Generated from FloatRowFunctions.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleRows;

/** Operations of a matrix and a row: adding it to all rows, sums and norms of the columns. */
final class DoubleRowFunctions {
  static final ThreadLocal<double[]> REPEATED =
      ThreadLocal.withInitial(() -> new double[LANES * LANES]);

  private DoubleRowFunctions() {}

  static void addRow(int m, int n, double[] row, int ro, double[] a, int ao, int lda) {
    if (n < LANES && lda == n && m >= 2 * LANES) {
      addShortRow(m, n, row, ro, a, ao);
      return;
    }
    for (int i = 0; i < m; i++) {
      DoubleVectors.add(n, row, ro, a, ao + i * lda);
    }
  }

  /**
   * Adds a row shorter than a vector to rows without gaps. {@code LANES} copies of it fill n
   * vectors, which then repeat over the matrix as if it were one row.
   */
  private static void addShortRow(int m, int n, double[] row, int ro, double[] a, int ao) {
    double[] repeated = REPEATED.get();
    for (int copy = 0; copy < LANES; copy++) {
      System.arraycopy(row, ro, repeated, copy * n, n);
    }
    int chunk = n * LANES;
    int rest = m * n;
    for (; rest >= chunk; rest -= chunk) {
      DoubleVectors.add(chunk, repeated, 0, a, ao);
      ao += chunk;
    }
    DoubleVectors.add(rest, repeated, 0, a, ao);
  }

  /** Limits a vector of columns at a time; where none exceeds the limit nothing is written. */
  static void limitColumnNorms(int m, int n, double limit, double[] a, int ao, int lda) {
    int j = 0;
    for (int bound = SPECIES.loopBound(n); j < bound; j += LANES) {
      DoubleVector square = DoubleVector.zero(SPECIES);
      for (int i = 0; i < m; i++) {
        DoubleVector x = DoubleVector.fromArray(SPECIES, a, ao + i * lda + j);
        square = x.fma(x, square);
      }
      DoubleVector scale = DoubleVector.broadcast(SPECIES, limit).div(square.sqrt()).min(1.0);
      if (scale.reduceLanes(VectorOperators.MIN) == 1) {
        continue;
      }
      for (int i = 0; i < m; i++) {
        DoubleVector.fromArray(SPECIES, a, ao + i * lda + j)
            .mul(scale)
            .intoArray(a, ao + i * lda + j);
      }
    }
    for (; j < n; j++) {
      DoubleRows.limitColumnNorm(m, limit, a, ao + j, lda);
    }
  }

  /** Sums columns, eight vectors of them in registers while the rows pass, in ascending order. */
  static void columnSums(int m, int n, double[] a, int ao, int lda, double[] sums, int so) {
    int j = 0;
    for (; j + 8 * LANES <= n; j += 8 * LANES) {
      wideColumnSums(m, a, ao + j, lda, sums, so + j);
    }
    for (; j + LANES <= n; j += LANES) {
      DoubleVector sum = DoubleVector.zero(SPECIES);
      for (int i = 0; i < m; i++) {
        sum = sum.add(DoubleVector.fromArray(SPECIES, a, ao + i * lda + j));
      }
      sum.intoArray(sums, so + j);
    }
    java.util.Arrays.fill(sums, so + j, so + n, 0);
    for (int i = 0; i < m && j < n; i++) {
      DoubleVectors.add(n - j, a, ao + i * lda + j, sums, so + j);
    }
  }

  private static void wideColumnSums(int m, double[] a, int ao, int lda, double[] sums, int so) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector s4 = s0;
    DoubleVector s5 = s0;
    DoubleVector s6 = s0;
    DoubleVector s7 = s0;
    for (int i = 0; i < m; i++) {
      int at = ao + i * lda;
      s0 = s0.add(DoubleVector.fromArray(SPECIES, a, at));
      s1 = s1.add(DoubleVector.fromArray(SPECIES, a, at + LANES));
      s2 = s2.add(DoubleVector.fromArray(SPECIES, a, at + 2 * LANES));
      s3 = s3.add(DoubleVector.fromArray(SPECIES, a, at + 3 * LANES));
      s4 = s4.add(DoubleVector.fromArray(SPECIES, a, at + 4 * LANES));
      s5 = s5.add(DoubleVector.fromArray(SPECIES, a, at + 5 * LANES));
      s6 = s6.add(DoubleVector.fromArray(SPECIES, a, at + 6 * LANES));
      s7 = s7.add(DoubleVector.fromArray(SPECIES, a, at + 7 * LANES));
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
