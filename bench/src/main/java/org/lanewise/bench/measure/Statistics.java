package org.lanewise.bench.measure;

import java.util.Arrays;

/** The two averages of a benchmark. */
public final class Statistics {
  private Statistics() {}

  /**
   * Returns the middle of the values, or the mean of the two in the middle.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static double median(double... values) {
    requireSome(values);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * Returns the geometric mean, the one average under which a ratio and its inverse tell the same.
   *
   * @throws IllegalArgumentException if there are no values
   */
  public static double geometricMean(double... values) {
    requireSome(values);
    double logarithms = 0;
    for (double value : values) {
      logarithms += Math.log(value);
    }
    return Math.exp(logarithms / values.length);
  }

  private static void requireSome(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("an average of no values");
    }
  }
}
