package org.lanewise.nn.loss;

import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * The mean over all elements of {@code -t log s(z) - (1 - t) log(1 - s(z))} for logits z and the
 * logistic function s; its derivative is {@code (s(z) - t) / (rows outputs)}.
 *
 * <p>It is computed as {@code max(z, 0) - z t + log1p(e^-|z|)}, which is finite for any finite
 * logits. Targets have the shape of the output and lie in 0 to 1.
 */
public record BinaryCrossEntropy() implements Loss {
  @Override
  public String name() {
    return "bce";
  }

  @Override
  public double evaluate(TensorOps ops, Tensor output, Tensor targets, Tensor gradient) {
    Shapes.same("targets", output, targets);
    Shapes.same("gradients", output, gradient);
    int n = output.size();
    if (n == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double z = output.get(i);
      double t = targets.get(i);
      if (!(t >= 0 && t <= 1)) {
        throw new IllegalArgumentException(
            "target " + i + " is " + t + ", it must be between 0 and 1");
      }
      // StrictMath in double: the same bits on every machine, and the outputs are few.
      sum += Math.max(z, 0) - z * t + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }
    ops.unary(UnaryOp.SIGMOID, output, gradient);
    ops.axpy(-1, targets, gradient);
    ops.scal(1.0 / n, gradient);
    return sum / n;
  }
}
