package org.lanewise.nn.data;

import java.util.Arrays;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Brings features to a size that networks learn well from: {@code (x - shift) factor} for each
 * column. Fitted on the training part alone and kept in the model file, so that a prediction scales
 * as training did.
 */
public final class FeatureScaling {
  private final double[] shift;
  private final double[] factor;

  private FeatureScaling(double[] shift, double[] factor) {
    if (shift.length != factor.length) {
      throw new IllegalArgumentException(
          "there are " + shift.length + " shifts and " + factor.length + " factors");
    }
    this.shift = shift;
    this.factor = factor;
  }

  /** Returns a scaling with the numbers given, copied. */
  public static FeatureScaling of(double[] shift, double[] factor) {
    return new FeatureScaling(shift.clone(), factor.clone());
  }

  /** Returns one that leaves so many features as they are. */
  public static FeatureScaling none(int inputs) {
    return uniform(inputs, 1);
  }

  /** Returns one that brings pixels of 0 to 255 to 0 to 1. */
  public static FeatureScaling pixels(int inputs) {
    return uniform(inputs, 1.0 / 255);
  }

  private static FeatureScaling uniform(int inputs, double factor) {
    double[] factors = new double[inputs];
    Arrays.fill(factors, factor);
    return new FeatureScaling(new double[inputs], factors);
  }

  /**
   * Returns one that gives each column mean 0 and variance 1 over the rows given; a column that
   * does not vary becomes 0.
   */
  public static FeatureScaling standard(Tensor features, int[] rows) {
    int inputs = features.columns();
    double[] mean = new double[inputs];
    double[] spread = new double[inputs];
    // Welford's method: one pass, and no difference of large sums.
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < inputs; j++) {
        double value = features.get(rows[i], j);
        double delta = value - mean[j];
        mean[j] += delta / (i + 1);
        spread[j] += delta * (value - mean[j]);
      }
    }
    double[] factors = new double[inputs];
    for (int j = 0; j < inputs; j++) {
      double deviation = Math.sqrt(spread[j] / Math.max(1, rows.length));
      // What rounding leaves of a constant column is no spread.
      boolean varies = deviation > Math.max(1e-12 * Math.abs(mean[j]), Double.MIN_NORMAL);
      factors[j] = varies ? 1 / deviation : 0;
    }
    return new FeatureScaling(mean, factors);
  }

  /**
   * Returns what suits the features: {@link #pixels} if there are at least 64 and all are whole
   * numbers from 0 to 255, else {@link #standard}.
   */
  public static FeatureScaling suited(Tensor features, int[] rows) {
    return looksLikePixels(features, rows) ? pixels(features.columns()) : standard(features, rows);
  }

  private static boolean looksLikePixels(Tensor features, int[] rows) {
    if (features.columns() < 64) {
      return false;
    }
    double largest = 0;
    for (int row : rows) {
      for (int j = 0; j < features.columns(); j++) {
        double value = features.get(row, j);
        if (value < 0 || value > 255 || value != Math.rint(value)) {
          return false;
        }
        largest = Math.max(largest, value);
      }
    }
    return largest > 1;
  }

  /** Returns how many features it scales. */
  public int inputs() {
    return shift.length;
  }

  /** Returns what is subtracted from each feature; a copy. */
  public double[] shift() {
    return shift.clone();
  }

  /** Returns what each difference is multiplied by; a copy. */
  public double[] factor() {
    return factor.clone();
  }

  /**
   * Scales features in place.
   *
   * @throws IllegalArgumentException if the number of columns differs
   */
  public void apply(Tensor features) {
    if (features.columns() != shift.length) {
      throw new IllegalArgumentException(
          "samples have " + features.columns() + " features, the scaling " + shift.length);
    }
    int n = features.size();
    int at = features.offset();
    int inputs = shift.length;
    if (features.precision() == Precision.FLOAT32) {
      float[] values = features.floats();
      for (int row = 0; row < n; row += inputs) {
        for (int j = 0; j < inputs; j++) {
          values[at + row + j] = (float) ((values[at + row + j] - shift[j]) * factor[j]);
        }
      }
    } else {
      double[] values = features.doubles();
      for (int row = 0; row < n; row += inputs) {
        for (int j = 0; j < inputs; j++) {
          values[at + row + j] = (values[at + row + j] - shift[j]) * factor[j];
        }
      }
    }
  }

  @Override
  public String toString() {
    boolean shifted = Arrays.stream(shift).anyMatch(s -> s != 0);
    boolean one = Arrays.stream(factor).distinct().count() <= 1;
    if (shifted || !one) {
      return "standard: mean 0 and variance 1 for each feature";
    }
    return factor.length == 0 || factor[0] == 1 ? "none" : "every feature times " + factor[0];
  }
}
