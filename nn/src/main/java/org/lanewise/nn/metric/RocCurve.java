package org.lanewise.nn.metric;

import java.util.Arrays;

/**
 * How well scores tell two classes apart, whatever the threshold.
 *
 * <p>Not thread-safe.
 */
public final class RocCurve {
  private double[] positive = new double[64];
  private double[] negative = new double[64];
  private int positives;
  private int negatives;

  /** Starts with no samples. */
  public RocCurve() {}

  /** Counts a sample: its score, higher for the positive class, and whether it is positive. */
  public void add(double score, boolean isPositive) {
    if (isPositive) {
      positive = withRoom(positive, positives);
      positive[positives++] = score;
    } else {
      negative = withRoom(negative, negatives);
      negative[negatives++] = score;
    }
  }

  private static double[] withRoom(double[] scores, int count) {
    return count < scores.length ? scores : Arrays.copyOf(scores, 2 * count);
  }

  /**
   * Returns the area under the curve: the chance that a positive sample scores higher than a
   * negative one, equal scores counted half (Mann and Whitney 1947); NaN if a class is missing.
   */
  public double area() {
    if (positives == 0 || negatives == 0) {
      return Double.NaN;
    }
    double[] low = Arrays.copyOf(negative, negatives);
    double[] high = Arrays.copyOf(positive, positives);
    Arrays.sort(low);
    Arrays.sort(high);
    double wins = 0;
    int below = 0;
    int notAbove = 0;
    for (double score : high) {
      while (below < low.length && low[below] < score) {
        below++;
      }
      while (notAbove < low.length && low[notAbove] <= score) {
        notAbove++;
      }
      wins += below + 0.5 * (notAbove - below);
    }
    return wins / ((double) positives * negatives);
  }
}
