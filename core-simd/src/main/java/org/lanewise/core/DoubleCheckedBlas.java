// Generated from FloatCheckedBlas.java by TwinSources; do not edit.
package org.lanewise.core;

/** Checks the arguments of {@link DoubleBlas} once, then hands them to an engine. */
interface DoubleCheckedBlas extends DoubleBlas {
  /** Returns the engine, which may trust its arguments. */
  DoubleOperations engine();

  /** Returns the engine for products of plain operands, which may trust its arguments too. */
  DoubleProducts products();

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
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.size("k", k);
    long cEnd = Checks.matrix("C", m, n, c.length, cOffset, ldc);
    long aEnd = Checks.operand("A", transA, m, k, a.length, aOffset, lda);
    long bEnd = Checks.operand("B", transB, k, n, b.length, bOffset, ldb);
    if (m == 0 || n == 0) {
      return;
    }
    if (c == a) {
      Checks.apart("A", aOffset, aEnd, "C", cOffset, cEnd);
    }
    if (c == b) {
      Checks.apart("B", bOffset, bEnd, "C", cOffset, cEnd);
    }
    checkEpilogue(epilogue, m, n, c, cOffset, cEnd);
    products()
        .gemm(
            transA, transB, m, n, k, alpha, a, aOffset, lda, b, bOffset, ldb, beta, c, cOffset, ldc,
            epilogue);
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
    Checks.size("m", m);
    long cEnd = Checks.matrix("C", m, b.columns(), c.length, cOffset, ldc);
    long aEnd = Checks.operand("A", transA, m, b.rows(), a.length, aOffset, lda);
    if (m == 0 || b.columns() == 0) {
      return;
    }
    if (c == a) {
      Checks.apart("A", aOffset, aEnd, "C", cOffset, cEnd);
    }
    checkEpilogue(epilogue, m, b.columns(), c, cOffset, cEnd);
    engine().gemm(transA, m, alpha, a, aOffset, lda, b, beta, c, cOffset, ldc, epilogue);
  }

  /** Refuses an epilogue whose operands do not fit C, or lie in it. */
  static void checkEpilogue(
      DoubleEpilogue epilogue, int m, int n, double[] c, int cOffset, long cEnd) {
    double[] bias = epilogue.bias();
    if (bias != null) {
      int offset = epilogue.biasOffset();
      Checks.vector("bias", n, bias.length, offset, 1);
      if (bias == c) {
        Checks.apart("bias", offset, (long) offset + n, "C", cOffset, cEnd);
      }
    }
    double[] saved = epilogue.saved();
    if (saved != null) {
      int offset = epilogue.savedOffset();
      long end = Checks.matrix("saved", m, n, saved.length, offset, epilogue.ldSaved());
      if (saved == c) {
        Checks.apart("saved", offset, end, "C", cOffset, cEnd);
      }
    }
  }

  @Override
  default DoublePackedMatrix pack(
      Transpose transB, int k, int n, double[] b, int bOffset, int ldb) {
    Checks.size("k", k);
    Checks.size("n", n);
    Checks.operand("B", transB, k, n, b.length, bOffset, ldb);
    return engine().pack(transB, k, n, b, bOffset, ldb);
  }

  @Override
  default void repack(
      DoublePackedMatrix packed, Transpose transB, double[] b, int bOffset, int ldb) {
    Checks.operand("B", transB, packed.rows(), packed.columns(), b.length, bOffset, ldb);
    engine().repack(packed, transB, b, bOffset, ldb);
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
    products().gemv(transA, m, n, alpha, a, aOffset, lda, x, xOffset, incX, beta, y, yOffset, incY);
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
    products().ger(m, n, alpha, x, xOffset, incX, y, yOffset, incY, a, aOffset, lda);
  }
}
