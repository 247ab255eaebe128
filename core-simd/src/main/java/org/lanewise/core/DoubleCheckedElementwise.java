// Generated from FloatCheckedElementwise.java by TwinSources; do not edit.
package org.lanewise.core;

/** Checks the arguments of {@link DoubleElementwise} once, then hands them to an engine. */
interface DoubleCheckedElementwise extends DoubleElementwise {
  /** Returns the engine, which may trust its arguments. */
  DoubleOperations engine();

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
