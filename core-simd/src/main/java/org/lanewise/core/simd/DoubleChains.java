// Generated from FloatChains.java by TwinSources; do not edit.
package org.lanewise.core.simd;

/** Products too small for vectors to be worth preparing: one chain after another. */
final class DoubleChains {
  /** Multiply-adds up to which this is taken: it was faster for 4 x 4 x 4 to 6 x 6 x 6. */
  static final int MOST_WORK = 256;

  private DoubleChains() {}

  /** Computes C = alpha op(A) op(B) + beta C, the operands given by their steps. */
  static void multiply(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aRow,
      int aDepth,
      double[] b,
      int bOffset,
      int bDepth,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = cOffset + i * ldc + j;
        double sum = beta == 0 ? 0 : beta * c[at];
        for (int p = 0; p < k; p++) {
          sum =
              Math.fma(
                  alpha * a[aOffset + i * aRow + p * aDepth],
                  b[bOffset + p * bDepth + j * bColumn],
                  sum);
        }
        c[at] = sum;
      }
    }
  }
}
