package org.lanewise.nn.metric;

import java.util.Arrays;
import org.lanewise.nn.tensor.Tensor;

/**
 * Sums up how far the probabilities behind logits are from the right classes, and how far down the
 * order of logits the right class is.
 *
 * <p>Probabilities are the softmax of a row; a single column is the logit of the second of two
 * classes, whose probability is its logistic function. Of no samples, figures are NaN. Not
 * thread-safe.
 */
public final class ProbabilityError {
  private final double[] logits;
  private final long[] ranks;
  private long count;
  private double logarithms;
  private double squares;

  /** Starts with no samples of so many classes, at least 2. */
  public ProbabilityError(int classes) {
    this.logits = new double[classes];
    this.ranks = new long[classes];
  }

  /**
   * Counts a batch.
   *
   * @param output rows x classes, or rows x 1 for two classes: logits
   * @param targets rows x 1 with the index of the right class, or rows x classes
   * @throws IllegalArgumentException if columns or a target do not fit the number of classes
   */
  public void add(Tensor output, Tensor targets) {
    int classes = logits.length;
    if (Math.max(2, output.columns()) != classes) {
      throw new IllegalArgumentException(
          "the output has " + output.columns() + " columns, there are " + classes + " classes");
    }
    for (int row = 0; row < output.rows(); row++) {
      for (int j = 0; j < output.columns(); j++) {
        logits[classes - output.columns() + j] = output.get(row, j);
      }
      int right = Classes.actual(targets, row);
      if (right < 0 || right >= classes) {
        throw new IllegalArgumentException(
            "target of row " + row + " is class " + right + ", there are " + classes + " classes");
      }
      add(right);
    }
  }

  private void add(int right) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double exponentials = 0;
    int rank = 0;
    for (int j = 0; j < logits.length; j++) {
      exponentials += StrictMath.exp(logits[j] - largest);
      boolean equal = j == right || logits[j] == logits[right];
      // What cannot be compared, a NaN, counts as larger.
      rank += equal ? (j < right ? 1 : 0) : logits[j] < logits[right] ? 0 : 1;
    }
    double logSum = largest + StrictMath.log(exponentials);
    double square = 0;
    for (int j = 0; j < logits.length; j++) {
      double error = StrictMath.exp(logits[j] - logSum) - (j == right ? 1 : 0);
      square += error * error;
    }
    count++;
    logarithms += logSum - logits[right];
    squares += logits.length == 2 ? square / 2 : square;
    ranks[rank]++;
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
    return squares / count;
  }

  /**
   * Returns the share of samples whose right class is among the k largest logits, of equal ones the
   * first ones; with k = 1 the accuracy.
   */
  public double topAccuracy(int k) {
    return (double) Arrays.stream(ranks).limit(k).sum() / count;
  }
}
