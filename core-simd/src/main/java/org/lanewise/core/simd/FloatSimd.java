package org.lanewise.core.simd;

import org.lanewise.core.FloatOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.FloatAdam;

/** The {@code float} operations by vectors: chooses the route by shape, never by the caller. */
interface FloatSimd extends FloatOperations {
  /**
   * Whether comparisons of lanes are compiled: not for vectors of two lanes, whose masks are
   * objects. Operations that compare are then left to the plain loops.
   */
  boolean COMPARES = FloatSpecies.LANES > 2;

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
    if (m == 1) {
      // A row of op(A) is contiguous, or one element a row of A.
      Transpose trans = transB == Transpose.NO ? Transpose.YES : Transpose.NO;
      int rows = transB == Transpose.NO ? k : n;
      int columns = transB == Transpose.NO ? n : k;
      int incA = transA == Transpose.NO ? 1 : lda;
      gemv(trans, rows, columns, alpha, b, bOffset, ldb, a, aOffset, incA, beta, c, cOffset, 1);
      return;
    }
    FloatGemm.gemm(
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
      FloatGemv.transposed(m, n, alpha, a, aOffset, lda, x, xOffset, incX, y, yOffset);
    } else {
      FloatGemv.plain(m, n, alpha, a, aOffset, lda, x, xOffset, incX, y, yOffset, incY);
    }
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
  default float sum(int n, float[] x, int xOffset) {
    return FloatVectors.sum(n, x, xOffset);
  }

  @Override
  default void multiply(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    FloatSlices.multiply(parallelism().threads(), n, x, xOffset, y, yOffset, z, zOffset);
  }

  @Override
  default void unary(UnaryOp op, int n, float[] x, int xOffset, float[] y, int yOffset) {
    if (!COMPARES) {
      scalar().unary(op, n, x, xOffset, y, yOffset);
      return;
    }
    FloatSlices.unary(parallelism().threads(), op, n, x, xOffset, y, yOffset);
  }

  @Override
  default void unaryGradient(
      UnaryOp op,
      int n,
      float[] saved,
      int savedOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset) {
    if (!COMPARES) {
      scalar().unaryGradient(op, n, saved, savedOffset, dy, dyOffset, dx, dxOffset);
      return;
    }
    FloatSlices.unaryGradient(
        parallelism().threads(), op, n, saved, savedOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  default void addRow(int m, int n, float[] row, int rowOffset, float[] a, int aOffset, int lda) {
    FloatRowFunctions.addRow(m, n, row, rowOffset, a, aOffset, lda);
  }

  @Override
  default void columnSums(
      int m, int n, float[] a, int aOffset, int lda, float[] sums, int sumsOffset) {
    FloatRowFunctions.columnSums(m, n, a, aOffset, lda, sums, sumsOffset);
  }

  @Override
  default void softmaxRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
    if (!COMPARES) {
      scalar().softmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
      return;
    }
    FloatRowFunctions.softmax(m, n, x, xOffset, ldx, y, yOffset, ldy);
  }

  @Override
  default void softmaxGradientRows(
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
      int lddx) {
    FloatRowFunctions.softmaxGradient(
        m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }

  @Override
  default void logSumExpRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] out, int outOffset) {
    if (!COMPARES) {
      scalar().logSumExpRows(m, n, x, xOffset, ldx, out, outOffset);
      return;
    }
    FloatRowFunctions.logSumExp(m, n, x, xOffset, ldx, out, outOffset);
  }

  @Override
  default void momentumStep(
      int n,
      float rate,
      float momentum,
      float[] w,
      int wOffset,
      float[] v,
      int vOffset,
      float[] g,
      int gOffset) {
    FloatSlices.momentum(
        parallelism().threads(), n, rate, momentum, w, wOffset, v, vOffset, g, gOffset);
  }

  @Override
  default void adamStep(
      int n,
      int step,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      float[] w,
      int wOffset,
      float[] m,
      int mOffset,
      float[] v,
      int vOffset,
      float[] g,
      int gOffset) {
    if (!COMPARES) {
      scalar()
          .adamStep(
              n, step, rate, beta1, beta2, epsilon, w, wOffset, m, mOffset, v, vOffset, g, gOffset);
      return;
    }
    FloatAdam adam = FloatAdam.of(step, rate, beta1, beta2, epsilon);
    FloatSlices.adam(
        parallelism().threads(), adam, n, w, wOffset, m, mOffset, v, vOffset, g, gOffset);
  }
}
