package org.lanewise.core;

/** Checks the arguments of {@link FloatElementwise} once, then hands them to an engine. */
interface FloatCheckedElementwise extends FloatElementwise {
  /** Returns the engine, which may trust its arguments. */
  FloatOperations engine();

  @Override
  default void multiply(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    Checks.size("n", n);
    Checks.vector("x", n, x.length, xOffset, 1);
    Checks.vector("y", n, y.length, yOffset, 1);
    Checks.vector("z", n, z.length, zOffset, 1);
    Checks.inPlace("x", x == z, xOffset, "z", zOffset, n);
    Checks.inPlace("y", y == z, yOffset, "z", zOffset, n);
    engine().multiply(n, x, xOffset, y, yOffset, z, zOffset);
  }

  @Override
  default void unary(UnaryOp op, int n, float[] x, int xOffset, float[] y, int yOffset) {
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
      float[] saved,
      int savedOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
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
  default void addRow(int m, int n, float[] row, int rowOffset, float[] a, int aOffset, int lda) {
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
  default void optimizerStep(
      StepRule rule,
      int step,
      double rate,
      int n,
      float[] w,
      int wOffset,
      float[] g,
      int gOffset,
      float[] m,
      int mOffset,
      float[] v,
      int vOffset,
      float[] u,
      int uOffset) {
    Checks.size("n", n);
    if (step < 1) {
      throw new IllegalArgumentException("step is " + step + ", the first step is 1");
    }
    int moments = rule.kind().moments();
    Checks.vector("w", n, w.length, wOffset, 1);
    Checks.vector("g", n, g.length, gOffset, 1);
    Checks.apart("w", w == g, wOffset, "g", gOffset, n);
    if (moments > 0) {
      Checks.vector("m", n, m.length, mOffset, 1);
      Checks.apart("w", w == m, wOffset, "m", mOffset, n);
      Checks.apart("g", g == m, gOffset, "m", mOffset, n);
    }
    if (moments > 1) {
      Checks.vector("v", n, v.length, vOffset, 1);
      Checks.apart("w", w == v, wOffset, "v", vOffset, n);
      Checks.apart("g", g == v, gOffset, "v", vOffset, n);
      Checks.apart("m", m == v, mOffset, "v", vOffset, n);
    }
    if (moments > 2) {
      Checks.vector("u", n, u.length, uOffset, 1);
      Checks.apart("w", w == u, wOffset, "u", uOffset, n);
      Checks.apart("g", g == u, gOffset, "u", uOffset, n);
      Checks.apart("m", m == u, mOffset, "u", uOffset, n);
      Checks.apart("v", v == u, vOffset, "u", uOffset, n);
    }
    engine()
        .optimizerStep(
            rule, step, rate, n, w, wOffset, g, gOffset, m, mOffset, v, vOffset, u, uOffset);
  }

  @Override
  default void addPenaltyGradient(
      int n, float l1, float l2, float[] w, int wOffset, float[] g, int gOffset) {
    Checks.size("n", n);
    Checks.vector("w", n, w.length, wOffset, 1);
    Checks.vector("g", n, g.length, gOffset, 1);
    Checks.apart("w", w == g, wOffset, "g", gOffset, n);
    engine().addPenaltyGradient(n, l1, l2, w, wOffset, g, gOffset);
  }

  @Override
  default void limitColumnNorms(int m, int n, float limit, float[] a, int aOffset, int lda) {
    Checks.size("m", m);
    Checks.size("n", n);
    Checks.matrix("A", m, n, a.length, aOffset, lda);
    if (!(limit > 0)) {
      throw new IllegalArgumentException("limit is " + limit + ", a norm's limit is positive");
    }
    engine().limitColumnNorms(m, n, limit, a, aOffset, lda);
  }
}
