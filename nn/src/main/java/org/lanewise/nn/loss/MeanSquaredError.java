package org.lanewise.nn.loss;

import java.util.Locale;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * The squared error {@code (y - t)^2} in three forms. What a learning rate means hangs on the form
 * and the reduction: the gradients of half the sum, the sum and the mean of n elements are as 1 : 2
 * : 2/n.
 */
public record MeanSquaredError(Reduction reduction, Form form) implements ElementwiseLoss {
  /** What becomes of the squared error. */
  public enum Form {
    /** {@code (y - t)^2}, with the derivative {@code 2 (y - t)}. */
    MSE,
    /** {@code (y - t)^2 / 2}, with the derivative {@code y - t}. */
    HALF_MSE,
    /**
     * The root of the reduced error, with a derivative of 0 at 0, where it has none. It couples the
     * samples: the mean over batches is not the root over all.
     */
    RMSE
  }

  /** Creates the mean over all elements. */
  public MeanSquaredError() {
    this(Reduction.MEAN, Form.MSE);
  }

  @Override
  public String name() {
    return Losses.name(form.name().toLowerCase(Locale.ROOT).replace('_', '-'), reduction);
  }

  /** Returns the error of an element before any root. */
  @Override
  public double value(double output, double target) {
    return (form == Form.HALF_MSE ? 0.5 : 1) * (output - target) * (output - target);
  }

  @Override
  public double derivative(double output, double target) {
    return (form == Form.HALF_MSE ? 1 : 2) * (output - target);
  }

  @Override
  public double evaluate(
      TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
    double sum = Double.NaN;
    if (weights == null) {
      Shapes.require(output, targets, output.columns(), null, gradient);
      gradient.copyFrom(output);
      ops.axpy(-1, targets, gradient);
      sum = value(1, 0) * ops.dot(gradient, gradient);
    }
    // The square of a large float does not fit a float; the loop in double holds it.
    double value =
        Double.isFinite(sum)
            ? reduction.apply(ops, sum, output.size(), output.columns(), derivative(1, 0), gradient)
            : ElementwiseLoss.super.evaluate(ops, output, targets, weights, gradient);
    if (form != Form.RMSE) {
      return value;
    }
    double root = Math.sqrt(value);
    ops.scal(root == 0 ? 0 : 0.5 / root, gradient);
    return root;
  }
}
