package org.lanewise.core.scalar;

import org.lanewise.core.FloatOperations;
import org.lanewise.core.StepRule;
import org.lanewise.core.UnaryOp;

/** {@link FloatElementwise} as plain loops, in the order that fixes their bits. */
interface FloatScalarElementwise extends FloatOperations {
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
    float beta = (float) op.beta();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(x, xOffset, y, yOffset, n);
      case RELU -> { // loops of their own, which the compiler turns into vectors
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = FloatElements.relu(x[xOffset + i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = FloatElements.leakyRelu(x[xOffset + i], alpha);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          y[yOffset + i] = FloatElements.apply(op.kind(), alpha, beta, x[xOffset + i]);
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
    float beta = (float) op.beta();
    switch (op.kind()) {
      case IDENTITY -> System.arraycopy(dy, dyOffset, dx, dxOffset, n);
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
      default -> {
        for (int i = 0; i < n; i++) {
          dx[dxOffset + i] =
              FloatElements.gradient(
                  op.kind(), alpha, beta, saved[savedOffset + i], dy[dyOffset + i]);
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
  default void optimizerStep(
      StepRule rule,
      int step,
      double rate,
      int n,
      float[] w,
      int wOffset,
      float[] g,
      int gOffset,
      float[] m,
      int mOffset,
      float[] v,
      int vOffset,
      float[] u,
      int uOffset) {
    FloatStep factors = FloatStep.of(rule, step, rate);
    for (int i = 0; i < n; i++) {
      factors.step(w, wOffset + i, g, gOffset + i, m, mOffset + i, v, vOffset + i, u, uOffset + i);
    }
  }

  @Override
  default void addPenaltyGradient(
      int n, float l1, float l2, float[] w, int wOffset, float[] g, int gOffset) {
    for (int i = 0; i < n; i++) {
      g[gOffset + i] = FloatElements.withPenalty(g[gOffset + i], w[wOffset + i], l1, l2);
    }
  }

  @Override
  default void limitColumnNorms(int m, int n, float limit, float[] a, int aOffset, int lda) {
    for (int j = 0; j < n; j++) {
      FloatRows.limitColumnNorm(m, limit, a, aOffset + j, lda);
    }
  }
}
