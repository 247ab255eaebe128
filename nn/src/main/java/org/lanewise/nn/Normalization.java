package org.lanewise.nn;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;

/**
 * What normalizing layers share: {@code y = gamma z + beta} with {@code z = (x - mean) /
 * sqrt(variance + epsilon)}, gamma and beta one a column, mean and variance those of a group: a
 * column or a row. The variance has the size of the group as its divisor; sums are in double.
 *
 * <p>Backward: {@code dbeta} and {@code dgamma} are the column sums of dy and dy z; with {@code g =
 * gamma dy}, {@code dx = (g - mean(g) - z mean(g z)) / sqrt(variance + epsilon)}.
 */
interface Normalization extends Layer {
  int columns();

  double epsilon();

  /** Returns whether a group is a column, else a row. */
  boolean byColumn();

  /** Returns the mean (0) or variance (1) to use for a group of whose values it is known. */
  double statistic(LayerPass pass, int which, int group, double known, int count);

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

  /** All z, and after them the factor of each group. */
  @Override
  default int scratchColumns(int given) {
    return 2 * given;
  }

  @Override
  default boolean needsOutput() {
    return false;
  }

  @Override
  default void forward(LayerPass pass, Tensor x, Tensor y) {
    Tensor scratch = pass.scratch();
    int count = byColumn() ? x.rows() : columns();
    int step = byColumn() ? columns() : 1;
    for (int group = 0; group < x.size() / count; group++) {
      int start = byColumn() ? group : group * count;
      int end = start + count * step;
      double sum = 0;
      for (int k = start; k < end; k += step) {
        sum += x.get(k);
      }
      double mean = statistic(pass, 0, group, sum / count, count);
      double squares = 0;
      for (int k = start; k < end; k += step) {
        squares += (x.get(k) - mean) * (x.get(k) - mean);
      }
      double variance = statistic(pass, 1, group, squares / count, count);
      double factor = 1 / Math.sqrt(variance + epsilon());
      scratch.set(x.size() + group, factor);
      for (int k = start; k < end; k += step) {
        int column = byColumn() ? group : k - start;
        double z = (x.get(k) - mean) * factor;
        scratch.set(k, z);
        y.set(k, pass.parameter(0).get(column) * z + pass.parameter(1).get(column));
      }
    }
  }

  @Override
  default void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    Tensor scratch = pass.scratch();
    Tensor gamma = pass.parameter(0);
    Tensor dgamma = pass.gradient(0);
    pass.ops().columnSums(dy, pass.gradient(1));
    dgamma.fill(0);
    int count = byColumn() ? dy.rows() : columns();
    int step = byColumn() ? columns() : 1;
    for (int group = 0; group < dy.size() / count; group++) {
      int start = byColumn() ? group : group * count;
      int end = start + count * step;
      double sum = 0;
      double product = 0;
      for (int k = start; k < end; k += step) {
        int column = byColumn() ? group : k - start;
        double g = gamma.get(column) * dy.get(k);
        sum += g;
        product += g * scratch.get(k);
        dgamma.set(column, dgamma.get(column) + dy.get(k) * scratch.get(k));
      }
      for (int k = start; k < end && dx != null; k += step) {
        double g = gamma.get(byColumn() ? group : k - start) * dy.get(k);
        double centred = g - (sum + scratch.get(k) * product) / count;
        dx.set(k, centred * scratch.get(dy.size() + group));
      }
    }
  }
}
