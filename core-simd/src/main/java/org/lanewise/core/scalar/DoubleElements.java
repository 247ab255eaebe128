// Generated from FloatElements.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

/**
 * The elementwise functions of one {@code double}: the definition of each, and of its derivative.
 */
public final class DoubleElements {
  /** A gradient whose magnitude is below this counts as zero in a step of Adam. */
  public static final double TINY_GRADIENT = 0x1p-400;

  /** A moment whose magnitude is below this counts as zero in a step of Adam. */
  public static final double TINY_MOMENT = 0x1p-900;

  private DoubleElements() {}

  /** Returns {@code max(0, x)}; NaN stays NaN and -0 becomes 0. */
  public static double relu(double x) {
    return x <= 0 ? 0 : x;
  }

  /** Returns x where it is positive, else {@code alpha x}. */
  public static double leakyRelu(double x, double alpha) {
    return x > 0 ? x : alpha * x;
  }

  /** Returns {@code dy y (1 - y)}. */
  public static double sigmoidGradient(double y, double dy) {
    return dy * (y * (1 - y));
  }

  /** Returns {@code dy (1 - y^2)}. */
  public static double tanhGradient(double y, double dy) {
    return dy * Math.fma(-y, y, 1);
  }

  /** Returns dy where y is positive, else 0. */
  public static double reluGradient(double y, double dy) {
    return y > 0 ? dy : 0;
  }

  /** Returns dy where y is positive, else {@code alpha dy}. */
  public static double leakyReluGradient(double y, double dy, double alpha) {
    return y > 0 ? dy : alpha * dy;
  }

  /** Returns x, or 0 if its magnitude is below the threshold. NaN stays NaN. */
  public static double flush(double x, double threshold) {
    return Math.abs(x) < threshold ? 0 : x;
  }
}
