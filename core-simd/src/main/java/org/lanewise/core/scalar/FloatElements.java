package org.lanewise.core.scalar;

import org.lanewise.core.UnaryOp;

/**
 * The elementwise functions of one {@code float}: the definition of each, and of its derivative.
 */
public final class FloatElements {
  /** A gradient to be squared whose magnitude is below this counts as zero in an optimizer. */
  public static final float TINY_GRADIENT = 0x1p-50f;

  /** What else an optimizer reads or remembers counts as zero if its magnitude is below this. */
  public static final float TINY_MOMENT = 0x1p-110f;

  /** {@code 1 / sqrt(2 pi)}, the density of the normal distribution at 0. */
  public static final float NORMAL_DENSITY = (float) 0.3989422804014327;

  /** {@code 2 sqrt(2 / pi)}, which scales the argument in GELU by tanh. */
  public static final float GELU_SCALE = (float) 1.5957691216057308;

  /** The factor of the cube there, scaled: {@code 0.044715 * 2 sqrt(2 / pi)}. */
  public static final float GELU_CUBE = (float) 0.07135481627260025;

  /** Beyond it in magnitude GELU and its derivative are those of a step: 0 or x, 0 or 1. */
  public static final float GELU_MAX = 100;

  private FloatElements() {}

  /** Returns {@code op(x)}. */
  public static float apply(UnaryOp.Kind kind, float alpha, float beta, float x) {
    return switch (kind) {
      case IDENTITY -> x;
      case EXP -> FloatMath.exp(x);
      case EXPM1 -> FloatMath.expm1(x);
      case LOG -> FloatMath.log(x);
      case LOG1P -> FloatMath.log1p(x);
      case SIGMOID -> FloatMath.sigmoid(x);
      case TANH -> FloatMath.tanh(x);
      case SOFTPLUS -> FloatMath.softplus(x);
      case RELU -> relu(x);
      case LEAKY_RELU -> leakyRelu(x, alpha);
      case ELU -> elu(x, alpha);
      case SELU -> selu(x, alpha, beta);
      case GELU -> FloatGelu.gelu(x);
      case GELU_TANH -> FloatGelu.geluTanh(x);
      case SILU -> silu(x);
      case SQRT -> (float) Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case CLAMP -> clamp(x, alpha, beta);
    };
  }

  /** Returns {@code dy op'(x)} from the value that the function saves. */
  static float gradient(UnaryOp.Kind kind, float alpha, float beta, float saved, float dy) {
    return switch (kind) {
      case IDENTITY -> dy;
      case EXP -> dy * saved;
      case EXPM1 -> dy * (saved + 1);
      case LOG -> dy / saved;
      case LOG1P -> dy / (saved + 1);
      case SIGMOID -> sigmoidGradient(saved, dy);
      case TANH -> tanhGradient(saved, dy);
      case SOFTPLUS -> softplusGradient(saved, dy);
      case RELU -> reluGradient(saved, dy);
      case LEAKY_RELU -> leakyReluGradient(saved, dy, alpha);
      case ELU -> eluGradient(saved, dy, alpha);
      case SELU -> seluGradient(saved, dy, alpha, beta);
      case GELU -> geluGradient(saved, dy);
      case GELU_TANH -> geluTanhGradient(saved, dy);
      case SILU -> siluGradient(saved, dy);
      case SQRT -> dy * 0.5f / saved;
      case RECIPROCAL -> -dy * (saved * saved);
      case CLAMP -> clampGradient(saved, dy, alpha, beta);
    };
  }

  /** Returns {@code max(0, x)}; NaN stays NaN and -0 becomes 0. */
  public static float relu(float x) {
    return x <= 0 ? 0 : x;
  }

  /** Returns x where it is positive, else {@code alpha x}. */
  public static float leakyRelu(float x, float alpha) {
    return x > 0 ? x : alpha * x;
  }

  /** Returns x where it is positive, else {@code alpha (e^x - 1)}. */
  public static float elu(float x, float alpha) {
    return x > 0 ? x : alpha * FloatMath.expm1(x);
  }

  /** Returns {@code beta x} where x is positive, else {@code alpha beta (e^x - 1)}. */
  public static float selu(float x, float alpha, float beta) {
    return beta * (x > 0 ? x : alpha * FloatMath.expm1(x));
  }

