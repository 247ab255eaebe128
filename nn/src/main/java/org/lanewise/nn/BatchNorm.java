package org.lanewise.nn;

import java.util.List;
import java.util.Map;
import org.lanewise.nn.tensor.Tensor;

/**
 * Brings each column to mean 0 and variance 1, then scales and shifts it: {@code y = gamma (x -
 * mean) / sqrt(variance + epsilon) + beta} (Ioffe and Szegedy 2015).
 *
 * <p>In training, mean and variance are those of the batch, the variance with the divisor n, the
 * rows. Each pass forward moves the running statistics, {@code running += momentum (batch -
 * running)}, there with the divisor n - 1. A prediction uses these and changes nothing. A batch of
 * one row has no variance: it becomes beta, moves no statistics, and no derivative passes it.
 *
 * @param columns of x, at least 1
 * @param momentum share of a batch in the running statistics, in (0, 1]
 * @param epsilon added to the variance, positive
 */
public record BatchNorm(int columns, double momentum, double epsilon) implements Normalization {
  /** Checks the settings. */
  public BatchNorm {
    Normalization.check(columns, epsilon);
    if (!(momentum > 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum is " + momentum + ", it must be in (0, 1]");
    }
  }

  /** Returns a layer with momentum 0.1 and epsilon 1e-5. */
  public static BatchNorm of(int columns) {
    return new BatchNorm(columns, 0.1, 1e-5);
  }

  @Override
  public List<ParameterSpec> buffers() {
    return List.of(
        new ParameterSpec("running_mean", 1, columns, 1, 1, Initializer.ZEROS),
        new ParameterSpec("running_variance", 1, columns, 1, 1, Initializer.constant(1)));
  }

  @Override
  public boolean byColumn() {
    return true;
  }

  @Override
  public double statistic(LayerPass pass, int which, int column, double known, int rows) {
    Tensor running = pass.buffer(which);
    if (!pass.isTraining()) {
      return running.get(column);
    }
    if (rows > 1) {
      double unbiased = which == 0 ? known : known * rows / (rows - 1);
      running.set(column, running.get(column) + momentum * (unbiased - running.get(column)));
    }
    return known;
  }

  @Override
  public Map<String, Object> settings() {
    return LayerSettings.of("columns", columns, "momentum", momentum, "epsilon", epsilon);
  }
}
