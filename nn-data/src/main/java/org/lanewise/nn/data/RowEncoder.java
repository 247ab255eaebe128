package org.lanewise.nn.data;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Does to one row of raw data what a {@link Preprocessor} does to a table, without allocating. A
 * raw row has a number for each column: of a column of texts the place of its category, from 0, -1
 * for a text that training has not seen. NaN stands for a missing cell. Immutable.
 */
public final class RowEncoder {
  private final List<Preprocessor.Column> columns;
  private final List<Map<String, Double>> codes;
  private final boolean unknownAsZeros;
  private final FeatureScaling scaling;
  private final boolean scales;

  /** Prepares what a preprocessor does. */
  public RowEncoder(Preprocessor preprocessor) {
    this.columns = preprocessor.columns();
    this.codes = columns.stream().map(RowEncoder::codes).toList();
    this.unknownAsZeros = preprocessor.unknownAsZeros();
    this.scaling = preprocessor.scaling();
    this.scales = scaling.kind() != FeatureScaling.Kind.NONE;
  }

  private static Map<String, Double> codes(Preprocessor.Column column) {
    Map<String, Double> codes = new HashMap<>();
    for (String category : column.categories()) {
      codes.put(category, (double) codes.size());
    }
    return codes;
  }

  /** Returns how many numbers a raw row has. */
  public int inputs() {
    return columns.isEmpty() ? scaling.inputs() : columns.size();
  }

  /** Returns how many features it becomes. */
  public int outputs() {
    return scaling.inputs();
  }

  /** Returns the columns of raw data, in order; empty if they have no names and are all numbers. */
  public List<Preprocessor.Column> columns() {
    return columns;
  }

  /**
   * Reads a cell as a table would: a number, the place of a category, NaN where it is missing.
   *
   * @throws IllegalArgumentException if it is no number in a column of numbers
   */
  public double read(int column, String cell) {
    String text = cell.strip();
    if (!columns.isEmpty() && columns.get(column).encoding() != Encoding.NUMBER) {
      return text.isEmpty() ? Double.NaN : codes.get(column).getOrDefault(text, -1.0);
    }
    double value = DecimalNumber.parse(text);
    boolean missing = CsvTableHandler.MISSING.contains(text.toLowerCase(Locale.ROOT));
    if (!missing && !(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%s is not a number in %s".formatted(OneLine.quoted(text), name(column)));
    }
    return value;
  }

  private String name(int column) {
    return columns.isEmpty()
        ? "column " + (column + 1)
        : "column " + OneLine.of(columns.get(column).name());
  }

  /**
   * Writes the features of a row of raw numbers.
   *
   * @param raw holds {@link #inputs} numbers from an index on
   * @param features {@link #outputs} columns, of which one row is overwritten
   * @throws IllegalArgumentException if a number is missing where training knew none to fill in, or
   *     is not the place of a category
   */
  public void encode(float[] raw, int from, Tensor features, int row) {
    if (columns.isEmpty() && features.precision() == Precision.FLOAT32) {
      int to = features.offset() + row * scaling.inputs();
      System.arraycopy(raw, from, features.floats(), to, scaling.inputs());
      scale(features.floats(), to);
      return;
    }
    for (int i = 0, at = 0; i < inputs(); i++) {
      at = encode(i, raw[from + i], features, row, at);
    }
  }

  /** As {@link #encode(float[], int, Tensor, int)}, from doubles. */
  public void encode(double[] raw, int from, Tensor features, int row) {
    for (int i = 0, at = 0; i < inputs(); i++) {
      at = encode(i, raw[from + i], features, row, at);
    }
  }

  /** Writes what one column becomes from feature at on, and returns the feature that follows. */
  private int encode(int index, double raw, Tensor features, int row, int at) {
    if (columns.isEmpty()) {
      put(features, row, at, raw);
      return at + 1;
    }
    Preprocessor.Column column = columns.get(index);
    double value = Double.isNaN(raw) ? column.fill() : raw;
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("the number of " + name(index) + " is missing");
    }
    if (column.encoding() == Encoding.NUMBER) {
      put(features, row, at, value);
      return at + 1;
    }
    int count = column.outputs();
    int categories = column.categories().size();
    boolean zeros = value == -1 && unknownAsZeros && column.encoding() != Encoding.ORDINAL;
    if (!zeros && !(value >= 0 && value < categories && value == Math.rint(value))) {
      throw new IllegalArgumentException(
          "%s is %s, it has the categories 0 to %d".formatted(name(index), value, categories - 1));
    }
    if (column.encoding() == Encoding.ORDINAL) {
      put(features, row, at, value);
      return at + 1;
    }
    int chosen = (int) value - (categories - count);
    for (int i = 0; i < count; i++) {
      put(features, row, at + i, i == chosen && !zeros ? 1 : 0);
    }
    return at + count;
  }

  private void scale(float[] features, int at) {
    for (int j = 0; scales && j < scaling.inputs(); j++) {
      features[at + j] = (float) scaling.scaled(j, features[at + j]);
    }
  }

  /** Scales a number before it is rounded. */
  private void put(Tensor features, int row, int feature, double value) {
    features.set(row, feature, scaling.scaled(feature, value));
  }
}
