// Generated from FloatChecks.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * Checks the arguments of the {@code double} operations once, then hands them to an engine.
 *
 * <p>Calls without work (a size of 0) end here where nothing is to be written.
 */
interface DoubleChecks extends DoubleOperations {
  /** Returns the engine, which may trust its arguments. */
  DoubleOperations engine();

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
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.size("k", k);
    if (transA == Transpose.NO) {
      Checks.matrix("A", m, k, a.length, aOffset, lda);
    } else {
      Checks.matrix("A", k, m, a.length, aOffset, lda);
    }
    if (transB == Transpose.NO) {
      Checks.matrix("B", k, n, b.length, bOffset, ldb);
    } else {
      Checks.matrix("B", n, k, b.length, bOffset, ldb);
    }
    Checks.matrix("C", m, n, c.length, cOffset, ldc);
    if (m == 0 || n == 0) {
      return;
    }
    long cEnd = Checks.matrixEnd(m, n, cOffset, ldc);
    if (c == a && k > 0) {
      boolean plain = transA == Transpose.NO;
      Checks.apart(
          "A",
          aOffset,
          Checks.matrixEnd(plain ? m : k, plain ? k : m, aOffset, lda),
          "C",
          cOffset,
          cEnd);
    }
    if (c == b && k > 0) {
      boolean plain = transB == Transpose.NO;
      Checks.apart(
          "B",
          bOffset,
          Checks.matrixEnd(plain ? k : n, plain ? n : k, bOffset, ldb),
          "C",
          cOffset,
          cEnd);
    }
    engine()
        .gemm(
            transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset,
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
    Checks.size("m", m);
    Checks.size("n", n);
    int xLength = transA == Transpose.NO ? n : m;
    int yLength = transA == Transpose.NO ? m : n;
    Checks.matrix("A", m, n, a.length, aOffset, lda);
    Checks.vector("x", xLength, x.length, xOffset, incX);
    Checks.vector("y", yLength, y.length, yOffset, incY);
    if (yLength == 0) {
      return;
    }
    long yEnd = Checks.vectorEnd(yLength, yOffset, incY);
    if (y == a && xLength > 0) {
      Checks.apart("A", aOffset, Checks.matrixEnd(m, n, aOffset, lda), "y", yOffset, yEnd);
    }
    if (y == x && xLength > 0) {
      Checks.apart("x", xOffset, Checks.vectorEnd(xLength, xOffset, incX), "y", yOffset, yEnd);
    }
    engine().gemv(transA, m, n, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
  }

  @Override
  default void axpy(
      int n, double alpha, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, incX);
    Checks.vector("y", n, y.length, yOffset, incY);
    if (x == y && !(xOffset == yOffset && incX == incY)) {
      Checks.apart(
          "x",
          xOffset,
          Checks.vectorEnd(n, xOffset, incX),
          "y",
          yOffset,
          Checks.vectorEnd(n, yOffset, incY));
    }
    engine().axpy(n, alpha, x, xOffset, incX, y, yOffset, incY);
  }

