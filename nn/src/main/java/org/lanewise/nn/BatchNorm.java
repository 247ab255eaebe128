package org.lanewise.nn;

import java.util.List;
import java.util.Map;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Brings each column to mean 0 and variance 1, then scales and shifts it: {@code y = gamma (x -
 * mean) / sqrt(variance + epsilon) + beta} (Ioffe and Szegedy 2015).
 *
 * <p>In training, mean and variance are those of the batch, the variance with the divisor n, the
 * rows. Each pass forward moves the running statistics, {@code running += momentum (batch -
 * running)}, there with the divisor n - 1. A prediction uses these and changes nothing. A batch of
 * one row has no variance: it becomes beta, moves no statistics, and no derivative passes it.
 *
 * <p>Backward: {@code dbeta = sum dy}, {@code dgamma = sum dy z}, {@code dx = gamma (dy - dbeta / n
 * - z dgamma / n) / sqrt(variance + epsilon)}, with z the normalized x and sums over the batch.
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
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    TensorOps ops = pass.ops();
    Tensor z = pass.scratch(0, x.rows(), columns);
    Tensor factors = pass.scratch(x.size(), 1, columns);
    z.copyFrom(x);
    statistic(pass, 0, x, factors, 1);
    ops.scal(-1, factors);
    ops.addRow(factors, z);
    if (pass.isTraining()) {
      ops.multiply(z, z, y);
    }
    statistic(pass, 1, y, factors, x.rows() / (x.rows() - 1.0));
    for (int j = 0; j < columns; j++) {
      factors.set(j, 1 / Math.sqrt(factors.get(j) + epsilon));
    }
    ops.multiplyRow(factors, z, z);
    scaleAndShift(pass, z, y);
  }

  /**
   * Takes the means of columns and moves a buffer in training; else takes what the buffer holds.
   */
  private void statistic(LayerPass pass, int buffer, Tensor values, Tensor means, double unbiased) {
    Tensor running = pass.buffer(buffer);
    if (!pass.isTraining()) {
      means.copyFrom(running);
      return;
    }
    pass.ops().columnSums(values, means);
    pass.ops().scal(1.0 / values.rows(), means);
    if (values.rows() > 1) {
      pass.ops().scal(1 - momentum, running);
      pass.ops().axpy(momentum * unbiased, means, running);
    }
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    TensorOps ops = pass.ops();
    Tensor z = pass.scratch(0, dy.rows(), columns);
    parameterGradients(pass, z, dy, dx == null ? z : dx);
    if (dx != null) {
      ops.multiplyRow(pass.gradient(0), z, z);
      ops.addRow(pass.gradient(1), z);
      ops.axpy(-1.0 / dy.rows(), z, dy);
      ops.multiplyRow(pass.scratch(dy.size(), 1, columns), dy, dy);
      ops.multiplyRow(pass.parameter(0), dy, dx);
    }
  }

  @Override
  public Map<String, Object> settings() {
    return LayerSettings.of("columns", columns, "momentum", momentum, "epsilon", epsilon);
  }
}
