// Generated from FloatScalar.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import org.lanewise.core.DoubleOperations;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

/** The {@code double} operations as plain loops, in the order that fixes their bits. */
interface DoubleScalar extends DoubleOperations {
  @Override
  default void gemm(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double beta,
      double[] c,
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
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      int incX,
      double beta,
      double[] y,
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
        double ax = alpha * x[x0 + p * incX];
        for (int j = 0; j < n; j++) {
          int yj = y0 + j * incY;
          y[yj] = Math.fma(ax, a[aOffset + p * lda + j], y[yj]);
        }
      }
    }
  }

  /** Returns one chain of fused multiply-adds over k, which starts at {@code sum}. */
  private static double chain(
      int k, double alpha, double[] x, int x0, int incX, double[] y, int y0, int incY, double sum) {
    for (int p = 0; p < k; p++) {
      sum = Math.fma(alpha * x[x0 + p * incX], y[y0 + p * incY], sum);
    }
    return sum;
  }

  private static void scaleOrClear(int n, double beta, double[] y, int y0, int incY) {
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
      int n, double alpha, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
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
  default void scal(int n, double alpha, double[] x, int xOffset, int incX) {
    int x0 = first(n, xOffset, incX);
    for (int i = 0; i < n; i++) {
      x[x0 + i * incX] *= alpha;
    }
  }

  @Override
  default double dot(int n, double[] x, int xOffset, int incX, double[] y, int yOffset, int incY) {
    double[] partials = DoublePartials.cleared();
    int x0 = first(n, xOffset, incX);
    int y0 = first(n, yOffset, incY);
    for (int i = 0; i < n; i++) {
      int lane = i % DoublePartials.COUNT;
      partials[lane] = Math.fma(x[x0 + i * incX], y[y0 + i * incY], partials[lane]);
    }
    return DoublePartials.fold(partials, n);
  }

  @Override
  default double sum(int n, double[] x, int xOffset) {
    double[] partials = DoublePartials.cleared();
    for (int i = 0; i < n; i++) {
      partials[i % DoublePartials.COUNT] += x[xOffset + i];
    }
    return DoublePartials.fold(partials, n);
  }

  @Override
  default void multiply(
      int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  default void unary(UnaryOp op, int n, double[] x, int xOffset, double[] y, int yOffset) {
    double alpha = op.alpha();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(x, xOffset, y, yOffset, n);
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = DoubleMath.sigmoid(x[xOffset + i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = DoubleMath.tanh(x[xOffset + i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = DoubleElements.relu(x[xOffset + i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = DoubleElements.leakyRelu(x[xOffset + i], alpha);
        }
      }
    }
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
    double alpha = op.alpha();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(dy, dyOffset, dx, dxOffset, n);
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] =
              DoubleElements.sigmoidGradient(saved[savedOffset + i], dy[dyOffset + i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] = DoubleElements.tanhGradient(saved[savedOffset + i], dy[dyOffset + i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] = DoubleElements.reluGradient(saved[savedOffset + i], dy[dyOffset + i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] =
              DoubleElements.leakyReluGradient(saved[savedOffset + i], dy[dyOffset + i], alpha);
        }
      }
    }
  }

  @Override
  default void addRow(int m, int n, double[] row, int rowOffset, double[] a, int aOffset, int lda) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        a[aOffset + i * lda + j] += row[rowOffset + j];
      }
    }
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
    for (int i = 0; i < n; i++) {
      double velocity = Math.fma(momentum, v[vOffset + i], g[gOffset + i]);
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
      double[] w,
      int wOffset,
      double[] m,
      int mOffset,
      double[] v,
      int vOffset,
      double[] g,
      int gOffset) {
    DoubleAdam adam = DoubleAdam.of(step, rate, beta1, beta2, epsilon);
    for (int i = 0; i < n; i++) {
      adam.step(w, wOffset + i, m, mOffset + i, v, vOffset + i, g[gOffset + i]);
    }
  }
}
