package org.lanewise.core.simd;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.FloatOperations;
import org.lanewise.core.FloatPackedMatrix;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;

/** {@link FloatBlas} by vectors. */
interface FloatSimdBlas extends FloatOperations {
  /** Returns how many threads a call may use. */
  Parallelism parallelism();

  /** Returns the plain loops, for strides that vectors cannot follow. */
  FloatOperations scalar();

  @Override
  default void gemm(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    FloatEpilogue none = FloatEpilogue.NONE;
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
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc,
      FloatEpilogue epilogue) {
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
    } else if ((long) m * n * k <= FloatChains.MOST_WORK && alpha != 0) {
      int aRow = transA == Transpose.NO ? lda : 1;
      int aDepth = transA == Transpose.NO ? 1 : lda;
      int bDepth = transB == Transpose.NO ? ldb : 1;
      int bColumn = transB == Transpose.NO ? 1 : ldb;
      FloatChains.multiply(
          m, n, k, alpha, a, aOffset, aRow, aDepth, b, bOffset, bDepth, bColumn, beta, c, cOffset,
          ldc);
    } else if (alpha == 1 && beta == 0 && FloatDirect.serves(transA, transB, m, n, k)) {
      FloatDirect.multiply(
          transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    } else if (alpha == 1 && beta == 0 && FloatTurned.serves(transA, transB, m, n, k)) {
      int threads = parallelism().threads();
      FloatTurned.multiply(
          threads, transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc,
          epilogue);
      return;
    } else {
      FloatGemm.of(transA, m, n, k, alpha, a, aOffset, lda)
          .by(transB, b, bOffset, ldb)
          .into(parallelism().threads(), beta, c, cOffset, ldc, epilogue);
      return;
    }
    FloatEpilogues.apply(epilogue, c, cOffset, ldc, 0, m, 0, n);
  }

  @Override
  default void gemm(
      Transpose transA,
      int m,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      FloatPackedMatrix b,
      float beta,
      float[] c,
      int cOffset,
      int ldc,
      FloatEpilogue epilogue) {
    FloatPanels panels = FloatPanels.of(b);
    int n = b.columns();
    int k = b.rows();
    if (alpha == 1 && beta == 0 && transA == Transpose.NO && FloatDirect.servesPacked(m, n, k)) {
      FloatDirect.multiply(m, a, aOffset, lda, panels, c, cOffset, ldc);
      FloatEpilogues.apply(epilogue, c, cOffset, ldc, 0, m, 0, n);
      return;
    }
    FloatGemm.of(transA, m, n, k, alpha, a, aOffset, lda)
        .by(panels)
        .into(parallelism().threads(), beta, c, cOffset, ldc, epilogue);
  }

  @Override
  default FloatPackedMatrix pack(Transpose transB, int k, int n, float[] b, int bOffset, int ldb) {
    FloatPanels panels = new FloatPanels(k, n);
    panels.fill(transB, b, bOffset, ldb);
    return panels;
  }

  @Override
  default void repack(FloatPackedMatrix packed, Transpose transB, float[] b, int bOffset, int ldb) {
    FloatPanels.of(packed).fill(transB, b, bOffset, ldb);
  }

  @Override
  default void gemv(
      Transpose transA,
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      int incX,
      float beta,
      float[] y,
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
      FloatGemv.transposed(m, n, alpha, a, aOffset, lda, x, x0, incX, y, y0);
    } else {
      FloatGemv.plain(m, n, alpha, a, aOffset, lda, x, x0, incX, y, y0, incY);
    }
  }

  /** Returns the index of entry 0: with a negative increment it is the last in memory. */
  private static int first(int n, int offset, int increment) {
    return increment > 0 ? offset : offset - (n - 1) * increment;
  }

  @Override
  default void axpy(
      int n, float alpha, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    if (incX == 1 && incY == 1) {
      FloatSlices.axpy(parallelism().threads(), n, alpha, x, xOffset, y, yOffset);
    } else {
      scalar().axpy(n, alpha, x, xOffset, incX, y, yOffset, incY);
    }
  }

  @Override
  default void scal(int n, float alpha, float[] x, int xOffset, int incX) {
    if (incX == 1) {
      FloatVectors.scal(n, alpha, x, xOffset);
    } else {
      scalar().scal(n, alpha, x, xOffset, incX);
    }
  }

  @Override
  default float dot(int n, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    return incX == 1 && incY == 1
        ? FloatVectors.dot(n, x, xOffset, y, yOffset)
        : scalar().dot(n, x, xOffset, incX, y, yOffset, incY);
  }

  @Override
  default void copy(int n, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    if (incX == 1 && incY == 1) {
      System.arraycopy(x, xOffset, y, yOffset, n);
    } else {
      scalar().copy(n, x, xOffset, incX, y, yOffset, incY);
    }
  }

  @Override
  default void swap(int n, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    if (incX == 1 && incY == 1) {
      FloatVectors.swap(n, x, xOffset, y, yOffset);
    } else {
      scalar().swap(n, x, xOffset, incX, y, yOffset, incY);
    }
  }

  @Override
  default float nrm2(int n, float[] x, int xOffset, int incX) {
    return incX == 1 ? FloatSums.norm(n, x, xOffset) : scalar().nrm2(n, x, xOffset, incX);
  }

  @Override
  default float asum(int n, float[] x, int xOffset, int incX) {
    return incX == 1 ? FloatSums.magnitudes(n, x, xOffset) : scalar().asum(n, x, xOffset, incX);
  }

  @Override
  default int iamax(int n, float[] x, int xOffset, int incX) {
    return incX == 1
        ? FloatMaxima.indexOfMagnitude(n, x, xOffset)
        : scalar().iamax(n, x, xOffset, incX);
  }

  @Override
  default void ger(
      int m,
      int n,
      float alpha,
      float[] x,
      int xOffset,
      int incX,
      float[] y,
      int yOffset,
      int incY,
      float[] a,
      int aOffset,
      int lda) {
    if (incY != 1) {
      scalar().ger(m, n, alpha, x, xOffset, incX, y, yOffset, incY, a, aOffset, lda);
      return;
    }
    int x0 = first(m, xOffset, incX);
    for (int i = 0; i < m; i++) {
      FloatVectors.axpy(n, alpha * x[x0 + i * incX], y, yOffset, a, aOffset + i * lda);
    }
  }
}
