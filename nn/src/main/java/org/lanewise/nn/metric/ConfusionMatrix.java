package org.lanewise.nn.metric;

/**
 * Counts how often each class was predicted for each class that was right.
 *
 * <p>Not thread-safe.
 */
public final class ConfusionMatrix {
  private final int classes;
  private final long[] counts;
  private long total;
  private long right;

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
    if (actual == predicted) {
      right++;
    }
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
    return (double) right / total;
  }

  /** Forgets all counts. */
  public void clear() {
    java.util.Arrays.fill(counts, 0);
    total = 0;
    right = 0;
  }
}
