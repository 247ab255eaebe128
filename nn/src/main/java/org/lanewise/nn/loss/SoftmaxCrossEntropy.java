package org.lanewise.nn.loss;

import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * The mean over rows of {@code -sum t log softmax(z)} for logits z; its derivative is {@code
 * (softmax(z) - t) / rows} where the t of a row sum to 1.
 *
 * <p>It is computed as {@code log sum e^z - sum t z}, which is finite for any finite logits whose
 * differences are. Targets are rows x 1 with the index of the right class, or rows x classes with a
 * distribution a row.
 */
public record SoftmaxCrossEntropy() implements Loss {
  @Override
  public String name() {
    return "cross-entropy";
  }

  @Override
  public double evaluate(TensorOps ops, Tensor output, Tensor targets, Tensor gradient) {
    Shapes.same("gradients", output, gradient);
    int rows = output.rows();
    boolean byIndex = targets.columns() == 1 && output.columns() > 1;
    if (rows == 0) {
      return 0;
    }
    if (!byIndex || targets.rows() != rows) {
      Shapes.same("targets", output, targets);
    }
    // The gradient's memory holds a number a row for a moment, before the gradient itself.
    ops.logSumExpRows(output, gradient);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double logSumExp = gradient.get(i);
      if (byIndex) {
        sum += logSumExp - output.get(i, target(targets, i, output.columns()));
      } else {
        for (int j = 0; j < output.columns(); j++) {
          double share = targets.get(i, j);
          sum += share == 0 ? 0 : share * (logSumExp - output.get(i, j));
        }
      }
    }
    ops.softmaxRows(output, gradient);
    if (byIndex) {
      for (int i = 0; i < rows; i++) {
        int right = (int) targets.get(i);
        gradient.set(i, right, gradient.get(i, right) - 1);
      }
    } else {
      ops.axpy(-1, targets, gradient);
    }
    ops.scal(1.0 / rows, gradient);
    return sum / rows;
  }

  private static int target(Tensor targets, int row, int classes) {
    double value = targets.get(row);
    int index = (int) value;
    if (index != value || index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "target of row " + row + " is class " + value + ", the network has " + classes);
    }
    return index;
  }
}
