package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * What was found in the training part, ready to be done to anything that comes later: raw rows of a
 * CSV file to the features a network takes. Immutable; a model file holds it.
 *
 * <p>Columns are found by name, in any order, and others are passed over. Without columns, as for
 * images, a file's columns are taken in their order and all that is done is the scaling.
 *
 * @param columns the columns of raw data; empty if they have no names
 * @param scaling the last step, of all features
 * @param unknownAsZeros what an unknown category is, as in {@link Preprocessing}
 */
public record Preprocessor(List<Column> columns, FeatureScaling scaling, boolean unknownAsZeros) {
  /**
   * A column of the raw data.
   *
   * @param categories the texts that were there in training, ascending; empty for numbers
   * @param fill the number, or the category's index, that comes for a missing cell; NaN if none
   * @param drop whether rows that lack it are left out where they can be
   */
  public record Column(
      String name, Encoding encoding, List<String> categories, double fill, boolean drop) {
    /** Keeps a copy. */
    public Column {
      categories = List.copyOf(categories);
      boolean code = fill >= 0 && fill < categories.size() && fill == Math.rint(fill);
      if (Double.isInfinite(fill) || encoding != Encoding.NUMBER && !Double.isNaN(fill) && !code) {
        String message = "column %s of %d categories has %s for a missing cell";
        throw new IllegalArgumentException(
            message.formatted(OneLine.quoted(name), categories.size(), fill));
      }
    }

    boolean isSingle() {
      return encoding == Encoding.NUMBER || encoding == Encoding.ORDINAL;
    }

    private int first() {
      return encoding == Encoding.ONE_HOT_DROP_FIRST && !categories.isEmpty() ? 1 : 0;
    }

    /** Returns how many features it becomes. */
    public int outputs() {
      return isSingle() ? 1 : categories.size() - first();
    }

    private Stream<String> features() {
      return isSingle()
          ? Stream.of(name)
          : categories.stream().skip(first()).map(category -> name + "=" + category);
    }
  }

  /**
   * Puts parts together that were fitted before.
   *
   * @throws IllegalArgumentException if there are columns and they do not make as many features as
   *     the scaling has
   */
  public Preprocessor {
    columns = List.copyOf(columns);
    int outputs = columns.stream().mapToInt(Column::outputs).sum();
    if (!columns.isEmpty() && outputs != scaling.inputs()) {
      throw new IllegalArgumentException(
          "the columns make " + outputs + " features, the scaling has " + scaling.inputs());
    }
  }

  /** Returns one that only scales numbers, in columns of these names if there are any. */
  public static Preprocessor of(FeatureScaling scaling, List<String> names) {
    return new Preprocessor(
        names.stream()
            .map(name -> new Column(name, Encoding.NUMBER, List.of(), Double.NaN, false))
            .toList(),
        scaling,
        false);
  }

  /** Returns the names of the features, such as Age and Geography=France; empty without names. */
  public List<String> featureNames() {
    return columns.stream().flatMap(Column::features).toList();
  }

  /** Returns how many features there are. */
  public int inputs() {
    return scaling.inputs();
  }

  /**
   * Reads what is needed of a file.
   *
   * @param target a column to read as well, to learn or to evaluate; rows that lack what training
   *     dropped are then left out. Null to predict: each row is to be there.
   * @param labels the classes of the target
   * @throws IllegalArgumentException if the file lacks columns; the message names all of them
   */
  public CsvTable read(Path file, String target, List<String> labels) throws IOException {
    return CsvTable.readAs(file, required(target), column -> type(column, target, labels));
  }

  /** Returns the names that a file must have. */
  List<String> required(String target) {
    return Stream.concat(columns.stream().map(Column::name), Stream.ofNullable(target)).toList();
  }

