// Generated from FloatScalarBlas.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import org.lanewise.core.DoubleEpilogue;
import org.lanewise.core.DoubleOperations;
import org.lanewise.core.DoublePackedMatrix;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

/** {@link DoubleBlas} as plain loops, in the order that fixes their bits. */
interface DoubleScalarBlas extends DoubleOperations {
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
    int aRow = transA == Transpose.NO ? lda : 1;
    int aColumn = transA == Transpose.NO ? 1 : lda;
    for (int i = 0; i < m; i++) {
      int ci = cOffset + i * ldc;
      scaleOrClear(n, beta, c, ci, 1);
      if (alpha == 0) {
        continue;
      }
      int ai = aOffset + i * aRow;
      if (transB == Transpose.NO) {
        for (int p = 0; p < k; p++) {
          axpy(n, alpha * a[ai + p * aColumn], b, bOffset + p * ldb, 1, c, ci, 1);
        }
      } else {
        for (int j = 0; j < n; j++) {
          c[ci + j] = chain(k, alpha, a, ai, aColumn, b, bOffset + j * ldb, 1, c[ci + j]);
        }
      }
    }
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
    gemm(transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc);
    UnaryOp op = epilogue.op();
    if (epilogue.bias() != null) {
      addRow(m, n, epilogue.bias(), epilogue.biasOffset(), c, cOffset, ldc);
    }
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      if (epilogue.saved() == null) {
        unary(op, n, c, row, c, row);
      } else {
        int saved = epilogue.savedOffset() + i * epilogue.ldSaved();
        unaryGradient(op, n, epilogue.saved(), saved, c, row, c, row);
      }
    }
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
    int k = b.rows();
    int n = b.columns();
    double[] values = DoublePlainCopy.of(b).values();
    int ldb = Math.max(1, n);
    gemm(
        transA,
        Transpose.NO,
        m,
        n,
        k,
        alpha,
        a,
        aOffset,
        lda,
        values,
        0,
        ldb,
        beta,
        c,
        cOffset,
        ldc,
        epilogue);
  }

  @Override
  default DoublePackedMatrix pack(
      Transpose transB, int k, int n, double[] b, int bOffset, int ldb) {
    DoublePlainCopy copy = new DoublePlainCopy(k, n);
    copy.fill(transB, b, bOffset, ldb);
    return copy;
  }

  @Override
  default void repack(
      DoublePackedMatrix packed, Transpose transB, double[] b, int bOffset, int ldb) {
    DoublePlainCopy.of(packed).fill(transB, b, bOffset, ldb);
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
    int xLength = transA == Transpose.NO ? n : m;
    int yLength = transA == Transpose.NO ? m : n;
    int x0 = first(xLength, xOffset, incX);
    int y0 = first(yLength, yOffset, incY);
    scaleOrClear(yLength, beta, y, y0, incY);
    if (alpha == 0) {
      return;
    }
    if (transA == Transpose.NO) {
      for (int i = 0; i < m; i++) {
        int yi = y0 + i * incY;
        y[yi] = chain(n, alpha, x, x0, incX, a, aOffset + i * lda, 1, y[yi]);
      }
    } else {
      for (int p = 0; p < m; p++) {
        double ax = alpha * x[x0 + p * incX];
        for (int j = 0; j < n; j++) {
          int yj = y0 + j * incY;
          y[yj] = Math.fma(ax, a[aOffset + p * lda + j], y[yj]);
        }
      }
    }
  }

  /** Returns one chain of fused multiply-adds over k, which starts at {@code sum}. */
  private static double chain(
      int k, double alpha, double[] x, int x0, int incX, double[] y, int y0, int incY, double sum) {
    for (int p = 0; p < k; p++) {
      sum = Math.fma(alpha * x[x0 + p * incX], y[y0 + p * incY], sum);
    }
    return sum;
  }

  private static void scaleOrClear(int n, double beta, double[] y, int y0, int incY) {
    if (beta == 1) {
      return;
    }
    for (int i = 0; i < n; i++) {
      y[y0 + i * incY] = beta == 0 ? 0 : beta * y[y0 + i * incY];
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
      for (int i = 0; i < n; i++) {
        y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
      }
      return;
    }
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      y[y0 + i * incY] = Math.fma(alpha, x[x0 + i * incX], y[y0 + i * incY]);
    }
  }

  @Override
  default void scal(int n, double alpha, double[] x, int xOffset, int incX) {
    int x0 = first(n, xOffset, incX);
    for (int i = 0; i < n; i++) {
      x[x0 + i * incX] *= alpha;
    }
  }

  @Override
  default double dot(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    double[] partials = DoublePartials.cleared();
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      int lane = i % DoublePartials.COUNT;
      partials[lane] = Math.fma(x[x0 + i * incX], y[y0 + i * incY], partials[lane]);
    }
    return DoublePartials.fold(partials, n);
  }

  @Override
  default void copy(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      y[y0 + i * incY] = x[x0 + i * incX];
    }
  }

  @Override
  default void swap(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      double entry = x[x0 + i * incX];
      x[x0 + i * incX] = y[y0 + i * incY];
      y[y0 + i * incY] = entry;
    }
  }

  @Override
  default double nrm2(int n, double[] x, int xOffset, int incX) {
    double squares = dot(n, x, xOffset, incX, x, xOffset, incX);
    if (!DoubleSquares.isInexact(squares)) {
      return Math.sqrt(squares);
    }
    int x0 = first(n, xOffset, incX);
    double max = DoubleExtremes.magnitude(n, x, x0, incX);
    if (max == 0 || Double.isInfinite(max)) {
      return max;
    }
    int exponent = Math.getExponent(max);
    squares = DoubleSquares.sum(n, x, x0, incX, 0, Math.scalb(1.0, -exponent));
    return Math.scalb(Math.sqrt(squares), exponent);
  }

  @Override
  default double asum(int n, double[] x, int xOffset, int incX) {
    double[] partials = DoublePartials.cleared();
    int x0 = first(n, xOffset, incX);
    for (int i = 0; i < n; i++) {
      partials[i % DoublePartials.COUNT] += Math.abs(x[x0 + i * incX]);
    }
    return DoublePartials.fold(partials, n);
  }

  @Override
  default int iamax(int n, double[] x, int xOffset, int incX) {
    return DoubleExtremes.indexOfMagnitude(n, x, first(n, xOffset, incX), incX);
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
    int x0 = first(m, xOffset, incX);
    for (int i = 0; i < m; i++) {
      axpy(n, alpha * x[x0 + i * incX], y, yOffset, incY, a, aOffset + i * lda, 1);
    }
  }
}
