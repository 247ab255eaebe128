package org.lanewise.core.simd;

import org.lanewise.core.FloatOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.StepRule;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.FloatStep;

/** {@link FloatElementwise} by vectors. */
interface FloatSimdElementwise extends FloatOperations {
  /** Returns how many threads a call may use. */
  Parallelism parallelism();

  /** Returns the plain loops, for strides that vectors cannot follow. */
  FloatOperations scalar();

  @Override
  default void multiply(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    FloatSlices.multiply(parallelism().threads(), n, x, xOffset, y, yOffset, z, zOffset);
  }

  @Override
  default void unary(UnaryOp op, int n, float[] x, int xOffset, float[] y, int yOffset) {
    if (!FloatSpecies.COMPARES) {
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
    if (!FloatSpecies.COMPARES) {
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
    if (!FloatSpecies.COMPARES) {
      scalar()
          .optimizerStep(
              rule, step, rate, n, w, wOffset, g, gOffset, m, mOffset, v, vOffset, u, uOffset);
      return;
    }
    FloatStep factors = FloatStep.of(rule, step, rate);
    FloatSlices.step(
        parallelism().threads(),
        factors,
        n,
        w,
        wOffset,
        g,
        gOffset,
        m,
        mOffset,
        v,
        vOffset,
        u,
        uOffset);
  }

  @Override
  default void addPenaltyGradient(
      int n, float l1, float l2, float[] w, int wOffset, float[] g, int gOffset) {
    if (!FloatSpecies.COMPARES) {
      scalar().addPenaltyGradient(n, l1, l2, w, wOffset, g, gOffset);
      return;
    }
    FloatVectors.addPenaltyGradient(n, l1, l2, w, wOffset, g, gOffset);
  }

  @Override
  default void limitColumnNorms(int m, int n, float limit, float[] a, int aOffset, int lda) {
    FloatRowFunctions.limitColumnNorms(m, n, limit, a, aOffset, lda);
  }
}
