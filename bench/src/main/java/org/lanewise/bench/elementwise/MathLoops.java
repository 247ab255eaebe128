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
          default -> null;
        });
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

  /** Returns the inner product of two arrays. */
  public static float dot(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
