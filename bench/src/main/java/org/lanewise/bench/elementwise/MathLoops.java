package org.lanewise.bench.elementwise;

import java.util.Optional;
import org.lanewise.core.UnaryOp;

/** The loops that people write with {@link Math}, each in a method that is compiled by itself. */
public final class MathLoops {
  private MathLoops() {}

  /** Returns the loop of a function; empty if nobody has written it down here yet. */
  public static Optional<FloatMap> of(UnaryOp op) {
    return Optional.ofNullable(
        switch (op.kind().name()) {
          case "IDENTITY" -> MathLoops::identity;
          case "SIGMOID" -> MathLoops::sigmoid;
          case "TANH" -> MathLoops::tanh;
          case "RELU" -> MathLoops::relu;
          case "LEAKY_RELU" -> (x, y) -> leakyRelu((float) op.alpha(), x, y);
          case "EXP" -> MathLoops::exp;
          case "EXPM1" -> MathLoops::expm1;
          case "LOG" -> MathLoops::log;
          case "LOG1P" -> MathLoops::log1p;
          case "SOFTPLUS" -> MathLoops::softplus;
          case "ELU" -> (x, y) -> elu((float) op.alpha(), 1, x, y);
          case "SELU" -> (x, y) -> elu((float) op.alpha(), (float) op.beta(), x, y);
          case "GELU" -> MathLoops::gelu;
          case "GELU_TANH" -> MathLoops::geluTanh;
          case "SILU" -> MathLoops::silu;
          case "SQRT" -> MathLoops::sqrt;
          case "RECIPROCAL" -> MathLoops::reciprocal;
          case "CLAMP" -> (x, y) -> clamp((float) op.alpha(), (float) op.beta(), x, y);
          default -> null;
        });
  }

  private static void exp(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.exp(x[i]);
    }
  }

  private static void expm1(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.expm1(x[i]);
    }
  }

  private static void log(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.log(x[i]);
    }
  }

  private static void log1p(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.log1p(x[i]);
    }
  }

  private static void softplus(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) (Math.max(0, x[i]) + Math.log1p(Math.exp(-Math.abs(x[i]))));
    }
  }

  private static void elu(float alpha, float scale, float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) (scale * (x[i] > 0 ? x[i] : alpha * Math.expm1(x[i])));
    }
  }

  /**
   * Math has no error function; this one is right to 1.2e-7 of its value everywhere (Press et al.,
   * "Numerical Recipes", section 6.2), and with erfc nothing cancels where x is negative.
   */
  private static void gelu(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      double u = -x[i] * Math.sqrt(0.5);
      double z = Math.abs(u);
      double t = 1 / (1 + 0.5 * z);
      double p = -0.82215223 + t * 0.17087277;
      p = -1.13520398 + t * (1.48851587 + t * p);
      p = -0.18628806 + t * (0.27886807 + t * p);
      p = 0.37409196 + t * (0.09678418 + t * p);
      p = -1.26551223 + t * (1.00002368 + t * p);
      double erfc = t * Math.exp(p - z * z);
      y[i] = (float) (0.5 * x[i] * (u >= 0 ? erfc : 2 - erfc));
    }
  }

  private static void geluTanh(float[] x, float[] y) {
    double factor = Math.sqrt(2 / Math.PI);
    for (int i = 0; i < x.length; i++) {
      double u = factor * (x[i] + 0.044715 * x[i] * x[i] * x[i]);
      y[i] = (float) (x[i] / (1 + Math.exp(-2 * u))); // 1 + tanh would cancel
    }
  }

  private static void silu(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) (x[i] / (1 + Math.exp(-x[i])));
    }
  }

  private static void sqrt(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.sqrt(x[i]);
    }
  }

  private static void reciprocal(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = 1 / x[i];
    }
  }

  private static void clamp(float low, float high, float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.min(Math.max(x[i], low), high);
    }
  }

  private static void identity(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i];
    }
  }

  private static void sigmoid(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) (1 / (1 + Math.exp(-x[i])));
    }
  }

  private static void tanh(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.tanh(x[i]);
    }
  }

  private static void relu(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.max(0, x[i]);
    }
  }

  private static void leakyRelu(float slope, float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] > 0 ? x[i] : slope * x[i];
    }
  }

  /** Returns the sum of an array. */
  public static float sum(float[] x) {
    float sum = 0;
    for (float value : x) {
      sum += value;
    }
    return sum;
  }

  /** Returns the largest entry. */
  public static float max(float[] x) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  /** Returns the inner product of two arrays. */
  public static float dot(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
