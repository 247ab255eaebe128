// Generated from FloatNarrow.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;

import org.lanewise.core.DoubleEpilogue;
import org.lanewise.core.Transpose;

/**
 * Products of a transposed A by a B with fewer columns than a vector has lanes, computed the other
 * way round: {@code C^T = op(B)^T A}. Vectors then run along the rows of A as they lie, and neither
 * half-empty vectors nor a packed A are needed; C is small enough to be turned afterwards.
 */
final class DoubleNarrow {
  /** Elements of C up to which it stays near; the buffer grows no larger. */
  private static final int MOST_ELEMENTS = 1 << 16;

  private static final ThreadLocal<double[]> TURNED = ThreadLocal.withInitial(() -> new double[0]);

  private DoubleNarrow() {}

  /** Returns whether this way is taken: it was faster for 100 and 512 rows by 10 columns. */
  static boolean serves(int m, int n, int k) {
    return n < LANES && m >= 2 * LANES && k >= LANES && (long) m * n <= MOST_ELEMENTS;
  }

  /** Computes C = A^T op(B). */
  static void multiply(
      int threads,
      Transpose transB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double[] c,
      int cOffset,
      int ldc) {
    double[] turned = TURNED.get();
    if (turned.length < m * n) {
      turned = new double[m * n];
      TURNED.set(turned);
    }
    Transpose trans = transB == Transpose.NO ? Transpose.YES : Transpose.NO;
    DoubleGemm.of(trans, n, m, k, 1, b, bOffset, ldb)
        .by(Transpose.NO, a, aOffset, lda)
        .into(threads, 0, turned, 0, m, DoubleEpilogue.NONE);
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      for (int j = 0; j < n; j++) {
        c[row + j] = turned[j * m + i];
      }
    }
  }
}
