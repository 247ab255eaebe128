// Generated from FloatRows.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

/** What softmax and log-sum-exp need to know of one row, and the limit of one column. */
public final class DoubleRows {
  private DoubleRows() {}

  /** Returns the largest of n entries, -infinity for none; NaN is passed over. */
  public static double max(int n, double[] x, int xOffset) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = x[xOffset + i] > max ? x[xOffset + i] : max;
    }
    return max;
  }

  /** Returns the log-sum-exp of a row whose maximum is infinite: NaN if it holds one, else that. */
  public static double infiniteLogSumExp(int n, double[] x, int xOffset, double max) {
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(x[xOffset + i])) {
        return Double.NaN;
      }
    }
    return max;
  }

  /** Shrinks one column of m rows to the limit of its norm. */
  public static void limitColumnNorm(int m, double limit, double[] a, int aOffset, int lda) {
    double square = 0;
    for (int i = 0; i < m; i++) {
      square = Math.fma(a[aOffset + i * lda], a[aOffset + i * lda], square);
    }
    double scale = Math.min(1, limit / Math.sqrt(square));
    for (int i = 0; i < m; i++) {
      a[aOffset + i * lda] *= scale;
    }
  }
}
