package org.lanewise.core.scalar;

/** What softmax and log-sum-exp need to know of one row, and the limit of one column. */
public final class FloatRows {
  private FloatRows() {}

  /** Returns the largest of n entries, -infinity for none; NaN is passed over. */
  public static float max(int n, float[] x, int xOffset) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = x[xOffset + i] > max ? x[xOffset + i] : max;
    }
    return max;
  }

  /** Returns the log-sum-exp of a row whose maximum is infinite: NaN if it holds one, else that. */
  public static float infiniteLogSumExp(int n, float[] x, int xOffset, float max) {
    for (int i = 0; i < n; i++) {
      if (Float.isNaN(x[xOffset + i])) {
        return Float.NaN;
      }
    }
    return max;
  }

  /** Shrinks one column of m rows to the limit of its norm. */
  public static void limitColumnNorm(int m, float limit, float[] a, int aOffset, int lda) {
    float square = 0;
    for (int i = 0; i < m; i++) {
      square = Math.fma(a[aOffset + i * lda], a[aOffset + i * lda], square);
    }
    float scale = Math.min(1, limit / (float) Math.sqrt(square));
    for (int i = 0; i < m; i++) {
      a[aOffset + i * lda] *= scale;
    }
  }
}