  /** Returns x times the logistic function of x. */
  public static float silu(float x) {
    return finite(x) * FloatMath.sigmoid(x);
  }

  /** Returns x, but at least low and at most high; NaN stays NaN. */
  public static float clamp(float x, float low, float high) {
    float raised = x < low ? low : x;
    return raised > high ? high : raised;
  }

  /** Returns {@code dy y (1 - y)}. */
  public static float sigmoidGradient(float y, float dy) {
    return dy * (y * (1 - y));
  }

  /** Returns {@code dy (1 - y^2)}. */
  public static float tanhGradient(float y, float dy) {
    return dy * Math.fma(-y, y, 1);
  }

  /** Returns {@code dy (1 - e^-y)}. */
  public static float softplusGradient(float y, float dy) {
    return -dy * FloatMath.expm1(-y);
  }

  /** Returns dy where y is positive, else 0. */
  public static float reluGradient(float y, float dy) {
    return y > 0 ? dy : 0;
  }

  /** Returns dy where y is positive, else {@code alpha dy}. */
  public static float leakyReluGradient(float y, float dy, float alpha) {
    return y > 0 ? dy : alpha * dy;
  }

  /** Returns dy where y is positive, else {@code dy (y + alpha)}. */
  public static float eluGradient(float y, float dy, float alpha) {
    return y > 0 ? dy : dy * (y + alpha);
  }

  /** Returns {@code beta dy} where y is positive, else {@code dy (y + alpha beta)}. */
  public static float seluGradient(float y, float dy, float alpha, float beta) {
    return y > 0 ? dy * beta : dy * Math.fma(alpha, beta, y);
  }

  /** Returns {@code dy ((1 + erf(x / sqrt 2)) / 2 + x e^(-x^2 / 2) / sqrt(2 pi))}. */
  public static float geluGradient(float x, float dy) {
    float tail = FloatGelu.normalTail(x);
    return ((x > 0 ? 1 - tail : tail) + geluDensity(x)) * dy;
  }

  /** Returns x times the density of the normal distribution at x. */
  public static float geluDensity(float x) {
    float b = bounded(x);
    return FloatMath.exp(b * -0.5f * b) * NORMAL_DENSITY * b;
  }

  /** Returns {@code dy (s + x s (1 - s) w')} with s the logistic function of w(x). */
  public static float geluTanhGradient(float x, float dy) {
    float b = bounded(x);
    float square = b * b;
    float s = FloatMath.sigmoid(b * Math.fma(square, GELU_CUBE, GELU_SCALE));
    float slope = b * Math.fma(square, 3 * GELU_CUBE, GELU_SCALE);
    return dy * Math.fma(s * (1 - s), slope, s);
  }

  /** Returns {@code dy (s + x s (1 - s))} with s the logistic function of x. */
  public static float siluGradient(float x, float dy) {
    float s = FloatMath.sigmoid(x);
    return dy * Math.fma(s * (1 - s), finite(Math.min(x, Float.MAX_VALUE)), s);
  }

  /** Returns x, but -infinity as the lowest number, whose product with 0 is 0 and not NaN. */
  private static float finite(float x) {
    return Math.max(x, -Float.MAX_VALUE);
  }

  /** Returns x within the range where GELU is not yet a step, so that no power of it overflows. */
  private static float bounded(float x) {
    return Math.min(Math.max(x, -GELU_MAX), GELU_MAX);
  }

  /** Returns dy where y lies strictly between low and high, else 0. */
  public static float clampGradient(float y, float dy, float low, float high) {
    return y > low && y < high ? dy : 0;
  }

  /** Returns x, or 0 if its magnitude is below the threshold. NaN stays NaN. */
  public static float flush(float x, float threshold) {
    return Math.abs(x) < threshold ? 0 : x;
  }

  /** Returns a gradient with that of {@code l1 |w| + l2 w^2 / 2} added. */
  public static float withPenalty(float gradient, float w, float l1, float l2) {
    float sign = w > 0 ? l1 : w < 0 ? -l1 : 0;
    return Math.fma(l2, w, gradient + sign);
  }
}
