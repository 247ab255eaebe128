// Generated from FloatSimdElementwise.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import org.lanewise.core.DoubleOperations;
import org.lanewise.core.Parallelism;
import org.lanewise.core.StepRule;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.scalar.DoubleStep;

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
  default void optimizerStep(
      StepRule rule,
      int step,
      double rate,
      int n,
      double[] w,
      int wOffset,
      double[] g,
      int gOffset,
      double[] m,
      int mOffset,
      double[] v,
      int vOffset,
      double[] u,
      int uOffset) {
    if (!DoubleSpecies.COMPARES) {
      scalar()
          .optimizerStep(
              rule, step, rate, n, w, wOffset, g, gOffset, m, mOffset, v, vOffset, u, uOffset);
      return;
    }
    DoubleStep factors = DoubleStep.of(rule, step, rate);
    DoubleSlices.step(
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
      int n, double l1, double l2, double[] w, int wOffset, double[] g, int gOffset) {
    if (!DoubleSpecies.COMPARES) {
      scalar().addPenaltyGradient(n, l1, l2, w, wOffset, g, gOffset);
      return;
    }
    DoubleVectors.addPenaltyGradient(n, l1, l2, w, wOffset, g, gOffset);
  }

  @Override
  default void limitColumnNorms(int m, int n, double limit, double[] a, int aOffset, int lda) {
    DoubleRowFunctions.limitColumnNorms(m, n, limit, a, aOffset, lda);
  }
}
