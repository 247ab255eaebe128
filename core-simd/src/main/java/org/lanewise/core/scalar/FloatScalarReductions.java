package org.lanewise.core.scalar;

import org.lanewise.core.FloatOperations;

/** {@link FloatReductions} as plain loops, in the order that fixes their bits. */
interface FloatScalarReductions extends FloatOperations {
  @Override
  default float sum(int n, float[] x, int xOffset) {
    float[] partials = FloatPartials.cleared();
    for (int i = 0; i < n; i++) {
      partials[i % FloatPartials.COUNT] += x[xOffset + i];
    }
    return FloatPartials.fold(partials, n);
  }

  @Override
  default void columnSums(
      int m, int n, float[] a, int aOffset, int lda, float[] sums, int sumsOffset) {
    java.util.Arrays.fill(sums, sumsOffset, sumsOffset + n, 0);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        sums[sumsOffset + j] += a[aOffset + i * lda + j];
      }
    }
  }

  @Override
  default void softmaxRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
    for (int i = 0; i < m; i++) {
      int xi = xOffset + i * ldx;
      int yi = yOffset + i * ldy;
      float max = FloatRows.max(n, x, xi);
      for (int j = 0; j < n; j++) {
        y[yi + j] = FloatMath.exp(x[xi + j] - max);
      }
      float sum = sum(n, y, yi);
      for (int j = 0; j < n; j++) {
        y[yi + j] /= sum;
      }
    }
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
    for (int i = 0; i < m; i++) {
      int yi = yOffset + i * ldy;
      int di = dyOffset + i * lddy;
      float mean = dot(n, y, yi, 1, dy, di, 1);
      for (int j = 0; j < n; j++) {
        dx[dxOffset + i * lddx + j] = y[yi + j] * (dy[di + j] - mean);
      }
    }
  }

  @Override
  default void logSumExpRows(
      int m, int n, float[] x, int xOffset, int ldx, float[] out, int outOffset) {
    for (int i = 0; i < m; i++) {
      int xi = xOffset + i * ldx;
      float max = FloatRows.max(n, x, xi);
      if (Float.isInfinite(max)) {
        out[outOffset + i] = FloatRows.infiniteLogSumExp(n, x, xi, max);
        continue;
      }
      float[] partials = FloatPartials.cleared();
      for (int j = 0; j < n; j++) {
        partials[j % FloatPartials.COUNT] += FloatMath.exp(x[xi + j] - max);
      }
      out[outOffset + i] = max + FloatMath.log(FloatPartials.fold(partials, n));
    }
  }

  @Override
  default float mean(int n, float[] x, int xOffset) {
    return sum(n, x, xOffset) / n;
  }

  @Override
  default float variance(int n, float[] x, int xOffset) {
    return FloatSquares.sum(n, x, xOffset, 1, mean(n, x, xOffset), 1) / n;
  }

  @Override
  default float max(int n, float[] x, int xOffset) {
    return FloatExtremes.largest(n, x, xOffset, 1);
  }

  @Override
  default float min(int n, float[] x, int xOffset) {
    return -FloatExtremes.largest(n, x, xOffset, -1);
  }

  @Override
  default int argmax(int n, float[] x, int xOffset) {
    return FloatExtremes.indexOfLargest(n, x, xOffset, 1);
  }

  @Override
  default int argmin(int n, float[] x, int xOffset) {
    return FloatExtremes.indexOfLargest(n, x, xOffset, -1);
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
    for (int i = 0; i < m; i++) {
      int xi = xOffset + i * ldx;
      float max = FloatRows.max(n, x, xi);
      float[] partials = FloatPartials.cleared();
      for (int j = 0; j < n; j++) {
        partials[j % FloatPartials.COUNT] += FloatMath.exp(x[xi + j] - max);
      }
      float logSum = FloatMath.log(FloatPartials.fold(partials, n));
      for (int j = 0; j < n; j++) {
        y[yOffset + i * ldy + j] = (x[xi + j] - max) - logSum;
      }
    }
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
    for (int i = 0; i < m; i++) {
      int di = dyOffset + i * lddy;
      float sum = sum(n, dy, di);
      for (int j = 0; j < n; j++) {
        float exp = FloatMath.exp(y[yOffset + i * ldy + j]);
        dx[dxOffset + i * lddx + j] = Math.fma(-exp, sum, dy[di + j]);
      }
    }
  }
}
