// Generated from FloatSimdBlas.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import org.lanewise.core.DoubleOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;

/** {@link DoubleBlas} by vectors. */
interface DoubleSimdBlas extends DoubleOperations {
  /** Returns how many threads a call may use. */
  Parallelism parallelism();

  /** Returns the plain loops, for strides that vectors cannot follow. */
  DoubleOperations scalar();

  @Override
  default void gemm(
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
      int ldc) {
    if (m == 1) {
      // A row of op(A) is contiguous, or one element a row of A.
      Transpose trans = transB == Transpose.NO ? Transpose.YES : Transpose.NO;
      int rows = transB == Transpose.NO ? k : n;
      int columns = transB == Transpose.NO ? n : k;
      int incA = transA == Transpose.NO ? 1 : lda;
      gemv(trans, rows, columns, alpha, b, bOffset, ldb, a, aOffset, incA, beta, c, cOffset, 1);
      return;
    }
    DoubleGemm.gemm(
        parallelism().threads(),
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        beta,
        c,
        cOffset,
        ldc);
  }

  @Override
  default void gemv(
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
      int incY) {
    boolean transposed = transA == Transpose.YES;
    if (incX < 0 || incY < 0 || (transposed && incY != 1)) {
      scalar().gemv(transA, m, n, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
      return;
    }
    int yLength = transposed ? n : m;
    if (beta != 1) {
      for (int i = 0; i < yLength; i++) {
        int at = yOffset + i * incY;
        y[at] = beta == 0 ? 0 : beta * y[at];
      }
    }
    if (alpha == 0) {
      return;
    }
    if (transposed) {
      DoubleGemv.transposed(m, n, alpha, a, aOffset, lda, x, xOffset, incX, y, yOffset);
    } else {
      DoubleGemv.plain(m, n, alpha, a, aOffset, lda, x, xOffset, incX, y, yOffset, incY);
    }
  }

  @Override
  default void axpy(
      int n, double alpha, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    if (incX == 1 && incY == 1) {
      DoubleSlices.axpy(parallelism().threads(), n, alpha, x, xOffset, y, yOffset);
    } else {
      scalar().axpy(n, alpha, x, xOffset, incX, y, yOffset, incY);
    }
  }

  @Override
  default void scal(int n, double alpha, double[] x, int xOffset, int incX) {
    if (incX == 1) {
      DoubleVectors.scal(n, alpha, x, xOffset);
    } else {
      scalar().scal(n, alpha, x, xOffset, incX);
    }
  }

  @Override
  default double dot(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    return incX == 1 && incY == 1
        ? DoubleVectors.dot(n, x, xOffset, y, yOffset)
        : scalar().dot(n, x, xOffset, incX, y, yOffset, incY);
  }
}
