package org.lanewise.core.scalar;

/** What softmax and log-sum-exp need to know of one row. */
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
}
