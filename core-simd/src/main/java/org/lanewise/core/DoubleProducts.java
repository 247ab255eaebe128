// Generated from FloatProducts.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * The products of plain {@code double} matrices and vectors, under their BLAS names: what another
 * engine may take over by itself, see {@link Products}. Slices are those of {@link DoubleBlas}.
 */
public interface DoubleProducts {
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
   * Multiplies two matrices and finishes each element while it is near: {@code C = epilogue(alpha
   * op(A) op(B) + beta C)}. The bits are those of {@link #gemm(Transpose, Transpose, int, int, int,
   * double, double[], int, int, double[], int, int, double, double[], int, int)} followed by the
   * epilogue's operations one by one. Modifies C.
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
      int ldc,
      DoubleEpilogue epilogue);

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

  /**
   * Adds an outer product: {@code A = alpha x y^T + A}.
   *
   * <p>Shapes: A is m x n, x has m entries, y has n. Each element of A takes one {@code fma(alpha *
   * x, y, a)}, the product of alpha and x rounded first. If alpha is 0, x and y are not read and A
   * stays as it is. Modifies A.
   */
  void ger(
      int m,
      int n,
      double alpha,
      double[] x,
      int xOffset,
      int incX,
      double[] y,
      int yOffset,
      int incY,
      double[] a,
      int aOffset,
      int lda);
}
