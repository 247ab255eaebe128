// Generated from FloatSimdElementwise.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import org.lanewise.core.DoubleOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleAdam;

/** {@link DoubleElementwise} by vectors. */
interface DoubleSimdElementwise extends DoubleOperations {
  /** Returns how many threads a call may use. */
  Parallelism parallelism();

  /** Returns the plain loops, for strides that vectors cannot follow. */
  DoubleOperations scalar();

  @Override
  default void multiply(
      int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
    DoubleSlices.multiply(parallelism().threads(), n, x, xOffset, y, yOffset, z, zOffset);
  }

  @Override
  default void unary(UnaryOp op, int n, double[] x, int xOffset, double[] y, int yOffset) {
    if (!DoubleSpecies.COMPARES) {
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
    if (!DoubleSpecies.COMPARES) {
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
    if (!DoubleSpecies.COMPARES) {
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
