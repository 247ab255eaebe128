package org.lanewise.core.scalar;

import org.lanewise.core.FloatOperations;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

/** The {@code float} operations as plain loops, in the order that fixes their bits. */
interface FloatScalar extends FloatOperations {
  @Override
  default void gemm(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    int aRow = transA == Transpose.NO ? lda : 1;
    int aColumn = transA == Transpose.NO ? 1 : lda;
    for (int i = 0; i < m; i++) {
      int ci = cOffset + i * ldc;
      scaleOrClear(n, beta, c, ci, 1);
      if (alpha == 0) {
        continue;
      }
      int ai = aOffset + i * aRow;
      if (transB == Transpose.NO) {
        for (int p = 0; p < k; p++) {
          axpy(n, alpha * a[ai + p * aColumn], b, bOffset + p * ldb, 1, c, ci, 1);
        }
      } else {
        for (int j = 0; j < n; j++) {
          c[ci + j] = chain(k, alpha, a, ai, aColumn, b, bOffset + j * ldb, 1, c[ci + j]);
        }
      }
    }
  }

  @Override
  default void gemv(
      Transpose transA,
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int xOffset,
      int incX,
      float beta,
      float[] y,
      int yOffset,
      int incY) {
    int xLength = transA == Transpose.NO ? n : m;
    int yLength = transA == Transpose.NO ? m : n;
    int x0 = first(xLength, xOffset, incX);
    int y0 = first(yLength, yOffset, incY);
    scaleOrClear(yLength, beta, y, y0, incY);
    if (alpha == 0) {
      return;
    }
    if (transA == Transpose.NO) {
      for (int i = 0; i < m; i++) {
        int yi = y0 + i * incY;
        y[yi] = chain(n, alpha, x, x0, incX, a, aOffset + i * lda, 1, y[yi]);
      }
    } else {
      for (int p = 0; p < m; p++) {
        float ax = alpha * x[x0 + p * incX];
        for (int j = 0; j < n; j++) {
          int yj = y0 + j * incY;
          y[yj] = Math.fma(ax, a[aOffset + p * lda + j], y[yj]);
        }
      }
    }
  }

  /** Returns one chain of fused multiply-adds over k, which starts at {@code sum}. */
  private static float chain(
      int k, float alpha, float[] x, int x0, int incX, float[] y, int y0, int incY, float sum) {
    for (int p = 0; p < k; p++) {
      sum = Math.fma(alpha * x[x0 + p * incX], y[y0 + p * incY], sum);
    }
    return sum;
  }

  private static void scaleOrClear(int n, float beta, float[] y, int y0, int incY) {
    if (beta == 1) {
      return;
    }
    for (int i = 0; i < n; i++) {
      y[y0 + i * incY] = beta == 0 ? 0 : beta * y[y0 + i * incY];
    }
  }

  /** Returns the index of entry 0: with a negative increment it is the last in memory. */
  private static int first(int n, int offset, int increment) {
    return increment > 0 ? offset : offset - (n - 1) * increment;
  }

  @Override
  default void axpy(
      int n, float alpha, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    if (incX == 1 && incY == 1) {
      for (int i = 0; i < n; i++) {
        y[yOffset + i] = Math.fma(alpha, x[xOffset + i], y[yOffset + i]);
      }
      return;
    }
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      y[y0 + i * incY] = Math.fma(alpha, x[x0 + i * incX], y[y0 + i * incY]);
    }
  }

  @Override
  default void scal(int n, float alpha, float[] x, int xOffset, int incX) {
    int x0 = first(n, xOffset, incX);
    for (int i = 0; i < n; i++) {
      x[x0 + i * incX] *= alpha;
    }
  }

  @Override
  default float dot(int n, float[] x, int xOffset, int incX, float[] y, int yOffset, int incY) {
    float[] partials = FloatPartials.cleared();
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      int lane = i % FloatPartials.COUNT;
      partials[lane] = Math.fma(x[x0 + i * incX], y[y0 + i * incY], partials[lane]);
    }
    return FloatPartials.fold(partials, n);
  }

  @Override
  default float sum(int n, float[] x, int xOffset) {
    float[] partials = FloatPartials.cleared();
    for (int i = 0; i < n; i++) {
      partials[i % FloatPartials.COUNT] += x[xOffset + i];
    }
    return FloatPartials.fold(partials, n);
  }

  @Override
  default void multiply(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  default void unary(UnaryOp op, int n, float[] x, int xOffset, float[] y, int yOffset) {
    float alpha = (float) op.alpha();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(x, xOffset, y, yOffset, n);
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = FloatMath.sigmoid(x[xOffset + i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = FloatMath.tanh(x[xOffset + i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = FloatElements.relu(x[xOffset + i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = FloatElements.leakyRelu(x[xOffset + i], alpha);
        }
      }
    }
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
    float alpha = (float) op.alpha();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(dy, dyOffset, dx, dxOffset, n);
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] =
              FloatElements.sigmoidGradient(saved[savedOffset + i], dy[dyOffset + i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] = FloatElements.tanhGradient(saved[savedOffset + i], dy[dyOffset + i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] = FloatElements.reluGradient(saved[savedOffset + i], dy[dyOffset + i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] =
              FloatElements.leakyReluGradient(saved[savedOffset + i], dy[dyOffset + i], alpha);
        }
      }
    }
  }

  @Override
  default void addRow(int m, int n, float[] row, int rowOffset, float[] a, int aOffset, int lda) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        a[aOffset + i * lda + j] += row[rowOffset + j];
      }
    }
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
    for (int i = 0; i < n; i++) {
      float velocity = Math.fma(momentum, v[vOffset + i], g[gOffset + i]);
      v[vOffset + i] = velocity;
      w[wOffset + i] = Math.fma(-rate, velocity, w[wOffset + i]);
    }
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
    FloatAdam adam = FloatAdam.of(step, rate, beta1, beta2, epsilon);
    for (int i = 0; i < n; i++) {
      adam.step(w, wOffset + i, m, mOffset + i, v, vOffset + i, g[gOffset + i]);
    }
  }
}
