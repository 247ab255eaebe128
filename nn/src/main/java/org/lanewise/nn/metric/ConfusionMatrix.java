package org.lanewise.nn.metric;

import java.util.function.IntToDoubleFunction;

/**
 * Counts how often each class was predicted for each class that was right.
 *
 * <p>A figure of a class that would divide by zero, as the precision of one that was never
 * predicted, is 0. Averaged over predictions rather than classes ("micro"), precision, recall and
 * F1 are all the accuracy. Of no predictions any mean is NaN. Not thread-safe.
 */
public final class ConfusionMatrix {
  private final int classes;
  private final long[] counts;
  private long total;

  /**
   * Creates an empty matrix.
   *
   * @param classes how many classes there are, at least 1
   */
  public ConfusionMatrix(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("classes is " + classes + ", it must be at least 1");
    }
    this.classes = classes;
    this.counts = new long[Math.multiplyExact(classes, classes)];
  }

  /** Counts one prediction. */
  public void add(int actual, int predicted) {
    if (actual < 0 || actual >= classes || predicted < 0 || predicted >= classes) {
      throw new IllegalArgumentException(
          "class " + actual + " predicted as " + predicted + ", there are " + classes + " classes");
    }
    counts[actual * classes + predicted]++;
    total++;
  }

  /** Returns how many classes there are. */
  public int classes() {
    return classes;
  }

  /** Returns how often a class was predicted where another, or the same, was right. */
  public long count(int actual, int predicted) {
    return counts[actual * classes + predicted];
  }

  /** Returns how many predictions were counted. */
  public long total() {
    return total;
  }

  /** Returns the share of right predictions; NaN of none. */
  public double accuracy() {
    long right = 0;
    for (int label = 0; label < classes; label++) {
      right += count(label, label);
    }
    return (double) right / total;
  }

  /** Returns how often a class was right. */
  public long actual(int label) {
    return sum(label * classes, 1);
  }

  /** Returns how often a class was predicted. */
  public long predicted(int label) {
    return sum(label, classes);
  }

  /** Returns the share of right ones among the predictions of a class. */
  public double precision(int label) {
    return ratio(count(label, label), predicted(label));
  }

  /** Returns the share of the samples of a class that were predicted so. */
  public double recall(int label) {
    return ratio(count(label, label), actual(label));
  }

  /** Returns the harmonic mean of precision and recall, {@code 2 right / (actual + predicted)}. */
  public double f1(int label) {
    return ratio(2 * count(label, label), actual(label) + predicted(label));
  }

  /** Returns the mean of a figure such as {@code matrix::f1} over the classes that occur. */
  public double macro(IntToDoubleFunction figure) {
    return mean(figure, label -> actual(label) + predicted(label) > 0 ? 1 : 0);
  }

  /** Returns the mean of a figure over classes, each weighted by how often it was right. */
  public double weighted(IntToDoubleFunction figure) {
    return mean(figure, this::actual);
  }

  /** Returns the mean recall of the classes that were right anywhere. */
  public double balancedAccuracy() {
    return mean(this::recall, label -> actual(label) > 0 ? 1 : 0);
  }

  private double mean(IntToDoubleFunction figure, IntToDoubleFunction weight) {
    double sum = 0;
    double weights = 0;
    for (int label = 0; label < classes; label++) {
      sum += weight.applyAsDouble(label) * figure.applyAsDouble(label);
      weights += weight.applyAsDouble(label);
    }
    return sum / weights;
  }

  private long sum(int start, int stride) {
    long sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += counts[start + i * stride];
    }
    return sum;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
