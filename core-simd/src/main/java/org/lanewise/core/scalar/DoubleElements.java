// Generated from FloatElements.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import org.lanewise.core.UnaryOp;

/**
 * The elementwise functions of one {@code double}: the definition of each, and of its derivative.
 */
public final class DoubleElements {
  /** A gradient to be squared whose magnitude is below this counts as zero in an optimizer. */
  public static final double TINY_GRADIENT = 0x1p-400;

  /** What else an optimizer reads or remembers counts as zero if its magnitude is below this. */
  public static final double TINY_MOMENT = 0x1p-900;

  /** {@code 1 / sqrt(2 pi)}, the density of the normal distribution at 0. */
  public static final double NORMAL_DENSITY = 0.3989422804014327;

  /** {@code 2 sqrt(2 / pi)}, which scales the argument in GELU by tanh. */
  public static final double GELU_SCALE = 1.5957691216057308;

  /** The factor of the cube there, scaled: {@code 0.044715 * 2 sqrt(2 / pi)}. */
  public static final double GELU_CUBE = 0.07135481627260025;

  /** Beyond it in magnitude GELU and its derivative are those of a step: 0 or x, 0 or 1. */
  public static final double GELU_MAX = 100;

  private DoubleElements() {}

  /** Returns {@code op(x)}. */
  public static double apply(UnaryOp.Kind kind, double alpha, double beta, double x) {
    return switch (kind) {
      case IDENTITY -> x;
      case EXP -> DoubleMath.exp(x);
      case EXPM1 -> DoubleMath.expm1(x);
      case LOG -> DoubleMath.log(x);
      case LOG1P -> DoubleMath.log1p(x);
      case SIGMOID -> DoubleMath.sigmoid(x);
      case TANH -> DoubleMath.tanh(x);
      case SOFTPLUS -> DoubleMath.softplus(x);
      case RELU -> relu(x);
      case LEAKY_RELU -> leakyRelu(x, alpha);
      case ELU -> elu(x, alpha);
      case SELU -> selu(x, alpha, beta);
      case GELU -> DoubleGelu.gelu(x);
      case GELU_TANH -> DoubleGelu.geluTanh(x);
      case SILU -> silu(x);
      case SQRT -> Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case CLAMP -> clamp(x, alpha, beta);
    };
  }

  /** Returns {@code dy op'(x)} from the value that the function saves. */
  static double gradient(UnaryOp.Kind kind, double alpha, double beta, double saved, double dy) {
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
      case SQRT -> dy * 0.5 / saved;
      case RECIPROCAL -> -dy * (saved * saved);
      case CLAMP -> clampGradient(saved, dy, alpha, beta);
    };
  }

  /** Returns {@code max(0, x)}; NaN stays NaN and -0 becomes 0. */
  public static double relu(double x) {
    return x <= 0 ? 0 : x;
  }

  /** Returns x where it is positive, else {@code alpha x}. */
  public static double leakyRelu(double x, double alpha) {
    return x > 0 ? x : alpha * x;
  }

  /** Returns x where it is positive, else {@code alpha (e^x - 1)}. */
  public static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * DoubleMath.expm1(x);
  }

  /** Returns {@code beta x} where x is positive, else {@code alpha beta (e^x - 1)}. */
  public static double selu(double x, double alpha, double beta) {
    return beta * (x > 0 ? x : alpha * DoubleMath.expm1(x));
  }

  /** Returns x times the logistic function of x. */
  public static double silu(double x) {
    return finite(x) * DoubleMath.sigmoid(x);
  }

  /** Returns x, but at least low and at most high; NaN stays NaN. */
  public static double clamp(double x, double low, double high) {
    double raised = x < low ? low : x;
    return raised > high ? high : raised;
  }

  /** Returns {@code dy y (1 - y)}. */
  public static double sigmoidGradient(double y, double dy) {
    return dy * (y * (1 - y));
  }

  /** Returns {@code dy (1 - y^2)}. */
  public static double tanhGradient(double y, double dy) {
    return dy * Math.fma(-y, y, 1);
  }

  /** Returns {@code dy (1 - e^-y)}. */
  public static double softplusGradient(double y, double dy) {
    return -dy * DoubleMath.expm1(-y);
  }

  /** Returns dy where y is positive, else 0. */
  public static double reluGradient(double y, double dy) {
    return y > 0 ? dy : 0;
  }

  /** Returns dy where y is positive, else {@code alpha dy}. */
  public static double leakyReluGradient(double y, double dy, double alpha) {
    return y > 0 ? dy : alpha * dy;
  }

  /** Returns dy where y is positive, else {@code dy (y + alpha)}. */
  public static double eluGradient(double y, double dy, double alpha) {
    return y > 0 ? dy : dy * (y + alpha);
  }

  /** Returns {@code beta dy} where y is positive, else {@code dy (y + alpha beta)}. */
  public static double seluGradient(double y, double dy, double alpha, double beta) {
    return y > 0 ? dy * beta : dy * Math.fma(alpha, beta, y);
  }

  /** Returns {@code dy ((1 + erf(x / sqrt 2)) / 2 + x e^(-x^2 / 2) / sqrt(2 pi))}. */
  public static double geluGradient(double x, double dy) {
    double tail = DoubleGelu.normalTail(x);
    return ((x > 0 ? 1 - tail : tail) + geluDensity(x)) * dy;
  }

  /** Returns x times the density of the normal distribution at x. */
  public static double geluDensity(double x) {
    double b = bounded(x);
    return DoubleMath.exp(b * -0.5 * b) * NORMAL_DENSITY * b;
  }

  /** Returns {@code dy (s + x s (1 - s) w')} with s the logistic function of w(x). */
  public static double geluTanhGradient(double x, double dy) {
    double b = bounded(x);
    double square = b * b;
    double s = DoubleMath.sigmoid(b * Math.fma(square, GELU_CUBE, GELU_SCALE));
    double slope = b * Math.fma(square, 3 * GELU_CUBE, GELU_SCALE);
    return dy * Math.fma(s * (1 - s), slope, s);
  }

  /** Returns {@code dy (s + x s (1 - s))} with s the logistic function of x. */
  public static double siluGradient(double x, double dy) {
    double s = DoubleMath.sigmoid(x);
    return dy * Math.fma(s * (1 - s), finite(Math.min(x, Double.MAX_VALUE)), s);
  }

  /** Returns x, but -infinity as the lowest number, whose product with 0 is 0 and not NaN. */
  private static double finite(double x) {
    return Math.max(x, -Double.MAX_VALUE);
  }

  /** Returns x within the range where GELU is not yet a step, so that no power of it overflows. */
  private static double bounded(double x) {
    return Math.min(Math.max(x, -GELU_MAX), GELU_MAX);
  }

  /** Returns dy where y lies strictly between low and high, else 0. */
  public static double clampGradient(double y, double dy, double low, double high) {
    return y > low && y < high ? dy : 0;
  }

  /** Returns x, or 0 if its magnitude is below the threshold. NaN stays NaN. */
  public static double flush(double x, double threshold) {
    return Math.abs(x) < threshold ? 0 : x;
  }

  /** Returns a gradient with that of {@code l1 |w| + l2 w^2 / 2} added. */
  public static double withPenalty(double gradient, double w, double l1, double l2) {
    double sign = w > 0 ? l1 : w < 0 ? -l1 : 0;
    return Math.fma(l2, w, gradient + sign);
  }
}
