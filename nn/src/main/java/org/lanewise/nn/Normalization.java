package org.lanewise.nn;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;

/**
 * What normalizing layers share: their end {@code y = gamma z + beta}, with one of each a column.
 */
interface Normalization extends Layer {
  int columns();

  /** Checks the settings. */
  static void check(int columns, double epsilon) {
    if (columns < 1 || !(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a normalization of " + columns + " columns with epsilon " + epsilon);
    }
  }

  @Override
  default int outputs(int given) {
    LayerSettings.requireColumns(this, columns(), given);
    return given;
  }

  @Override
  default List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec("gamma", 1, columns(), 1, 1, Initializer.constant(1)),
        new ParameterSpec("beta", 1, columns(), 1, 1, Initializer.ZEROS));
  }

  /** All z, and after them a factor a column or a row. */
  @Override
  default int scratchColumns(int given) {
    return 2 * given;
  }

  @Override
  default boolean needsOutput() {
    return false;
  }

  /** Computes y from z. */
  default void scaleAndShift(LayerPass pass, Tensor z, Tensor y) {
    pass.ops().multiplyRow(pass.parameter(0), z, y);
    pass.ops().addRow(pass.parameter(1), y);
  }

  /** Computes the derivatives by gamma and beta; overwrites product, which may be z. */
  default void parameterGradients(LayerPass pass, Tensor z, Tensor dy, Tensor product) {
    pass.ops().columnSums(dy, pass.gradient(1));
    pass.ops().multiply(z, dy, product);
    pass.ops().columnSums(product, pass.gradient(0));
  }
}
