// Generated from FloatElementwise.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * Functions of one {@code double} at a time, and the steps of optimizers. Slices are as in {@link
 * DoubleBlas}.
 */
public interface DoubleElementwise {
  /** Multiplies elementwise: {@code z = x y}. Works in place on x or y. Modifies z. */
  void multiply(int n, double[] x, int xOffset, double[] y, int yOffset, double[] z, int zOffset);

  /** Applies a function: {@code y = op(x)}. Works in place. Modifies y. */
  void unary(UnaryOp op, int n, double[] x, int xOffset, double[] y, int yOffset);

  /**
   * Multiplies by a function's derivative: {@code dx = dy op'(x)}.
   *
   * <p>Where the function is flat (ReLU at zero and below) dx is 0 whatever dy holds. Works in
   * place on dy. Modifies dx.
   *
   * @param saved the input or the output of the function, see {@link UnaryOp.Kind#derivativeFrom}
   */
  void unaryGradient(
      UnaryOp op,
      int n,
      double[] saved,
      int savedOffset,
      double[] dy,
      int dyOffset,
      double[] dx,
      int dxOffset);

  /** Adds one row of n entries to each of m rows of a matrix. Modifies A. */
  void addRow(int m, int n, double[] row, int rowOffset, double[] a, int aOffset, int lda);

  /**
   * One step of gradient descent with momentum: {@code v = fma(momentum, v, g)}, {@code w =
   * fma(-rate, v, w)}. Modifies w and v.
   */
  void momentumStep(
      int n,
      double rate,
      double momentum,
      double[] w,
      int wOffset,
      double[] v,
      int vOffset,
      double[] g,
      int gOffset);

  /**
   * One step of Adam (Kingma and Ba 2015) with bias-corrected moments, in this order of operations:
   *
   * <pre>
   * m = fma(beta1, m, (1 - beta1) g)
   * v = fma(beta2, v, ((1 - beta2) g) g)
   * w = fma(-rate / correction1, m / fma(sqrt(v), 1 / sqrt(correction2), epsilon), w)
   * </pre>
   *
   * <p>with {@code correction = 1 - beta^step} computed in double. A gradient under 2^-50 and a
   * moment under 2^-110 in magnitude (2^-400 and 2^-900 in double) count as zero: subnormal numbers
   * slow a processor down a hundredfold, and what is lost is far below what epsilon lets through.
   * Modifies w, m and v.
   *
   * @param step the number of this step, from 1
   */
  void adamStep(
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
      int gOffset);
}
