package org.lanewise.core.scalar;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.FloatOperations;
import org.lanewise.core.FloatPackedMatrix;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

/** {@link FloatBlas} as plain loops, in the order that fixes their bits. */
interface FloatScalarBlas extends FloatOperations {
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
    int k = b.rows();
    int n = b.columns();
    float[] values = FloatPlainCopy.of(b).values();
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
  default FloatPackedMatrix pack(Transpose transB, int k, int n, float[] b, int bOffset, int ldb) {
    FloatPlainCopy copy = new FloatPlainCopy(k, n);
    copy.fill(transB, b, bOffset, ldb);
    return copy;
  }

  @Override
  default void repack(FloatPackedMatrix packed, Transpose transB, float[] b, int bOffset, int ldb) {
    FloatPlainCopy.of(packed).fill(transB, b, bOffset, ldb);
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
        float ax = alpha * x[x0 + p * incX];
        for (int j = 0; j < n; j++) {
          int yj = y0 + j * incY;
          y[yj] = Math.fma(ax, a[aOffset + p * lda + j], y[yj]);
        }
      }
    }
  }

  /** Returns one chain of fused multiply-adds over k, which starts at {@code sum}. */
  private static float chain(
      int k, float alpha, float[] x, int x0, int incX, float[] y, int y0, int incY, float sum) {
    for (int p = 0; p < k; p++) {
      sum = Math.fma(alpha * x[x0 + p * incX], y[y0 + p * incY], sum);
    }
    return sum;
  }

  private static void scaleOrClear(int n, float beta, float[] y, int y0, int incY) {
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
      int n, float alpha, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
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
  default void scal(int n, float alpha, float[] x, int xOffset, int incX) {
    int x0 = first(n, xOffset, incX);
    for (int i = 0; i < n; i++) {
      x[x0 + i * incX] *= alpha;
    }
  }

  @Override
  default float dot(int n, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    float[] partials = FloatPartials.cleared();
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      int lane = i % FloatPartials.COUNT;
      partials[lane] = Math.fma(x[x0 + i * incX], y[y0 + i * incY], partials[lane]);
    }
    return FloatPartials.fold(partials, n);
  }

  @Override
  default void copy(int n, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      y[y0 + i * incY] = x[x0 + i * incX];
    }
  }

  @Override
  default void swap(int n, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      float entry = x[x0 + i * incX];
      x[x0 + i * incX] = y[y0 + i * incY];
      y[y0 + i * incY] = entry;
    }
  }

  @Override
  default float nrm2(int n, float[] x, int xOffset, int incX) {
    float squares = dot(n, x, xOffset, incX, x, xOffset, incX);
    if (!FloatSquares.isInexact(squares)) {
      return (float) Math.sqrt(squares);
    }
    int x0 = first(n, xOffset, incX);
    float max = FloatExtremes.magnitude(n, x, x0, incX);
    if (max == 0 || Float.isInfinite(max)) {
      return max;
    }
    int exponent = Math.getExponent(max);
    squares = FloatSquares.sum(n, x, x0, incX, 0, Math.scalb(1f, -exponent));
    return Math.scalb((float) Math.sqrt(squares), exponent);
  }

  @Override
  default float asum(int n, float[] x, int xOffset, int incX) {
    float[] partials = FloatPartials.cleared();
    int x0 = first(n, xOffset, incX);
    for (int i = 0; i < n; i++) {
      partials[i % FloatPartials.COUNT] += Math.abs(x[x0 + i * incX]);
    }
    return FloatPartials.fold(partials, n);
  }

  @Override
  default int iamax(int n, float[] x, int xOffset, int incX) {
    return FloatExtremes.indexOfMagnitude(n, x, first(n, xOffset, incX), incX);
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
    int x0 = first(m, xOffset, incX);
    for (int i = 0; i < m; i++) {
      axpy(n, alpha * x[x0 + i * incX], y, yOffset, incY, a, aOffset + i * lda, 1);
    }
  }
}
