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
   * One step of an optimizer on n parameters, in one pass: see {@link StepRule.Kind} for the
   * formulas, whose sums are fused multiply-adds.
   *
   * <p>A parameter, a moment and, where gradients are not squared, a gradient under 2^-110 in
   * magnitude count as zero; a gradient that is squared does under 2^-50 (2^-900 and 2^-400 in
   * double). Subnormal numbers slow a processor down a hundredfold, and what is lost is far below
   * what epsilon lets through. Modifies w and as many of m, v and u as the rule has moments; the
   * others are not looked at and may be null.
   *
   * @param step the number of this step, from 1
   * @param rate the learning rate of this step
   * @throws IllegalArgumentException if a slice does not fit its array or two share elements
   */
  void optimizerStep(
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
      int uOffset);

  /**
   * Adds the gradient of a penalty {@code l1 |w| + l2 w^2 / 2} to gradients: {@code g = fma(l2, w,
   * g + l1 sign(w))}, the sign of 0 being 0. Modifies g.
   */
  void addPenaltyGradient(
      int n, double l1, double l2, double[] w, int wOffset, double[] g, int gOffset);

  /**
   * Shrinks the columns of an m x n matrix whose Euclidean norm exceeds a limit to that limit: each
   * element is multiplied by {@code min(1, limit / norm)}.
   *
   * <p>The square of the norm is a chain of fused multiply-adds over the rows in ascending order. A
   * column whose squares overflow becomes 0, one with NaN becomes NaN. Modifies A.
   */
  void limitColumnNorms(int m, int n, double limit, double[] a, int aOffset, int lda);
}
