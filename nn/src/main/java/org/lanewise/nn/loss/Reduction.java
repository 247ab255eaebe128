package org.lanewise.nn.loss;

import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * How the losses l of elements become one number. Below, w is the weight of an element's sample, 1
 * where none are given, times the weight of its class where the loss has those; n is the outputs of
 * a row. A loss of whole rows, as cross entropy, has one element a row.
 *
 * <p>A weight acts as a count: a sample of weight 2 is as good as the sample twice, one of weight 0
 * as good as none. So both means divide by the sum of the weights; where that is 0, they are 0.
 */
public enum Reduction {
  /** {@code sum w l}: the gradient grows with the batch. */
  SUM,
  /** {@code sum w l / sum w}, over all elements; the default. */
  MEAN,
  /** {@code n sum w l / sum w}: the sum over the outputs of a row, the mean over rows. */
  MEAN_PER_ROW;

  /**
   * Returns the loss of all samples of a batch whose value is given: batches add up by it.
   *
   * @param weight of all samples together: their number, where none are given
   */
  public double total(double value, double weight) {
    return this == SUM ? value : weight * value;
  }

  /** Divides a sum of losses; scales its gradient by as much, and by a factor. */
  double apply(TensorOps ops, double sum, double weight, int n, double factor, Tensor gradient) {
    if (weight == 0) {
      gradient.fill(0);
      return 0;
    }
    double divisor = this == SUM ? 1 : this == MEAN ? weight : weight / n;
    ops.scal(factor / divisor, gradient);
    return sum / divisor;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
