package org.lanewise.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.nn.tensor.Tensor;

/**
 * Brings features to a size that networks learn well from: {@code (x - shift) factor} for each
 * column. Fitted on the training part alone and kept in the model file, so that a prediction scales
 * as training did. A column that does not vary in the training part becomes 0, whatever follows,
 * except with {@link Kind#NONE} and {@link Kind#PIXELS}, which look at no data.
 */
public final class FeatureScaling {
  /**
   * What shift and factor are made of. PIXELS: from 0 to 255 to 0 to 1. STANDARD: {@code (x - mean)
   * / sigma}, sigma divided by n. MINMAX: {@code (x - smallest) / (largest - smallest)}. ROBUST:
   * {@code (x - median) / (q3 - q1)}, quartiles linear between neighbours, only shifted where they
   * are the same though the column varies. AUTO: PIXELS for 64 features or more that are all whole
   * numbers up to 255, else STANDARD.
   */
  public enum Kind {
    NONE("none"),
    PIXELS("every feature times " + 1.0 / 255),
    STANDARD("standard: mean 0 and variance 1 for each feature"),
    MINMAX("minmax: from 0 to 1 for each feature"),
    ROBUST("robust: median 0 and quartiles 1 apart for each feature"),
    AUTO("auto");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    /** Returns the kind of a name, which is its own in small letters. */
    public static Kind named(String name) {
      return Preprocessing.named(values(), name, "scaling");
    }
  }

  private final Kind kind;
  private final double[] shift;
  private final double[] factor;

  private FeatureScaling(Kind kind, double[] shift, double[] factor) {
    if (shift.length != factor.length) {
      throw new IllegalArgumentException(
          "there are " + shift.length + " shifts and " + factor.length + " factors");
    }
    this.kind = kind;
    this.shift = shift;
    this.factor = factor;
  }

  /** Returns a scaling with the numbers given, copied. */
  public static FeatureScaling of(double[] shift, double[] factor) {
    boolean shifted = Arrays.stream(shift).anyMatch(s -> s != 0);
    boolean one = Arrays.stream(factor).allMatch(f -> f == factor[0]);
    boolean pixels = !shifted && one && factor.length > 0 && factor[0] == 1.0 / 255;
    boolean none = !shifted && one && (factor.length == 0 || factor[0] == 1);
    return of(none ? Kind.NONE : pixels ? Kind.PIXELS : Kind.STANDARD, shift, factor);
  }

  /** Returns a scaling of a kind with the numbers given, copied. */
  public static FeatureScaling of(Kind kind, double[] shift, double[] factor) {
    return new FeatureScaling(kind, shift.clone(), factor.clone());
  }

  /** Returns one that leaves so many features as they are. */
  public static FeatureScaling none(int inputs) {
    return uniform(Kind.NONE, inputs, 1);
  }

  /** Returns one that brings pixels of 0 to 255 to 0 to 1. */
  public static FeatureScaling pixels(int inputs) {
    return uniform(Kind.PIXELS, inputs, 1.0 / 255);
  }

  private static FeatureScaling uniform(Kind kind, int inputs, double factor) {
    double[] factors = new double[inputs];
    Arrays.fill(factors, factor);
    return new FeatureScaling(kind, new double[inputs], factors);
  }

  /** Fits {@link Kind#STANDARD} to the rows given. */
  public static FeatureScaling standard(Tensor features, int[] rows) {
    return fit(Kind.STANDARD, features, rows);
  }

  /** Fits {@link Kind#AUTO} to the rows given. */
  public static FeatureScaling suited(Tensor features, int[] rows) {
    return fit(Kind.AUTO, features, rows);
  }

  /** Fits a scaling to the rows given and to no others. */
  public static FeatureScaling fit(Kind kind, Tensor features, int[] rows) {
    List<ColumnStatistics> columns = new ArrayList<>();
    for (int j = 0; j < features.columns(); j++) {
      columns.add(new ColumnStatistics(String.valueOf(j), kind == Kind.ROBUST ? rows.length : 0));
    }
    for (int row : rows) {
      for (int j = 0; j < features.columns(); j++) {
        columns.get(j).add(features.get(row, j), 1);
      }
    }
    return fit(kind, columns);
  }

  /** Fits a scaling; a column of which nothing is known, null, stays as it is. */
  static FeatureScaling fit(Kind kind, List<ColumnStatistics> columns) {
    int n = columns.size();
    switch (kind == Kind.AUTO && arePixels(columns) ? Kind.PIXELS : kind) {
      case NONE:
        return none(n);
      case PIXELS:
        return pixels(n);
      default:
    }
    double[] shift = new double[n];
    double[] factor = new double[n];
    for (int j = 0; j < n; j++) {
      ColumnStatistics column = columns.get(j);
      if (column == null) {
        factor[j] = 1;
        continue;
      }
      double spread = column.deviation();
      shift[j] = column.mean;
      if (kind == Kind.MINMAX) {
        shift[j] = column.smallest;
        spread = column.largest - column.smallest;
      } else if (kind == Kind.ROBUST) {
        shift[j] = column.quantile(0.5);
        double between = column.quantile(0.75) - column.quantile(0.25);
        spread = between > 0 ? between : 1;
      }
      factor[j] = column.varies() ? 1 / spread : 0;
    }
    return new FeatureScaling(kind == Kind.AUTO ? Kind.STANDARD : kind, shift, factor);
  }

  private static boolean arePixels(List<ColumnStatistics> columns) {
    return columns.size() >= 64
        && columns.stream()
            .allMatch(c -> c != null && c.whole && c.smallest >= 0 && c.largest <= 255)
        && columns.stream().anyMatch(c -> c.largest > 1);
  }

  /** Returns how the numbers were found. */
  public Kind kind() {
    return kind;
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
    for (int i = 0; i < features.size(); i++) {
      features.set(i, scaled(i % shift.length, features.get(i)));
    }
  }

  /** Returns what a feature's value becomes, before it is rounded to any precision. */
  double scaled(int feature, double value) {
    return (value - shift[feature]) * factor[feature];
  }

  @Override
  public String toString() {
    return kind.description;
  }
}
