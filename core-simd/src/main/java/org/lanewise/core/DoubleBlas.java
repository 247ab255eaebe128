// Generated from FloatBlas.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * The operations of levels 1 to 3 on {@code double} slices, under their BLAS names.
 *
 * <p>Matrices are row-major; a matrix slice is an array, the offset of its first element and a
 * leading dimension. A vector slice with an increment steps {@code inc} elements from one entry to
 * the next; a negative increment walks the same entries from the last to the first, as in BLAS. An
 * operand that is written must not overlap another operand, except where a function is said to work
 * in place.
 */
public interface DoubleBlas {
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
}
