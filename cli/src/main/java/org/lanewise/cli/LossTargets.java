package org.lanewise.cli;

import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.tensor.Tensor;

/** The targets of a data set in the form a loss takes them. */
final class LossTargets {
  private LossTargets() {}

  /** Class indices for the losses that know classes; a column a class for the squared error. */
  static Tensor of(Dataset data, Loss loss) {
    boolean columns = data.isClassification() && loss.name().equals("mse");
    return columns ? data.oneHotTargets() : data.targets();
  }
}
