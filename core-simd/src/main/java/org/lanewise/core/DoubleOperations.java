// Generated from FloatOperations.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * The operations of a {@link Backend} on {@code double} slices.
 *
 * <p>Matrices are row-major; a matrix slice is an array, the offset of its first element and a
 * leading dimension. A vector slice with an increment steps {@code inc} elements from one entry to
 * the next; a negative increment walks the same entries from the last to the first, as in BLAS. An
 * operand that is written must not overlap another operand, except where a function is said to work
 * in place.
 */
public interface DoubleOperations {
  /**
   * Multiplies two matrices and adds the product to a third: {@code C = alpha op(A) op(B) + beta
   * C}.
   *
   * <p>Shapes: op(A) is m x k, op(B) is k x n, C is m x n. Each element of C is one chain: it
   * starts as {@code beta * c} (as 0 if beta is 0, whatever C holds) and takes {@code fma(alpha *
   * a, b, c)} for each k in ascending order. If alpha or k is 0, A and B are not read. Modifies C.
   */
  void gemm(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double beta,
      double[] c,
      int cOffset,
      int ldc);

  /**
   * Multiplies a matrix by a vector: {@code y = alpha op(A) x + beta y}.
   *
   * <p>Shapes: A is m x n as it lies in memory; op(A) x has m entries, or n if A is transposed.
   * Each entry of y is one chain: it starts as {@code beta * y} (as 0 if beta is 0) and takes
   * {@code fma(alpha * x, a, y)} in ascending order. Modifies y.
   */
  void gemv(
      Transpose transA,
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      int incX,
      double beta,
      double[] y,
      int yOffset,
      int incY);

  /** Adds a multiple: {@code y = fma(alpha, x, y)} for each of n entries. Modifies y. */
  void axpy(
      int n, double alpha, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY);

  /** Multiplies n entries by alpha; 0 times NaN or infinity is NaN. Modifies x. */
  void scal(int n, double alpha, double[] x, int xOffset, int incX);

  /**
   * Returns the inner product of n entries.
   *
   * <p>Entry i goes by fma to partial sum {@code i mod L}, where L partial sums take 256 bytes;
   * they are folded in halves: sum l takes sum l + L/2, then l + L/4, and so on. The error is at
   * most {@code (n / L + log2 L + 1) eps sum |x y|}.
   */
  double dot(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY);

  /** Returns the sum of n entries, by the partial sums of {@link #dot}. */
  double sum(int n, double[] x, int xOffset);

  /** Multiplies elementwise: {@code z = x y}. Works in place on x or y. Modifies z. */
  void multiply(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

  /** Applies a function: {@code y = op(x)}. Works in place. Modifies y. */
  void unary(UnaryOp op, int n, double[] x, int xOffset, double[] y, int yOffset);

  /**
   * Multiplies by a function's derivative: {@code dx = dy op'(x)}.
   *
   * <p>Where the function is flat (ReLU at zero and below) dx is 0 whatever dy holds. Works in
   * place on dy. Modifies dx.
   *
   * @param saved the input or the output of the function, see {@link UnaryOp.Kind#derivativeFrom}
   */
  void unaryGradient(
      UnaryOp op,
      int n,
      double[] saved,
      int savedOffset,
      double[] dy,
      int dyOffset,
      double[] dx,
      int dxOffset);

  /** Adds one row of n entries to each of m rows of a matrix. Modifies A. */
  void addRow(int m, int n, double[] row, int rowOffset, double[] a, int aOffset, int lda);

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

  /**
   * One step of gradient descent with momentum: {@code v = fma(momentum, v, g)}, {@code w =
   * fma(-rate, v, w)}. Modifies w and v.
   */
  void momentumStep(
      int n,
      double rate,
      double momentum,
      double[] w,
      int wOffset,
      double[] v,
      int vOffset,
      double[] g,
      int gOffset);

  /**
   * One step of Adam (Kingma and Ba 2015) with bias-corrected moments, in this order of operations:
   *
   * <pre>
   * m = fma(beta1, m, (1 - beta1) g)
   * v = fma(beta2, v, ((1 - beta2) g) g)
   * w = fma(-rate / correction1, m / fma(sqrt(v), 1 / sqrt(correction2), epsilon), w)
   * </pre>
   *
   * <p>with {@code correction = 1 - beta^step} computed in double. A gradient under 2^-50 and a
   * moment under 2^-110 in magnitude (2^-400 and 2^-900 in double) count as zero: subnormal numbers
   * slow a processor down a hundredfold, and what is lost is far below what epsilon lets through.
   * Modifies w, m and v.
   *
   * @param step the number of this step, from 1
   */
  void adamStep(
      int n,
      int step,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double[] w,
      int wOffset,
      double[] m,
      int mOffset,
      double[] v,
      int vOffset,
      double[] g,
      int gOffset);
}
