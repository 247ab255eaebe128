// Generated from FloatScalarElementwise.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import org.lanewise.core.DoubleOperations;
import org.lanewise.core.UnaryOp;

/** {@link DoubleElementwise} as plain loops, in the order that fixes their bits. */
interface DoubleScalarElementwise extends DoubleOperations {
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
    double beta = op.beta();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(x, xOffset, y, yOffset, n);
      case RELU -> { // loops of their own, which the compiler turns into vectors
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = DoubleElements.relu(x[xOffset + i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = DoubleElements.leakyRelu(x[xOffset + i], alpha);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = DoubleElements.apply(op.kind(), alpha, beta, x[xOffset + i]);
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
    double beta = op.beta();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(dy, dyOffset, dx, dxOffset, n);
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
      default -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] =
              DoubleElements.gradient(
                  op.kind(), alpha, beta, saved[savedOffset + i], dy[dyOffset + i]);
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
