package org.lanewise.core;

/**
 * What turns many {@code float} values into one, and rows into rows. Slices are as in {@link
 * FloatBlas}.
 */
public interface FloatReductions {
  /**
   * Returns the sum of n entries, by the partial sums of {@link FloatBlas#dot} and their fold.
   *
   * <p>That is close to summing in pairs: the error is at most {@code (n / L + log2 L) eps sum
   * |x|}, where summing in order would have n in place of n / L.
   */
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

  /**
   * Returns the mean of n entries: {@link #sum} divided by n.
   *
   * @throws IllegalArgumentException if n is 0
   */
  float mean(int n, float[] x, int xOffset);

  /**
   * Returns the population variance of n entries: {@code sum (x - mean)^2 / n}.
   *
   * <p>Two passes: the first for {@link #mean}, the second for the squares, by fma on the partial
   * sums of {@link FloatBlas#dot}. The relative error is at most {@code (n / L + log2 L + 5) eps}
   * and what the mean's own error adds, its square divided by the variance. Infinite or NaN if a
   * square overflows or an entry is not finite.
   *
   * @throws IllegalArgumentException if n is 0
   */
  float variance(int n, float[] x, int xOffset);

  /**
   * Returns the largest of n entries by {@link Math#max(float, float)}: NaN if there is one, and 0
   * is larger than -0.
   *
   * @throws IllegalArgumentException if n is 0
   */
  float max(int n, float[] x, int xOffset);

  /**
   * Returns the smallest of n entries by {@link Math#min(float, float)}: NaN if there is one, and
   * -0 is smaller than 0.
   *
   * @throws IllegalArgumentException if n is 0
   */
  float min(int n, float[] x, int xOffset);

  /**
   * Returns the index of the largest of n entries, the first of equals, 0 and -0 being equal. If
   * there is a NaN, that of the first.
   *
   * @throws IllegalArgumentException if n is 0
   */
  int argmax(int n, float[] x, int xOffset);

  /**
   * Returns the index of the smallest of n entries, the first of equals, 0 and -0 being equal. If
   * there is a NaN, that of the first.
   *
   * @throws IllegalArgumentException if n is 0
   */
  int argmin(int n, float[] x, int xOffset);

  /**
   * Writes {@link #argmax} of each of m rows of n entries: the class that a row of scores names.
   * Modifies out.
   *
   * @throws IllegalArgumentException if n is 0
   */
  void argmaxRows(int m, int n, float[] x, int xOffset, int ldx, int[] out, int outOffset);

  /**
   * Turns each of m rows of n entries into {@code (x - max) - log sum e^(x - max)}, the logarithm
   * of {@link #softmaxRows}.
   *
   * <p>Finite for finite input, where a logarithm of softmax would be infinite once softmax has
   * underflowed. The error is at most {@code 4 eps (1 + |y|)} and the relative error of the sum,
   * which is that of {@link #sum}. A row with NaN or +infinity becomes NaN; a row of -infinity
   * alone becomes NaN. Works in place. Modifies y.
   */
  void logSoftmaxRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy);

  /**
   * Multiplies each of m rows by the derivative of log-softmax: {@code dx = dy - e^y sum dy}, one
   * fma after the sum.
   *
   * <p>The sum is that of {@link #sum}. Works in place on dy. Modifies dx.
   *
   * @param y the output of {@link #logSoftmaxRows}
   */
  void logSoftmaxGradientRows(
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
}
