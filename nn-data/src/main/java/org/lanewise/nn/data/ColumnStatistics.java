package org.lanewise.nn.data;

import java.util.Arrays;

/**
 * What one pass over a column's numbers tells. Memory is constant, unless the numbers themselves
 * are kept, for quantiles and the most frequent one, which are then exact.
 */
final class ColumnStatistics {
  private final String name;
  private final int mostKept;
  private double[] kept;
  private double squares;
  long count;
  double mean;
  double smallest = Double.POSITIVE_INFINITY;
  double largest = Double.NEGATIVE_INFINITY;
  boolean whole = true;

  /** Begins a column of which so many numbers may be kept; 0 if none need be. */
  ColumnStatistics(String name, int mostKept) {
    this.name = name;
    this.mostKept = mostKept;
    this.kept = new double[Math.min(mostKept, 256)];
  }

  /** Adds a number so many times, by Welford's method: no difference of large sums. */
  void add(double value, long times) {
    for (long i = 0; i < times; i++) {
      if (mostKept > 0) {
        keep(value);
      }
      count++;
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
      whole &= value == Math.rint(value);
    }
  }

  private void keep(double value) {
    if (count == mostKept) {
      String message =
          "column %s has more than %,d numbers, too many to keep for a median, quartiles or the"
              + " most frequent; use the mean, and standard or minmax scaling";
      throw new IllegalArgumentException(message.formatted(name, mostKept));
    }
    if (count == kept.length) {
      kept = Arrays.copyOf(kept, (int) Math.min(2L * count, mostKept));
    }
    kept[(int) count] = value;
  }

  /** Returns the standard deviation of the population: divided by n. */
  double deviation() {
    return Math.sqrt(squares / Math.max(1, count));
  }

  /** Returns whether there is more of a spread than rounding leaves of a constant column. */
  boolean varies() {
    return deviation() > Math.max(1e-12 * Math.abs(mean), Double.MIN_NORMAL);
  }

  /** Returns a quantile of the numbers kept, linear between neighbours, as NumPy's default. */
  double quantile(double share) {
    double[] sorted = sorted();
    double position = share * (sorted.length - 1);
    int below = (int) position;
    double next = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (position - below) * (next - sorted[below]);
  }

  /** Returns the number that is there most often, the smallest of several. */
  double mostFrequent() {
    double[] sorted = sorted();
    int best = 0;
    int longest = 0;
    for (int begin = 0, i = 0; i < sorted.length; i++) {
      begin = sorted[i] == sorted[begin] ? begin : i;
      if (i - begin >= longest) {
        longest = i - begin + 1;
        best = begin;
      }
    }
    return sorted[best];
  }

  private double[] sorted() {
    double[] sorted = Arrays.copyOf(kept, (int) count);
    Arrays.sort(sorted);
    return sorted;
  }
}