  @Override
  default void scal(int n, double alpha, double[] x, int xOffset, int incX) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, incX);
    engine().scal(n, alpha, x, xOffset, incX);
  }

  @Override
  default double dot(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, incX);
    Checks.vector("y", n, y.length, yOffset, incY);
    return engine().dot(n, x, xOffset, incX, y, yOffset, incY);
  }

  @Override
  default double sum(int n, double[] x, int xOffset) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, 1);
    return engine().sum(n, x, xOffset);
  }

  @Override
  default void multiply(
      int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, 1);
    Checks.vector("y", n, y.length, yOffset, 1);
    Checks.vector("z", n, z.length, zOffset, 1);
    Checks.inPlace("x", x == z, xOffset, "z", zOffset, n);
    Checks.inPlace("y", y == z, yOffset, "z", zOffset, n);
    engine().multiply(n, x, xOffset, y, yOffset, z, zOffset);
  }

  @Override
  default void unary(UnaryOp op, int n, double[] x, int xOffset, double[] y, int yOffset) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, 1);
    Checks.vector("y", n, y.length, yOffset, 1);
    Checks.inPlace("x", x == y, xOffset, "y", yOffset, n);
    engine().unary(op, n, x, xOffset, y, yOffset);
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
    Checks.size("n", n);
    Checks.vector("saved", n, saved.length, savedOffset, 1);
    Checks.vector("dy", n, dy.length, dyOffset, 1);
    Checks.vector("dx", n, dx.length, dxOffset, 1);
    Checks.inPlace("saved", saved == dx, savedOffset, "dx", dxOffset, n);
    Checks.inPlace("dy", dy == dx, dyOffset, "dx", dxOffset, n);
    engine().unaryGradient(op, n, saved, savedOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  default void addRow(int m, int n, double[] row, int rowOffset, double[] a, int aOffset, int lda) {
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.vector("row", n, row.length, rowOffset, 1);
    Checks.matrix("A", m, n, a.length, aOffset, lda);
    if (row == a && m > 0 && n > 0) {
      Checks.apart(
          "row",
          rowOffset,
          (long) rowOffset + n,
          "A",
          aOffset,
          Checks.matrixEnd(m, n, aOffset, lda));
    }
    engine().addRow(m, n, row, rowOffset, a, aOffset, lda);
  }

  @Override
  default void columnSums(
      int m, int n, double[] a, int aOffset, int lda, double[] sums, int sumsOffset) {
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.matrix("A", m, n, a.length, aOffset, lda);
    Checks.vector("sums", n, sums.length, sumsOffset, 1);
    if (sums == a && m > 0 && n > 0) {
      Checks.apart(
          "A",
          aOffset,
          Checks.matrixEnd(m, n, aOffset, lda),
          "sums",
          sumsOffset,
          (long) sumsOffset + n);
    }
    engine().columnSums(m, n, a, aOffset, lda, sums, sumsOffset);
  }

  @Override
  default void softmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] y, int yOffset, int ldy) {
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.matrix("X", m, n, x.length, xOffset, ldx);
    Checks.matrix("Y", m, n, y.length, yOffset, ldy);
    if (x == y && m > 0 && n > 0 && !(xOffset == yOffset && ldx == ldy)) {
      Checks.apart(
          "X",
          xOffset,
          Checks.matrixEnd(m, n, xOffset, ldx),
          "Y",
          yOffset,
          Checks.matrixEnd(m, n, yOffset, ldy));
    }
    engine().softmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
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
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.matrix("Y", m, n, y.length, yOffset, ldy);
    Checks.matrix("dY", m, n, dy.length, dyOffset, lddy);
    Checks.matrix("dX", m, n, dx.length, dxOffset, lddx);
    long dxEnd = Checks.matrixEnd(m, n, dxOffset, lddx);
    if (y == dx && m > 0 && n > 0) {
      Checks.apart("Y", yOffset, Checks.matrixEnd(m, n, yOffset, ldy), "dX", dxOffset, dxEnd);
    }
    if (dy == dx && m > 0 && n > 0 && !(dyOffset == dxOffset && lddy == lddx)) {
      Checks.apart("dY", dyOffset, Checks.matrixEnd(m, n, dyOffset, lddy), "dX", dxOffset, dxEnd);
    }
    engine().softmaxGradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }

  @Override
  default void logSumExpRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] out, int outOffset) {
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.matrix("X", m, n, x.length, xOffset, ldx);
    Checks.vector("out", m, out.length, outOffset, 1);
    if (x == out && m > 0 && n > 0) {
      Checks.apart(
          "X",
          xOffset,
          Checks.matrixEnd(m, n, xOffset, ldx),
          "out",
          outOffset,
          (long) outOffset + m);
    }
    engine().logSumExpRows(m, n, x, xOffset, ldx, out, outOffset);
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
    Checks.size("n", n);
    Checks.vector("w", n, w.length, wOffset, 1);
    Checks.vector("v", n, v.length, vOffset, 1);
    Checks.vector("g", n, g.length, gOffset, 1);
    Checks.apart("w", w == v, wOffset, "v", vOffset, n);
    Checks.apart("w", w == g, wOffset, "g", gOffset, n);
    Checks.apart("v", v == g, vOffset, "g", gOffset, n);
    engine().momentumStep(n, rate, momentum, w, wOffset, v, vOffset, g, gOffset);
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
    Checks.size("n", n);
    if (step < 1) {
      throw new IllegalArgumentException("step is " + step + ", the first step is 1");
    }
    Checks.vector("w", n, w.length, wOffset, 1);
    Checks.vector("m", n, m.length, mOffset, 1);
    Checks.vector("v", n, v.length, vOffset, 1);
    Checks.vector("g", n, g.length, gOffset, 1);
    Checks.apart("w", w == m, wOffset, "m", mOffset, n);
    Checks.apart("w", w == v, wOffset, "v", vOffset, n);
    Checks.apart("w", w == g, wOffset, "g", gOffset, n);
    Checks.apart("m", m == v, mOffset, "v", vOffset, n);
    Checks.apart("m", m == g, mOffset, "g", gOffset, n);
    Checks.apart("v", v == g, vOffset, "g", gOffset, n);
    engine()
        .adamStep(
            n, step, rate, beta1, beta2, epsilon, w, wOffset, m, mOffset, v, vOffset, g, gOffset);
  }
}
