// Generated from FloatScalarReductions.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import org.lanewise.core.DoubleOperations;

/** {@link DoubleReductions} as plain loops, in the order that fixes their bits. */
interface DoubleScalarReductions extends DoubleOperations {
  @Override
  default double sum(int n, double[] x, int xOffset) {
    double[] partials = DoublePartials.cleared();
    for (int i = 0; i < n; i++) {
      partials[i % DoublePartials.COUNT] += x[xOffset + i];
    }
    return DoublePartials.fold(partials, n);
  }

  @Override
  default void columnSums(
      int m, int n, double[] a, int aOffset, int lda, double[] sums, int sumsOffset) {
    java.util.Arrays.fill(sums, sumsOffset, sumsOffset + n, 0);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        sums[sumsOffset + j] += a[aOffset + i * lda + j];
      }
    }
  }

  @Override
  default void softmaxRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] y, int yOffset, int ldy) {
    for (int i = 0; i < m; i++) {
      int xi = xOffset + i * ldx;
      int yi = yOffset + i * ldy;
      double max = DoubleRows.max(n, x, xi);
      for (int j = 0; j < n; j++) {
        y[yi + j] = DoubleMath.exp(x[xi + j] - max);
      }
      double sum = sum(n, y, yi);
      for (int j = 0; j < n; j++) {
        y[yi + j] /= sum;
      }
    }
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
    for (int i = 0; i < m; i++) {
      int yi = yOffset + i * ldy;
      int di = dyOffset + i * lddy;
      double mean = dot(n, y, yi, 1, dy, di, 1);
      for (int j = 0; j < n; j++) {
        dx[dxOffset + i * lddx + j] = y[yi + j] * (dy[di + j] - mean);
      }
    }
  }

  @Override
  default void logSumExpRows(
      int m, int n, double[] x, int xOffset, int ldx, double[] out, int outOffset) {
    for (int i = 0; i < m; i++) {
      int xi = xOffset + i * ldx;
      double max = DoubleRows.max(n, x, xi);
      if (Double.isInfinite(max)) {
        out[outOffset + i] = DoubleRows.infiniteLogSumExp(n, x, xi, max);
        continue;
      }
      double[] partials = DoublePartials.cleared();
      for (int j = 0; j < n; j++) {
        partials[j % DoublePartials.COUNT] += DoubleMath.exp(x[xi + j] - max);
      }
      out[outOffset + i] = max + DoubleMath.log(DoublePartials.fold(partials, n));
    }
  }

  @Override
  default double mean(int n, double[] x, int xOffset) {
    return sum(n, x, xOffset) / n;
  }

  @Override
  default double variance(int n, double[] x, int xOffset) {
    return DoubleSquares.sum(n, x, xOffset, 1, mean(n, x, xOffset), 1) / n;
  }

  @Override
  default double max(int n, double[] x, int xOffset) {
    return DoubleExtremes.largest(n, x, xOffset, 1);
  }

  @Override
  default double min(int n, double[] x, int xOffset) {
    return -DoubleExtremes.largest(n, x, xOffset, -1);
  }

  @Override
  default int argmax(int n, double[] x, int xOffset) {
    return DoubleExtremes.indexOfLargest(n, x, xOffset, 1);
  }

  @Override
  default int argmin(int n, double[] x, int xOffset) {
    return DoubleExtremes.indexOfLargest(n, x, xOffset, -1);
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
    for (int i = 0; i < m; i++) {
      int xi = xOffset + i * ldx;
      double max = DoubleRows.max(n, x, xi);
      double[] partials = DoublePartials.cleared();
      for (int j = 0; j < n; j++) {
        partials[j % DoublePartials.COUNT] += DoubleMath.exp(x[xi + j] - max);
      }
      double logSum = DoubleMath.log(DoublePartials.fold(partials, n));
      for (int j = 0; j < n; j++) {
        y[yOffset + i * ldy + j] = (x[xi + j] - max) - logSum;
      }
    }
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
    for (int i = 0; i < m; i++) {
      int di = dyOffset + i * lddy;
      double sum = sum(n, dy, di);
      for (int j = 0; j < n; j++) {
        double exp = DoubleMath.exp(y[yOffset + i * ldy + j]);
        dx[dxOffset + i * lddx + j] = Math.fma(-exp, sum, dy[di + j]);
      }
    }
  }
}
