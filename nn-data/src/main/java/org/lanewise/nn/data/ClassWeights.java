package org.lanewise.nn.data;

import org.lanewise.nn.tensor.Tensor;

/** Weights that let rare classes count as much as frequent ones. */
public final class ClassWeights {
  private ClassWeights() {}

  /** Returns how many of some samples are of each class. */
  public static int[] counts(Dataset data, int[] rows) {
    int[] counts = new int[data.labels().size()];
    for (int row : rows) {
      counts[(int) data.targets().get(row)]++;
    }
    return counts;
  }

  /**
   * Returns {@code n / (classes * count)} for each class, so that the weights of all samples sum to
   * n.
   *
   * @throws IllegalArgumentException if a class has no samples
   */
  public static double[] balanced(int[] counts) {
    double[] weights = new double[counts.length];
    long n = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] < 1) {
        throw new IllegalArgumentException(
            "class %d of %d has %d samples; each needs one".formatted(c, counts.length, counts[c]));
      }
      n += counts[c];
    }
    for (int c = 0; c < counts.length; c++) {
      weights[c] = n / ((double) counts.length * counts[c]);
    }
    return weights;
  }

  /**
   * Returns the weight of each sample, samples x 1.
   *
   * @param targets class indices, samples x 1
   * @throws IllegalArgumentException if a target has no weight
   */
  public static Tensor ofSamples(Tensor targets, double[] weights) {
    Tensor result = targets.copy(targets.precision());
    for (int i = 0; i < targets.rows(); i++) {
      double target = targets.get(i);
      if (!(target >= 0 && target < weights.length)) {
        throw new IllegalArgumentException(
            "sample %d is of class %s, there are %d weights".formatted(i, target, weights.length));
      }
      result.set(i, weights[(int) target]);
    }
    return result;
  }
}
