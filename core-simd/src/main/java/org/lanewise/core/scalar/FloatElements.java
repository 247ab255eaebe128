package org.lanewise.core.scalar;

/**
 * The elementwise functions of one {@code float}: the definition of each, and of its derivative.
 */
public final class FloatElements {
  /** A gradient whose magnitude is below this counts as zero in a step of Adam. */
  public static final float TINY_GRADIENT = 0x1p-50f;

  /** A moment whose magnitude is below this counts as zero in a step of Adam. */
  public static final float TINY_MOMENT = 0x1p-110f;

  private FloatElements() {}

  /** Returns {@code max(0, x)}; NaN stays NaN and -0 becomes 0. */
  public static float relu(float x) {
    return x <= 0 ? 0 : x;
  }

  /** Returns x where it is positive, else {@code alpha x}. */
  public static float leakyRelu(float x, float alpha) {
    return x > 0 ? x : alpha * x;
  }

  /** Returns {@code dy y (1 - y)}. */
  public static float sigmoidGradient(float y, float dy) {
    return dy * (y * (1 - y));
  }

  /** Returns {@code dy (1 - y^2)}. */
  public static float tanhGradient(float y, float dy) {
    return dy * Math.fma(-y, y, 1);
  }

  /** Returns dy where y is positive, else 0. */
  public static float reluGradient(float y, float dy) {
    return y > 0 ? dy : 0;
  }

  /** Returns dy where y is positive, else {@code alpha dy}. */
  public static float leakyReluGradient(float y, float dy, float alpha) {
    return y > 0 ? dy : alpha * dy;
  }

  /** Returns x, or 0 if its magnitude is below the threshold. NaN stays NaN. */
  public static float flush(float x, float threshold) {
    return Math.abs(x) < threshold ? 0 : x;
  }
}
