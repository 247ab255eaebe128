package org.lanewise.nn.loss;

import org.lanewise.nn.tensor.Tensor;

/** Shape checks that losses share. */
final class Shapes {
  private Shapes() {}

  static void same(String name, Tensor output, Tensor other) {
    if (output.rows() != other.rows() || output.columns() != other.columns()) {
      throw new IllegalArgumentException(
          "the output is "
              + output.rows()
              + " x "
              + output.columns()
              + ", the "
              + name
              + " are "
              + other.rows()
              + " x "
              + other.columns());
    }
  }
}
