package org.lanewise.core;

/**
 * What turns many {@code float} values into one, and rows into rows. Slices are as in {@link
 * FloatBlas}.
 */
public interface FloatReductions {
  /** Returns the sum of n entries, by the partial sums of {@link FloatBlas#dot}. */
  float sum(int n, float[] x, int xOffset);

  /** Sums the rows of an m x n matrix in ascending order, one sum a column. Modifies sums. */
  void columnSums(int m, int n, float[] a, int aOffset, int lda, float[] sums, int sumsOffset);

  /**
   * Turns each of m rows of n entries into {@code e^(x - max) / sum e^(x - max)}.
   *
   * <p>The sum is that of {@link #sum}. Finite for finite input. A row with NaN or +infinity
   * becomes NaN; a row of -infinity alone becomes NaN. Works in place. Modifies y.
   */
  void softmaxRows(int m, int n, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy);

  /**
   * Multiplies each of m rows by the derivative of softmax: {@code dx = y (dy - sum y dy)}.
   *
   * <p>The sum is {@link #dot} of the two rows. Works in place on dy. Modifies dx.
   *
   * @param y the output of {@link #softmaxRows}
   */
  void softmaxGradientRows(
      int m,
      int n,
      float[] y,
      int yOffset,
      int ldy,
      float[] dy,
      int dyOffset,
      int lddy,
      float[] dx,
      int dxOffset,
      int lddx);

  /**
   * Writes {@code max + log sum e^(x - max)} of each of m rows of n entries.
   *
   * <p>Finite for finite input; infinite if the row's maximum is. Modifies out.
   */
  void logSumExpRows(int m, int n, float[] x, int xOffset, int ldx, float[] out, int outOffset);
}
