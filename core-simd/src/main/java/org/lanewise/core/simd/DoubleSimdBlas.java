// Generated from FloatSimdBlas.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import org.lanewise.core.DoubleEpilogue;
import org.lanewise.core.DoubleOperations;
import org.lanewise.core.DoublePackedMatrix;
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
    DoubleEpilogue none = DoubleEpilogue.NONE;
    gemm(
        transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc,
        none);
  }

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
      int ldc,
      DoubleEpilogue epilogue) {
    if (m == 1) {
      // A row of op(A) is contiguous, or one element a row of A.
      boolean plain = transB == Transpose.NO;
      Transpose trans = plain ? Transpose.YES : Transpose.NO;
      int rows = plain ? k : n;
      int columns = plain ? n : k;
      int incA = transA == Transpose.NO ? 1 : lda;
      gemv(trans, rows, columns, alpha, b, bOffset, ldb, a, aOffset, incA, beta, c, cOffset, 1);
    } else if (n == 1 && alpha == 1 && (transA == Transpose.NO || ldc == 1)) {
      boolean plain = transA == Transpose.NO;
      int incB = transB == Transpose.NO ? ldb : 1;
      gemv(
          transA,
          plain ? m : k,
          plain ? k : m,
          1,
          a,
          aOffset,
          lda,
          b,
          bOffset,
          incB,
          beta,
          c,
          cOffset,
          ldc);
    } else if ((long) m * n * k <= DoubleChains.MOST_WORK && alpha != 0) {
      int aRow = transA == Transpose.NO ? lda : 1;
      int aDepth = transA == Transpose.NO ? 1 : lda;
      int bDepth = transB == Transpose.NO ? ldb : 1;
      int bColumn = transB == Transpose.NO ? 1 : ldb;
      DoubleChains.multiply(
          m, n, k, alpha, a, aOffset, aRow, aDepth, b, bOffset, bDepth, bColumn, beta, c, cOffset,
          ldc);
    } else if (alpha == 1 && beta == 0 && DoubleDirect.serves(transA, transB, m, n, k)) {
      DoubleDirect.multiply(
          transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    } else if (alpha == 1 && beta == 0 && DoubleTurned.serves(transA, transB, m, n, k)) {
      int threads = parallelism().threads();
      DoubleTurned.multiply(
          threads, transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc,
          epilogue);
      return;
    } else {
      DoubleGemm.of(transA, m, n, k, alpha, a, aOffset, lda)
          .by(transB, b, bOffset, ldb)
          .into(parallelism().threads(), beta, c, cOffset, ldc, epilogue);
      return;
    }
    DoubleEpilogues.apply(epilogue, c, cOffset, ldc, 0, m, 0, n);
  }

  @Override
  default void gemm(
      Transpose transA,
      int m,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      DoublePackedMatrix b,
      double beta,
      double[] c,
      int cOffset,
      int ldc,
      DoubleEpilogue epilogue) {
    DoublePanels panels = DoublePanels.of(b);
    int n = b.columns();
    int k = b.rows();
    if (alpha == 1 && beta == 0 && transA == Transpose.NO && DoubleDirect.servesPacked(m, n, k)) {
      DoubleDirect.multiply(m, a, aOffset, lda, panels, c, cOffset, ldc);
      DoubleEpilogues.apply(epilogue, c, cOffset, ldc, 0, m, 0, n);
      return;
    }
    DoubleGemm.of(transA, m, n, k, alpha, a, aOffset, lda)
        .by(panels)
        .into(parallelism().threads(), beta, c, cOffset, ldc, epilogue);
  }

  @Override
  default DoublePackedMatrix pack(
      Transpose transB, int k, int n, double[] b, int bOffset, int ldb) {
    DoublePanels panels = new DoublePanels(k, n);
    panels.fill(transB, b, bOffset, ldb);
    return panels;
  }

  @Override
  default void repack(
      DoublePackedMatrix packed, Transpose transB, double[] b, int bOffset, int ldb) {
    DoublePanels.of(packed).fill(transB, b, bOffset, ldb);
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
    if (transposed && incY != 1) {
      scalar().gemv(transA, m, n, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
      return;
    }
    int yLength = transposed ? n : m;
    int x0 = first(transposed ? m : n, xOffset, incX);
    int y0 = first(yLength, yOffset, incY);
    if (beta != 1) {
      for (int i = 0; i < yLength; i++) {
        int at = y0 + i * incY;
        y[at] = beta == 0 ? 0 : beta * y[at];
      }
    }
    if (alpha == 0) {
      return;
    }
    if (transposed) {
      DoubleGemv.transposed(m, n, alpha, a, aOffset, lda, x, x0, incX, y, y0);
    } else {
      DoubleGemv.plain(m, n, alpha, a, aOffset, lda, x, x0, incX, y, y0, incY);
    }
  }

  /** Returns the index of entry 0: with a negative increment it is the last in memory. */
  private static int first(int n, int offset, int increment) {
    return increment > 0 ? offset : offset - (n - 1) * increment;
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

  @Override
  default void copy(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    if (incX == 1 && incY == 1) {
      System.arraycopy(x, xOffset, y, yOffset, n);
    } else {
      scalar().copy(n, x, xOffset, incX, y, yOffset, incY);
    }
  }

  @Override
  default void swap(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    if (incX == 1 && incY == 1) {
      DoubleVectors.swap(n, x, xOffset, y, yOffset);
    } else {
      scalar().swap(n, x, xOffset, incX, y, yOffset, incY);
    }
  }

  @Override
  default double nrm2(int n, double[] x, int xOffset, int incX) {
    return incX == 1 ? DoubleSums.norm(n, x, xOffset) : scalar().nrm2(n, x, xOffset, incX);
  }

  @Override
  default double asum(int n, double[] x, int xOffset, int incX) {
    return incX == 1 ? DoubleSums.magnitudes(n, x, xOffset) : scalar().asum(n, x, xOffset, incX);
  }

  @Override
  default int iamax(int n, double[] x, int xOffset, int incX) {
    return incX == 1
        ? DoubleMaxima.indexOfMagnitude(n, x, xOffset)
        : scalar().iamax(n, x, xOffset, incX);
  }

  @Override
  default void ger(
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
      int lda) {
    if (incY != 1) {
      scalar().ger(m, n, alpha, x, xOffset, incX, y, yOffset, incY, a, aOffset, lda);
      return;
    }
    int x0 = first(m, xOffset, incX);
    for (int i = 0; i < m; i++) {
      DoubleVectors.axpy(n, alpha * x[x0 + i * incX], y, yOffset, a, aOffset + i * lda);
    }
  }
}
