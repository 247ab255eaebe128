package org.lanewise.core.simd;

import org.lanewise.core.FloatOperations;

/** {@link FloatReductions} by vectors. */
interface FloatSimdReductions extends FloatOperations {
  /** Returns the plain loops, for strides that vectors cannot follow. */
  FloatOperations scalar();

  @Override
  default float sum(int n, float[] x, int xOffset) {
    return FloatVectors.sum(n, x, xOffset);
  }

  @Override
  default void columnSums(
      int m, int n, float[] a, int aOffset, int lda, float[] sums, int sumsOffset) {
    FloatRowFunctions.columnSums(m, n, a, aOffset, lda, sums, sumsOffset);
  }

  @Override
  default void softmaxRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
    if (!FloatSoftmax.serves(m, n)) {
      scalar().softmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
      return;
    }
    FloatSoftmax.rows(m, n, x, xOffset, ldx, y, yOffset, ldy);
  }

  @Override
  default void softmaxGradientRows(
      int m,
      int n,
      float[] y,
      int yOffset,
      int ldy,
      float[] dy,
      int dyOffset,
      int lddy,
      float[] dx,
      int dxOffset,
      int lddx) {
    FloatSoftmax.gradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }

  @Override
  default void logSumExpRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] out, int outOffset) {
    if (!FloatSoftmax.serves(m, n)) {
      scalar().logSumExpRows(m, n, x, xOffset, ldx, out, outOffset);
      return;
    }
    FloatSoftmax.logSumExp(m, n, x, xOffset, ldx, out, outOffset);
  }

  @Override
  default float mean(int n, float[] x, int xOffset) {
    return FloatVectors.sum(n, x, xOffset) / n;
  }

  @Override
  default float variance(int n, float[] x, int xOffset) {
    return FloatSums.squares(n, x, xOffset, mean(n, x, xOffset), 1) / n;
  }

  @Override
  default float max(int n, float[] x, int xOffset) {
    return FloatMaxima.largest(n, x, xOffset, 1);
  }

  @Override
  default float min(int n, float[] x, int xOffset) {
    return -FloatMaxima.largest(n, x, xOffset, -1);
  }

  @Override
  default int argmax(int n, float[] x, int xOffset) {
    return FloatMaxima.indexOfLargest(n, x, xOffset, 1);
  }

  @Override
  default int argmin(int n, float[] x, int xOffset) {
    return FloatMaxima.indexOfLargest(n, x, xOffset, -1);
  }

  @Override
  default void argmaxRows(int m, int n, float[] x, int xOffset, int ldx, int[] out, int outOffset) {
    for (int i = 0; i < m; i++) {
      out[outOffset + i] = argmax(n, x, xOffset + i * ldx);
    }
  }

  @Override
  default void logSoftmaxRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
    if (!FloatSoftmax.serves(m, n)) {
      scalar().logSoftmaxRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
      return;
    }
    FloatSoftmax.logRows(m, n, x, xOffset, ldx, y, yOffset, ldy);
  }

  @Override
  default void logSoftmaxGradientRows(
      int m,
      int n,
      float[] y,
      int yOffset,
      int ldy,
      float[] dy,
      int dyOffset,
      int lddy,
      float[] dx,
      int dxOffset,
      int lddx) {
    if (!FloatSpecies.COMPARES) {
      scalar()
          .logSoftmaxGradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
      return;
    }
    FloatSoftmax.logGradientRows(m, n, y, yOffset, ldy, dy, dyOffset, lddy, dx, dxOffset, lddx);
  }
}
