package org.lanewise.core.simd;

import org.lanewise.core.FloatOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.FloatAdam;

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
    if (!FloatSpecies.COMPARES) {
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
