// Generated from FloatCheckedBlas.java by TwinSources; do not edit.
package org.lanewise.core;

/** Checks the arguments of {@link DoubleBlas} once, then hands them to an engine. */
interface DoubleCheckedBlas extends DoubleBlas {
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
  default void copy(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    vectors(n, x, xOffset, incX, y, yOffset, incY);
    engine().copy(n, x, xOffset, incX, y, yOffset, incY);
  }

  @Override
  default void swap(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    vectors(n, x, xOffset, incX, y, yOffset, incY);
    engine().swap(n, x, xOffset, incX, y, yOffset, incY);
  }

  /** Checks two vectors of which one at least is written: they are apart, or one and the same. */
  private static void vectors(
      int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, incX);
    Checks.vector("y", n, y.length, yOffset, incY);
    if (x == y && n > 0 && !(xOffset == yOffset && incX == incY)) {
      Checks.apart(
          "x",
          xOffset,
          Checks.vectorEnd(n, xOffset, incX),
          "y",
          yOffset,
          Checks.vectorEnd(n, yOffset, incY));
    }
  }

  @Override
  default double nrm2(int n, double[] x, int xOffset, int incX) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, incX);
    return engine().nrm2(n, x, xOffset, incX);
  }

  @Override
  default double asum(int n, double[] x, int xOffset, int incX) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, incX);
    return engine().asum(n, x, xOffset, incX);
  }

  @Override
  default int iamax(int n, double[] x, int xOffset, int incX) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, incX);
    return n == 0 ? -1 : engine().iamax(n, x, xOffset, incX);
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
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.vector("x", m, x.length, xOffset, incX);
    Checks.vector("y", n, y.length, yOffset, incY);
    Checks.matrix("A", m, n, a.length, aOffset, lda);
    if (m == 0 || n == 0 || alpha == 0) {
      return;
    }
    long aEnd = Checks.matrixEnd(m, n, aOffset, lda);
    if (x == a) {
      Checks.apart("x", xOffset, Checks.vectorEnd(m, xOffset, incX), "A", aOffset, aEnd);
    }
    if (y == a) {
      Checks.apart("y", yOffset, Checks.vectorEnd(n, yOffset, incY), "A", aOffset, aEnd);
    }
    engine().ger(m, n, alpha, x, xOffset, incX, y, yOffset, incY, a, aOffset, lda);
  }
}
