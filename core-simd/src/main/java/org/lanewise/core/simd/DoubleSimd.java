// Generated from FloatSimd.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import org.lanewise.core.DoubleOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleAdam;

/** The {@code double} operations by vectors: chooses the route by shape, never by the caller. */
interface DoubleSimd extends DoubleOperations {
  /**
   * Whether comparisons of lanes are compiled: not for vectors of two lanes, whose masks are
   * objects. Operations that compare are then left to the plain loops.
   */
  boolean COMPARES = DoubleSpecies.LANES > 2;

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

  @Override
  default double sum(int n, double[] x, int xOffset) {
    return DoubleVectors.sum(n, x, xOffset);
  }

  @Override
  default void multiply(
      int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
    DoubleSlices.multiply(parallelism().threads(), n, x, xOffset, y, yOffset, z, zOffset);
  }

  @Override
  default void unary(UnaryOp op, int n, double[] x, int xOffset, double[] y, int yOffset) {
    if (!COMPARES) {
      scalar().unary(op, n, x, xOffset, y, yOffset);
      return;
    }
    DoubleSlices.unary(parallelism().threads(), op, n, x, xOffset, y, yOffset);
  }

  @Override
  default void unaryGradient(
      UnaryOp op,
      int n,
      double[] saved,
      int savedOffset,
      double[] dy,
      int dyOffset,
      double[] dx,
      int dxOffset) {
    if (!COMPARES) {
      scalar().unaryGradient(op, n, saved, savedOffset, dy, dyOffset, dx, dxOffset);
      return;
    }
    DoubleSlices.unaryGradient(
        parallelism().threads(), op, n, saved, savedOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  default void addRow(int m, int n, double[] row, int rowOffset, double[] a, int aOffset, int lda) {
    DoubleRowFunctions.addRow(m, n, row, rowOffset, a, aOffset, lda);
  }

  @Override
  default void columnSums(
      int m, int n, double[] a, int aOffset, int lda, double[] sums, int sumsOffset) {
    DoubleRowFunctions.columnSums(m, n, a, aOffset, lda, sums, sumsOffset);
  }

  @Override
  default void softmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] y, int yOffset, int ldy) {
    if (!COMPARES) {
      scalar().softmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
      return;
    }
    DoubleRowFunctions.softmax(m, n, x, xOffset, ldx, y, yOffset, ldy);
  }

  @Override
  default void softmaxGradientRows(
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
      int lddx) {
    DoubleRowFunctions.softmaxGradient(
        m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }

  @Override
  default void logSumExpRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] out, int outOffset) {
    if (!COMPARES) {
      scalar().logSumExpRows(m, n, x, xOffset, ldx, out, outOffset);
      return;
    }
    DoubleRowFunctions.logSumExp(m, n, x, xOffset, ldx, out, outOffset);
  }

  @Override
  default void momentumStep(
      int n,
      double rate,
      double momentum,
      double[] w,
      int wOffset,
      double[] v,
      int vOffset,
      double[] g,
      int gOffset) {
    DoubleSlices.momentum(
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
      double[] w,
      int wOffset,
      double[] m,
      int mOffset,
      double[] v,
      int vOffset,
      double[] g,
      int gOffset) {
    if (!COMPARES) {
      scalar()
          .adamStep(
              n, step, rate, beta1, beta2, epsilon, w, wOffset, m, mOffset, v, vOffset, g, gOffset);
      return;
    }
    DoubleAdam adam = DoubleAdam.of(step, rate, beta1, beta2, epsilon);
    DoubleSlices.adam(
        parallelism().threads(), adam, n, w, wOffset, m, mOffset, v, vOffset, g, gOffset);
  }
}
