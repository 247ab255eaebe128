// Generated from FloatReductions.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * What turns many {@code double} values into one, and rows into rows. Slices are as in {@link
 * DoubleBlas}.
 */
public interface DoubleReductions {
  /** Returns the sum of n entries, by the partial sums of {@link DoubleBlas#dot}. */
  double sum(int n, double[] x, int xOffset);

  /** Sums the rows of an m x n matrix in ascending order, one sum a column. Modifies sums. */
  void columnSums(int m, int n, double[] a, int aOffset, int lda, double[] sums, int sumsOffset);

  /**
   * Turns each of m rows of n entries into {@code e^(x - max) / sum e^(x - max)}.
   *
   * <p>The sum is that of {@link #sum}. Finite for finite input. A row with NaN or +infinity
   * becomes NaN; a row of -infinity alone becomes NaN. Works in place. Modifies y.
   */
  void softmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] y, int yOffset, int ldy);

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
      double[] y,
      int yOffset,
      int ldy,
      double[] dy,
      int dyOffset,
      int lddy,
      double[] dx,
      int dxOffset,
      int lddx);

  /**
   * Writes {@code max + log sum e^(x - max)} of each of m rows of n entries.
   *
   * <p>Finite for finite input; infinite if the row's maximum is. Modifies out.
   */
  void logSumExpRows(int m, int n, double[] x, int xOffset, int ldx, double[] out, int outOffset);
}
