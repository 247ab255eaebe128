package org.lanewise.nn.loss;

import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * The mean over all elements of {@code (output - target)^2}; its derivative is {@code 2 (output -
 * target) / (rows outputs)}. Targets have the shape of the output.
 */
public record MeanSquaredError() implements Loss {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public double evaluate(TensorOps ops, Tensor output, Tensor targets, Tensor gradient) {
    Shapes.same("targets", output, targets);
    Shapes.same("gradients", output, gradient);
    int n = output.size();
    if (n == 0) {
      return 0;
    }
    gradient.copyFrom(output);
    ops.axpy(-1, targets, gradient);
    double sum = ops.dot(gradient, gradient);
    if (Double.isInfinite(sum)) {
      // The square of a large float does not fit a float; a double holds it.
      sum = 0;
      for (int i = 0; i < n; i++) {
        sum += gradient.get(i) * gradient.get(i);
      }
    }
    ops.scal(2.0 / n, gradient);
    return sum / n;
  }
}
