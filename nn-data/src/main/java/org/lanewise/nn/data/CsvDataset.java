package org.lanewise.nn.data;

import java.util.List;
import java.util.TreeSet;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** Makes data sets of the columns of a {@link CsvTable}. */
public final class CsvDataset {
  /** More classes than this are likelier a number to be predicted than a choice. */
  private static final int MOST_CLASSES = 1000;

  private CsvDataset() {}

  /**
   * Returns a classification of columns of numbers: the distinct values of the target column are
   * the classes, in ascending order; all other columns are features.
   *
   * @throws IllegalArgumentException if there is no such column, it is the only one, or it has
   *     fewer than 2 or more than 1000 distinct values
   */
  public static Dataset classification(CsvTable table, String target, Precision precision) {
    return plain(table, target, labels(table, target), precision);
  }

  /** Returns a regression: the target column is to be predicted from all others. */
  public static Dataset regression(CsvTable table, String target, Precision precision) {
    return plain(table, target, List.of(), precision);
  }

  private static Dataset plain(
      CsvTable table, String target, List<String> labels, Precision precision) {
    targetColumn(table, target);
    List<String> names = table.header().stream().filter(name -> !name.equals(target)).toList();
    Preprocessor none = Preprocessor.of(FeatureScaling.none(names.size()), names);
    try {
      return of(table, none, target, labels, precision);
    } catch (DataFormatException e) {
      throw new AssertionError("the labels are those of the table", e);
    }
  }

  /**
   * Returns preprocessed features with the targets as they are.
   *
   * @param labels the classes of a classification; empty for a regression
   * @throws DataFormatException if a target is none of the classes, or a category is unknown; the
   *     message has its place in the file
   */
  public static Dataset of(
      CsvTable table,
      Preprocessor preprocessor,
      String target,
      List<String> labels,
      Precision precision)
      throws DataFormatException {
    Tensor targets = targets(table, target, labels, precision).targets();
    Tensor features = preprocessor.apply(table, target, precision);
    return new Dataset(features, targets, labels, preprocessor.featureNames());
  }

  /**
   * Returns the targets with no features at all: what is to be divided before anything is fitted.
   *
   * @throws DataFormatException as {@link #of}
   */
  public static Dataset targets(
      CsvTable table, String target, List<String> labels, Precision precision)
      throws DataFormatException {
    int column = targetColumn(table, target);
    Tensor targets = Tensor.zeros(precision, table.rows(), 1);
    for (int i = 0; i < table.rows(); i++) {
      double value = table.value(i, column);
      if (!labels.isEmpty()) {
        String label = label(table, i, column);
        value = labels.indexOf(label);
        if (value < 0) {
          throw new DataFormatException(
              table.file(),
              table.line(i),
              table.field(column),
              "'" + label + "' in column " + target + " is not a class of the model: " + labels);
        }
      }
      targets.set(i, value);
      if (!Double.isFinite(targets.get(i))) {
        throw new DataFormatException(
            table.file(),
            table.line(i),
            table.field(column),
            "%s in column %s is too large for %s".formatted(value, OneLine.of(target), precision));
      }
    }
    return new Dataset(Tensor.zeros(precision, table.rows(), 0), targets, labels, List.of());
  }

  /** Returns the classes of a table: its distinct targets, ascending as numbers or as texts. */
  public static List<String> labels(CsvTable table, String target) {
    return labels(table, target, new TreeSet<>());
  }

  /** Adds the targets of a table to those of others, and returns the classes of all. */
  static List<String> labels(CsvTable table, String target, TreeSet<Object> distinct) {
    addTargets(table, target, distinct);
    if (distinct.size() < 2 || distinct.size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "%s: column %s has %d distinct values; a classification has 2 to %d (use --loss mse to predict a number)"
              .formatted(table.file(), target, distinct.size(), MOST_CLASSES));
    }
    return distinct.stream().map(v -> v instanceof Double d ? label(d) : (String) v).toList();
  }

  /** Adds the targets of a table to those of others, as long as they may be classes. */
  static void addTargets(CsvTable table, String target, TreeSet<Object> distinct) {
    int column = targetColumn(table, target);
    boolean text = table.isText(column);
    for (int i = 0; i < table.rows(); i++) {
      double value = table.value(i, column);
      distinct.add(
          text ? table.texts(column).get((int) value) : (Object) (value + 0.0)); // -0 becomes 0
    }
  }

  /** Returns whether classes are not all written as {@link #label(double)} writes numbers. */
  static boolean areTexts(List<String> labels) {
    return labels.stream().anyMatch(text -> !label(DecimalNumber.parse(text)).equals(text));
  }

  private static int targetColumn(CsvTable table, String target) {
    if (table.columns() < 2) {
      throw new IllegalArgumentException(
          table.file() + " has " + table.columns() + " column; features and a target need 2");
    }
    return table.column(target);
  }

  private static String label(CsvTable table, int row, int column) {
    double value = table.value(row, column);
    return table.isText(column) ? table.texts(column).get((int) value) : label(value);
  }

  /** A whole number without its point, as a person would write the class. */
  private static String label(double value) {
    long whole = (long) value;
    return whole == value ? Long.toString(whole) : Double.toString(value);
  }
}
