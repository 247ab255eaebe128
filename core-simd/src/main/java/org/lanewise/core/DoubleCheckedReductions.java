// Generated from FloatCheckedReductions.java by TwinSources; do not edit.
package org.lanewise.core;

/** Checks the arguments of {@link DoubleReductions} once, then hands them to an engine. */
interface DoubleCheckedReductions extends DoubleReductions {
  /** Returns the engine, which may trust its arguments. */
  DoubleOperations engine();

  @Override
  default double sum(int n, double[] x, int xOffset) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, 1);
    return engine().sum(n, x, xOffset);
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
  default double mean(int n, double[] x, int xOffset) {
    entries(n, x, xOffset);
    return engine().mean(n, x, xOffset);
  }

  @Override
  default double variance(int n, double[] x, int xOffset) {
    entries(n, x, xOffset);
    return engine().variance(n, x, xOffset);
  }

  @Override
  default double max(int n, double[] x, int xOffset) {
    entries(n, x, xOffset);
    return engine().max(n, x, xOffset);
  }

  @Override
  default double min(int n, double[] x, int xOffset) {
    entries(n, x, xOffset);
    return engine().min(n, x, xOffset);
  }

  @Override
  default int argmax(int n, double[] x, int xOffset) {
    entries(n, x, xOffset);
    return engine().argmax(n, x, xOffset);
  }

  @Override
  default int argmin(int n, double[] x, int xOffset) {
    entries(n, x, xOffset);
    return engine().argmin(n, x, xOffset);
  }

  /** Checks a vector of at least one entry. */
  private static void entries(int n, double[] x, int xOffset) {
    Checks.atLeastOne("n", n);
    Checks.vector("x", n, x.length, xOffset, 1);
  }

  @Override
  default void argmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, int[] out, int outOffset) {
    Checks.size("m", m);
    Checks.atLeastOne("n", n);
    Checks.matrix("X", m, n, x.length, xOffset, ldx);
    Checks.vector("out", m, out.length, outOffset, 1);
    engine().argmaxRows(m, n, x, xOffset, ldx, out, outOffset);
  }

  @Override
  default void logSoftmaxRows(
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
    engine().logSoftmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
  }

  @Override
  default void logSoftmaxGradientRows(
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
    engine().logSoftmaxGradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }
}
