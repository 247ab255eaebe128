package org.lanewise.nn.metric;

import java.util.Arrays;
import org.lanewise.nn.tensor.Tensor;

/**
 * Sums up how far the probabilities behind logits are from the right classes, and how far down the
 * order of logits the right class is. Probabilities are the softmax of a row; a single column is
 * the logit of the second of two classes. Of no samples, figures are NaN. Not thread-safe.
 */
public final class ProbabilityError {
  private final long[] ranks;
  private long count;
  private double logarithms;
  private double squares;

  /** Starts with no samples of so many classes, at least 2. */
  public ProbabilityError(int classes) {
    this.ranks = new long[classes];
  }

  /**
   * Counts a sample.
   *
   * @param output rows x classes, or rows x 1 for two classes: logits
   * @param right the class of the row
   */
  public void add(Tensor output, int row, int right) {
    if (Math.max(2, output.columns()) != ranks.length || right < 0 || right >= ranks.length) {
      throw new IllegalArgumentException(
          "class %d of %d columns, there are %d classes"
              .formatted(right, output.columns(), ranks.length));
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < ranks.length; j++) {
      largest = Math.max(largest, logit(output, row, j));
    }
    double own = logit(output, row, right);
    double exponentials = 0;
    int rank = 0;
    for (int j = 0; j < ranks.length; j++) {
      double logit = logit(output, row, j);
      exponentials += StrictMath.exp(logit - largest);
      // Of equal ones the first is ahead; what cannot be compared, a NaN, is too.
      rank += j == right || logit < own || (logit == own && j > right) ? 0 : 1;
    }
    ranks[rank]++;
    double logSum = largest + StrictMath.log(exponentials);
    for (int j = 0; j < ranks.length; j++) {
      double error = StrictMath.exp(logit(output, row, j) - logSum) - (j == right ? 1 : 0);
      squares += error * error;
    }
    logarithms += logSum - own;
    count++;
  }

  private static double logit(Tensor output, int row, int label) {
    return output.columns() > 1 ? output.get(row, label) : label == 0 ? 0 : output.get(row, 0);
  }

  /** Returns the mean of {@code -log} of the right class's probability. */
  public double logLoss() {
    return logarithms / count;
  }

  /**
   * Returns the mean over samples of {@code sum (probability - target)^2} over classes (Brier
   * 1950), for two classes over the second alone, as is usual.
   */
  public double brier() {
    return squares / count / (ranks.length == 2 ? 2 : 1);
  }

  /** Returns the share of samples whose right class has one of the k largest logits. */
  public double topAccuracy(int k) {
    return (double) Arrays.stream(ranks).limit(k).sum() / count;
  }
}
