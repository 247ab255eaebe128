package org.lanewise.nn.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * How well scores tell two classes apart, whatever the threshold: the ROC curve and the
 * precision-recall curve, which are read off the same points.
 *
 * <p>Without one of the classes, or with a score that is NaN, no area exists: it is NaN. Not
 * thread-safe.
 */
public final class RocCurve {
  /** Samples of the negative and of the positive class by their score, the highest first. */
  private final Map<Double, int[]> counts = new TreeMap<>(Comparator.reverseOrder());

  private int positives;
  private int negatives;

  /** Starts with no samples. */
  public RocCurve() {}

  /**
   * What calling a sample positive from a score on gives.
   *
   * @param threshold the score
   * @param falsePositiveRate the share of the negative samples that are called positive
   * @param recall the share of the positive samples that are: the true positive rate
   * @param precision the share of positive samples among those called so; 1 if none is
   */
  public record Point(
      double threshold, double falsePositiveRate, double recall, double precision) {}

  /** Counts a sample: its score, higher for the positive class, and whether it is positive. */
  public void add(double score, boolean isPositive) {
    counts.computeIfAbsent(score + 0.0, s -> new int[2])[isPositive ? 1 : 0]++; // -0 is 0
    positives += isPositive ? 1 : 0;
    negatives += isPositive ? 0 : 1;
  }

  /**
   * Returns a point above all scores, where nothing is called positive, and one for each score that
   * occurs, the highest first.
   */
  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0.0 / negatives, 0.0 / positives, 1));
    double[] called = new double[2];
    counts.forEach(
        (score, more) -> {
          called[0] += more[0];
          called[1] += more[1];
          double precision = called[1] / (called[0] + called[1]);
          points.add(new Point(score, called[0] / negatives, called[1] / positives, precision));
        });
    return points;
  }

  /**
   * Returns the area under the ROC curve: the chance that a positive sample scores higher than a
   * negative one, equal scores counted half (Mann and Whitney 1947).
   */
  public double area() {
    return sum(
        (a, b) -> (b.falsePositiveRate - a.falsePositiveRate) * (0.5 * a.recall + 0.5 * b.recall));
  }

  /**
   * Returns the area under the precision-recall curve as {@code sum (recall_i - recall_(i-1))
   * precision_i} over {@link #points}: scikit-learn's average precision. Straight lines between the
   * points, as of the ROC curve, would be too kind (Davis and Goadrich 2006).
   */
  public double averagePrecision() {
    return sum((a, b) -> (b.recall - a.recall) * b.precision);
  }

  private double sum(ToDoubleBiFunction<Point, Point> step) {
    List<Point> points = points();
    double sum =
        positives == 0 || negatives == 0 || counts.containsKey(Double.NaN) ? Double.NaN : 0;
    for (int i = 1; i < points.size(); i++) {
      sum += step.applyAsDouble(points.get(i - 1), points.get(i));
    }
    return sum;
  }
}
