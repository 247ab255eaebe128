package org.lanewise.nn.loss;

import org.lanewise.nn.tensor.Tensor;

/** Checks that losses share. */
final class Shapes {
  private Shapes() {}

  private static void require(String name, Tensor output, Tensor other, int columns) {
    if (output.rows() != other.rows() || columns != other.columns()) {
      throw new IllegalArgumentException(
          "the output is %d x %d, the %s are %d x %d"
              .formatted(output.rows(), output.columns(), name, other.rows(), other.columns()));
    }
  }

  /** Checks all operands; targets have so many columns, and weights may be null. */
  static void require(Tensor output, Tensor targets, int columns, Tensor weights, Tensor gradient) {
    require("targets", output, targets, columns);
    require("gradients", output, gradient, output.columns());
    if (weights != null) {
      require("weights", output, weights, 1);
    }
  }

  static double weight(Tensor weights, int row) {
    return weights == null ? 1 : weight("row", row, weights.get(row));
  }

  static double weight(String what, int number, double weight) {
    if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "weight of " + what + " " + number + " is " + weight + ", it must be finite and >= 0");
    }
    return weight;
  }
}
