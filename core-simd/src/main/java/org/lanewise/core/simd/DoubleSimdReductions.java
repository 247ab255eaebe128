// Generated from FloatSimdReductions.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import org.lanewise.core.DoubleOperations;

/** {@link DoubleReductions} by vectors. */
interface DoubleSimdReductions extends DoubleOperations {
  /** Returns the plain loops, for strides that vectors cannot follow. */
  DoubleOperations scalar();

  @Override
  default double sum(int n, double[] x, int xOffset) {
    return DoubleVectors.sum(n, x, xOffset);
  }

  @Override
  default void columnSums(
      int m, int n, double[] a, int aOffset, int lda, double[] sums, int sumsOffset) {
    DoubleRowFunctions.columnSums(m, n, a, aOffset, lda, sums, sumsOffset);
  }

  @Override
  default void softmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] y, int yOffset, int ldy) {
    if (!DoubleSoftmax.serves(m, n)) {
      scalar().softmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
      return;
    }
    DoubleSoftmax.rows(m, n, x, xOffset, ldx, y, yOffset, ldy);
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
    DoubleSoftmax.gradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }

  @Override
  default void logSumExpRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] out, int outOffset) {
    if (!DoubleSoftmax.serves(m, n)) {
      scalar().logSumExpRows(m, n, x, xOffset, ldx, out, outOffset);
      return;
    }
    DoubleSoftmax.logSumExp(m, n, x, xOffset, ldx, out, outOffset);
  }

  @Override
  default double mean(int n, double[] x, int xOffset) {
    return DoubleVectors.sum(n, x, xOffset) / n;
  }

  @Override
  default double variance(int n, double[] x, int xOffset) {
    return DoubleSums.squares(n, x, xOffset, mean(n, x, xOffset), 1) / n;
  }

  @Override
  default double max(int n, double[] x, int xOffset) {
    return DoubleMaxima.largest(n, x, xOffset, 1);
  }

  @Override
  default double min(int n, double[] x, int xOffset) {
    return -DoubleMaxima.largest(n, x, xOffset, -1);
  }

  @Override
  default int argmax(int n, double[] x, int xOffset) {
    return DoubleMaxima.indexOfLargest(n, x, xOffset, 1);
  }

  @Override
  default int argmin(int n, double[] x, int xOffset) {
    return DoubleMaxima.indexOfLargest(n, x, xOffset, -1);
  }

  @Override
  default void argmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, int[] out, int outOffset) {
    for (int i = 0; i < m; i++) {
      out[outOffset + i] = argmax(n, x, xOffset + i * ldx);
    }
  }

  @Override
  default void logSoftmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] y, int yOffset, int ldy) {
    if (!DoubleSoftmax.serves(m, n)) {
      scalar().logSoftmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
      return;
    }
    DoubleSoftmax.logRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
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
    if (!DoubleSpecies.COMPARES) {
      scalar()
          .logSoftmaxGradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
      return;
    }
    DoubleSoftmax.logGradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }
}