  CsvColumn type(String name, String target, List<String> labels) {
    if (name.equals(target) || columns.isEmpty()) {
      return CsvColumn.of(name.equals(target) && CsvDataset.areTexts(labels), false, false);
    }
    return columns.stream()
        .filter(column -> column.name.equals(name))
        .map(
            column ->
                CsvColumn.of(
                    column.encoding != Encoding.NUMBER,
                    !Double.isNaN(column.fill),
                    column.drop && target != null))
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns the features of each row: missing cells filled, texts encoded, everything scaled.
   *
   * @throws DataFormatException at an unknown category, if that is an error, with its place
   * @throws IllegalArgumentException if a column is missing
   */
  public Tensor apply(CsvTable table, Precision precision) throws DataFormatException {
    return apply(table, null, precision);
  }

  /** Returns the features of a table that may hold a target as well. */
  Tensor apply(CsvTable table, String target, Precision precision) throws DataFormatException {
    Tensor features = Tensor.zeros(precision, table.rows(), inputs());
    if (columns.isEmpty()) {
      byPlace(table, target, features);
    }
    int at = 0;
    for (Column column : columns) {
      int source = table.column(column.name);
      boolean text = column.encoding != Encoding.NUMBER;
      if (text != table.isText(source)) {
        throw new IllegalArgumentException(
            "column %s was read as %s".formatted(column.name, text ? "numbers" : "texts"));
      }
      int[] codes = table.texts(source).stream().mapToInt(column.categories::indexOf).toArray();
      for (int row = 0; row < table.rows(); row++) {
        double value = table.value(row, source);
        boolean missing = Double.isNaN(value);
        value = missing ? column.fill : text ? codes[(int) value] : value;
        if (Double.isNaN(value)) {
          String problem = "the cell in column " + column.name + " is empty";
          throw new DataFormatException(
              table.file(), table.line(row), table.field(source), problem);
        } else if (text && value < 0) {
          requireZeros(table, row, source, column);
        }
        for (int i = 0; i < column.outputs(); i++) {
          double one = value == column.first() + i ? 1 : 0;
          put(features, row, at + i, column.isSingle() ? value : one, table, source);
        }
      }
      at += column.outputs();
    }
    return features;
  }

  /** Scales a number before it is rounded: what is large and varies little loses nothing. */
  private void put(Tensor features, int row, int feature, double value, CsvTable table, int source)
      throws DataFormatException {
    features.set(row, feature, scaling.scaled(feature, value));
    if (!Double.isFinite(features.get(row, feature))) {
      throw new DataFormatException(
          table.file(),
          table.line(row),
          table.field(source),
          "%s in column %s is too large for %s"
              .formatted(value, OneLine.of(table.header().get(source)), features.precision()));
    }
  }

  private void requireZeros(CsvTable table, int row, int source, Column column)
      throws DataFormatException {
    if (!unknownAsZeros || column.encoding == Encoding.ORDINAL) {
      String text = table.texts(source).get((int) table.value(row, source));
      throw new DataFormatException(
          table.file(),
          table.line(row),
          table.field(source),
          "%s in column %s is none of the categories of training: %s"
              .formatted(
                  OneLine.quoted(text),
                  OneLine.of(column.name),
                  ColumnNames.list(column.categories)));
    }
  }

  /** Without a target, a column called label is left out if there is one more than features. */
  private void byPlace(CsvTable table, String target, Tensor features) throws DataFormatException {
    boolean all = target == null && table.columns() == inputs();
    int left = all ? -1 : table.header().indexOf(target == null ? "label" : target);
    int count = table.columns() - (left < 0 ? 0 : 1);
    if (count != inputs()) {
      throw new IllegalArgumentException(
          target == null
              ? "%s has %d columns, the model takes %d features (and a column called label is left out)"
                  .formatted(table.file(), table.columns(), inputs())
              : "%s has %d features beside %s, the model takes %d"
                  .formatted(table.file(), count, target, inputs()));
    }
    for (int row = 0; row < table.rows(); row++) {
      for (int j = 0; j < inputs(); j++) {
        int source = left >= 0 && j >= left ? j + 1 : j;
        put(features, row, j, table.value(row, source), table, source);
      }
    }
  }

  /** Returns columns and policies, without the numbers of the scaling, as values for JSON. */
  public Map<String, Object> description() {
    List<Object> described = new ArrayList<>();
    for (Column column : columns) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", column.name);
      entry.put("encoding", Preprocessing.spelling(column.encoding));
      entry.put("categories", column.categories);
      boolean fills = !Double.isNaN(column.fill);
      entry.put("missing", fills ? (Object) column.fill : column.drop ? "drop" : "error");
      described.add(entry);
    }
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("scaling", Preprocessing.spelling(scaling.kind()));
    description.put("unknown", unknownAsZeros ? "zeros" : "error");
    description.put("columns", described);
    return description;
  }

  /**
   * Undoes {@link #description}.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Preprocessor of(Object description, double[] shift, double[] factor) {
    if (!(description instanceof Map<?, ?> map) || !(map.get("columns") instanceof List<?> list)) {
      throw new IllegalArgumentException("metadata 'preprocessing' have no list of columns");
    }
    List<Column> columns = new ArrayList<>();
    for (Object entry : list) {
      if (!(entry instanceof Map<?, ?> column)
          || !(column.get("name") instanceof String name)
          || !(column.get("categories") instanceof List<?> texts)) {
        throw new IllegalArgumentException("metadata 'preprocessing' have no names or categories");
      }
      Object missing = column.get("missing");
      columns.add(
          new Column(
              name,
              Encoding.named(String.valueOf(column.get("encoding"))),
              texts.stream().map(String::valueOf).toList(),
              missing instanceof Number fill ? fill.doubleValue() : Double.NaN,
              "drop".equals(missing)));
    }
    FeatureScaling.Kind kind = FeatureScaling.Kind.named(String.valueOf(map.get("scaling")));
    FeatureScaling scaling = FeatureScaling.of(kind, shift, factor);
    return new Preprocessor(columns, scaling, "zeros".equals(map.get("unknown")));
  }
}
