// Generated from FloatScalarElementwise.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import org.lanewise.core.DoubleOperations;
import org.lanewise.core.StepRule;
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
    DoubleStep factors = DoubleStep.of(rule, step, rate);
    for (int i = 0; i < n; i++) {
      factors.step(w, wOffset + i, g, gOffset + i, m, mOffset + i, v, vOffset + i, u, uOffset + i);
    }
  }

  @Override
  default void addPenaltyGradient(
      int n, double l1, double l2, double[] w, int wOffset, double[] g, int gOffset) {
    for (int i = 0; i < n; i++) {
      g[gOffset + i] = DoubleElements.withPenalty(g[gOffset + i], w[wOffset + i], l1, l2);
    }
  }

  @Override
  default void limitColumnNorms(int m, int n, double limit, double[] a, int aOffset, int lda) {
    for (int j = 0; j < n; j++) {
      DoubleRows.limitColumnNorm(m, limit, a, aOffset + j, lda);
    }
  }
}
