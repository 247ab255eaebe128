package org.lanewise.nn.loss;

import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * A loss that judges each output by itself; targets have the shape of the output. A name, a
 * reduction and two functions of double make one. They take {@link StrictMath} where the bits shall
 * be the same on every machine.
 */
public interface ElementwiseLoss extends Loss {
  /** Returns the loss of an output, the weight of its class included. */
  double value(double output, double target);

  /** Returns the derivative of the loss by the output, from what {@link #link} makes of it. */
  double derivative(double prediction, double target);

  /** Returns what turns an output into a prediction of its target: nothing, by default. */
  default UnaryOp link() {
    return UnaryOp.IDENTITY;
  }

  /** Returns the weight of the class that a target is. */
  default double classWeight(double target) {
    return 1;
  }

  /** Returns null if a target is right, else what it must be: finite, by default. */
  default String wrong(double target) {
    return Double.isFinite(target) ? null : "finite";
  }

  /** Returns a target that is right. */
  default double require(Tensor targets, int index) {
    double target = targets.get(index);
    String rule = wrong(target);
    if (rule != null) {
      throw new IllegalArgumentException(
          "target " + index + " is " + target + ", it must be " + rule);
    }
    return target;
  }

  @Override
  default double evaluate(
      TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
    int columns = output.columns();
    Shapes.require(output, targets, columns, weights, gradient);
    ops.unary(link(), output, gradient);
    // Without weights all elements are as one row.
    int stride = weights == null ? output.size() : columns;
    double sum = 0;
    double counted = 0;
    for (int i = 0; i * stride < output.size(); i++) {
      double weight = Shapes.weight(weights, i);
      for (int at = i * stride; at < (i + 1) * stride; at++) {
        double slope = 0;
        if (weight > 0) {
          double target = require(targets, at);
          sum += weight * value(output.get(at), target);
          counted += weight * classWeight(target);
          slope = weight * derivative(gradient.get(at), target);
        }
        gradient.set(at, slope);
      }
    }
    return reduction().apply(ops, sum, counted, columns, 1, gradient);
  }
}
