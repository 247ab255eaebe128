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
}
