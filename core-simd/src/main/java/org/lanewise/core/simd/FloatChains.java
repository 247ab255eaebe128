package org.lanewise.core.simd;

/** Products too small for vectors to be worth preparing: one chain after another. */
final class FloatChains {
  /** Multiply-adds up to which this is taken: it was faster for 4 x 4 x 4 to 6 x 6 x 6. */
  static final int MOST_WORK = 256;

  private FloatChains() {}

  /** Computes C = alpha op(A) op(B) + beta C, the operands given by their steps. */
  static void multiply(
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int aRow,
      int aDepth,
      float[] b,
      int bOffset,
      int bDepth,
      int bColumn,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = cOffset + i * ldc + j;
        float sum = beta == 0 ? 0 : beta * c[at];
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
