package org.lanewise.nn;

import java.util.Map;
import org.lanewise.nn.tensor.Tensor;

/**
 * Brings each row to mean 0 and variance 1, then scales and shifts its columns: {@code y = gamma (x
 * - mean) / sqrt(variance + epsilon) + beta} (Ba et al. 2016). The variance has the divisor n, the
 * columns. Rows do not affect each other, and a prediction is as in training.
 *
 * <p>Backward: {@code dbeta} and {@code dgamma} are the column sums of dy and dy z, z the
 * normalized x; with {@code g = gamma dy}, {@code dx = (g - mean(g) - z mean(g z)) / sqrt(variance
 * + epsilon)}.
 *
 * @param columns of x, at least 1; a single one becomes beta
 * @param epsilon added to the variance, positive
 */
public record LayerNorm(int columns, double epsilon) implements Normalization {
  /** Checks the settings. */
  public LayerNorm {
    Normalization.check(columns, epsilon);
  }

  /** Returns a layer with epsilon 1e-5. */
  public static LayerNorm of(int columns) {
    return new LayerNorm(columns, 1e-5);
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    Tensor z = pass.scratch(0, x.rows(), columns);
    pass.ops().normalizeRows(x, epsilon, z, pass.scratch(x.size(), x.rows(), 1));
    scaleAndShift(pass, z, y);
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    Tensor z = pass.scratch(0, dy.rows(), columns);
    parameterGradients(pass, z, dy, dx == null ? z : dx);
    if (dx != null) {
      pass.ops().multiplyRow(pass.parameter(0), dy, dy);
      pass.ops().normalizeGradientRows(z, pass.scratch(dy.size(), dy.rows(), 1), dy, dx);
    }
  }

  @Override
  public Map<String, Object> settings() {
    return LayerSettings.of("columns", columns, "epsilon", epsilon);
  }
}
