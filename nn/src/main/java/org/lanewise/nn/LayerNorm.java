package org.lanewise.nn;

import java.util.Map;

/**
 * Brings each row to mean 0 and variance 1, then scales and shifts its columns: {@code y = gamma (x
 * - mean) / sqrt(variance + epsilon) + beta} (Ba et al. 2016). The variance has the divisor n, the
 * columns. Rows do not affect each other, and a prediction is as in training.
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
  public boolean byColumn() {
    return false;
  }

  @Override
  public double statistic(LayerPass pass, int which, int row, double known, int count) {
    return known;
  }

  @Override
  public Map<String, Object> settings() {
    return LayerSettings.of("columns", columns, "epsilon", epsilon);
  }
}
