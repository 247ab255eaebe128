package org.lanewise.nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
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
   * Returns a classification: the distinct values of the target column are the classes, in
   * ascending order; all other columns are features.
   *
   * @throws IllegalArgumentException if there is no such column, it is the only one, or it has
   *     fewer than 2 or more than 1000 distinct values
   */
  public static Dataset classification(CsvTable table, String target, Precision precision) {
    int column = targetColumn(table, target);
    TreeSet<Double> distinct = new TreeSet<>();
    for (int i = 0; i < table.rows(); i++) {
      distinct.add(table.value(i, column) + 0.0); // -0 becomes 0
    }
    if (distinct.size() < 2 || distinct.size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          table.file()
              + ": column "
              + target
              + " has "
              + distinct.size()
              + " distinct values; a classification has 2 to "
              + MOST_CLASSES
              + " (use --loss mse to predict a number)");
    }
    List<Double> classes = List.copyOf(distinct);
    Tensor targets = Tensor.zeros(precision, table.rows(), 1);
    for (int i = 0; i < table.rows(); i++) {
      targets.set(i, classes.indexOf(table.value(i, column) + 0.0));
    }
    List<String> labels = classes.stream().map(CsvDataset::label).toList();
    return dataset(table, column, targets, labels, precision);
  }

  /**
   * Returns a classification into classes that are already known, as those of a model.
   *
   * @throws DataFormatException if a target is none of them; the message has its place in the file
   */
  public static Dataset classification(
      CsvTable table, String target, List<String> labels, Precision precision)
      throws DataFormatException {
    int column = targetColumn(table, target);
    Tensor targets = Tensor.zeros(precision, table.rows(), 1);
    for (int i = 0; i < table.rows(); i++) {
      String label = label(table.value(i, column));
      int index = labels.indexOf(label);
      if (index < 0) {
        throw new DataFormatException(
            table.file(),
            table.line(i),
            table.field(column),
            "'" + label + "' in column " + target + " is not a class of the model: " + labels);
      }
      targets.set(i, index);
    }
    return dataset(table, column, targets, labels, precision);
  }

  /** Returns a regression: the target column is to be predicted from all others. */
  public static Dataset regression(CsvTable table, String target, Precision precision) {
    int column = targetColumn(table, target);
    Tensor targets = Tensor.zeros(precision, table.rows(), 1);
    for (int i = 0; i < table.rows(); i++) {
      targets.set(i, table.value(i, column));
    }
    return dataset(table, column, targets, List.of(), precision);
  }

  /**
   * Returns the features of each row, in the order the model wants them.
   *
   * <p>By their names, if the model's features have names; else by their place: as many columns as
   * the model has inputs, or one more of which one is called {@code label} and left out.
   *
   * @param names the model's feature names; empty if they have none
   * @param inputs how many features the model takes
   * @throws IllegalArgumentException if a feature is missing or the number of columns does not fit
   */
  public static Tensor features(
      CsvTable table, List<String> names, int inputs, Precision precision) {
    List<Integer> columns = new ArrayList<>();
    if (!names.isEmpty()) {
      for (String name : names) {
        columns.add(column(table, name));
      }
    } else {
      for (int i = 0; i < table.columns(); i++) {
        if (table.columns() == inputs || !table.header().get(i).equals("label")) {
          columns.add(i);
        }
      }
      if (columns.size() != inputs) {
        throw new IllegalArgumentException(
            table.file()
                + " has "
                + table.columns()
                + " columns, the model takes "
                + inputs
                + " features (and a column called label is left out)");
      }
    }
    return features(table, columns, precision);
  }

  /** Returns which columns of a file matter to a model: all, or those its features are named by. */
  public static boolean isWanted(String column, List<String> names, String target) {
    return names.isEmpty() || names.contains(column) || column.equals(target);
  }

  private static int targetColumn(CsvTable table, String target) {
    if (table.columns() < 2) {
      throw new IllegalArgumentException(
          table.file() + " has " + table.columns() + " column; features and a target need 2");
    }
    return column(table, target);
  }

  private static int column(CsvTable table, String name) {
    try {
      return table.column(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(prefixed(table.file(), e.getMessage()), e);
    }
  }

  private static String prefixed(Path file, String message) {
    return message.startsWith(file.toString()) ? message : file + ": " + message;
  }

  private static Dataset dataset(
      CsvTable table, int target, Tensor targets, List<String> labels, Precision precision) {
    List<Integer> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < table.columns(); i++) {
      if (i != target) {
        columns.add(i);
        names.add(table.header().get(i));
      }
    }
    return new Dataset(features(table, columns, precision), targets, labels, names);
  }

  private static Tensor features(CsvTable table, List<Integer> columns, Precision precision) {
    Tensor features = Tensor.zeros(precision, table.rows(), columns.size());
    for (int i = 0; i < table.rows(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        features.set(i, j, table.value(i, columns.get(j)));
      }
    }
    return features;
  }

  /** A whole number without its point, as a person would write the class. */
  private static String label(double value) {
    long whole = (long) value;
    return whole == value ? Long.toString(whole) : Double.toString(value);
  }
}
