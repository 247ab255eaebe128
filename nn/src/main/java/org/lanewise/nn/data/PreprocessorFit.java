package org.lanewise.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.data.Preprocessing.Missing;
import org.lanewise.nn.tensor.Precision;

/** Fits a {@link Preprocessor} in one pass over tables, which may be blocks of one file. */
final class PreprocessorFit {
  private static final int MOST_CATEGORIES = 1000;

  private final Preprocessing settings;
  private final String target;
  private final boolean rounds;
  private final List<String> names;
  private final List<ColumnStatistics> numbers = new ArrayList<>(); // null for a column of text
  private final List<TreeMap<String, Long>> texts = new ArrayList<>(); // empty for one of numbers
  private final long[] missing;

  /**
   * Begins a fit.
   *
   * @param first has the columns that all tables have
   * @param mostKept how many numbers of a column may be kept, if it needs a median, quartiles or
   *     the most frequent one
   */
  PreprocessorFit(
      Preprocessing settings, CsvTable first, String target, Precision precision, int mostKept) {
    settings.requireColumns(first);
    this.settings = settings;
    this.target = target;
    this.rounds = precision == Precision.FLOAT32;
    this.names = first.header();
    this.missing = new long[names.size()];
    for (int j = 0; j < names.size(); j++) {
      texts.add(new TreeMap<>());
      Missing value = missing(j);
      boolean keeps =
          settings.scaling() == FeatureScaling.Kind.ROBUST
              || value != null
                  && (value.how() == Missing.How.MEDIAN
                      || value.how() == Missing.How.MOST_FREQUENT);
      boolean number = !first.isText(j) && !names.get(j).equals(target);
      numbers.add(number ? new ColumnStatistics(names.get(j), keeps ? mostKept : 0) : null);
    }
  }

  private Missing missing(int column) {
    String name = names.get(column);
    return settings.missing(name, name.equals(target));
  }

  void add(CsvTable table, int[] rows) {
    for (int j = 0; j < names.size(); j++) {
      if (names.get(j).equals(target)) {
        continue;
      }
      long[] counts = new long[table.texts(j).size()];
      ColumnStatistics number = numbers.get(j);
      for (int row : rows) {
        double value = table.value(row, j);
        if (Double.isNaN(value)) {
          missing[j]++;
        } else if (number != null) {
          number.add(rounds ? (float) value : value);
        } else {
          counts[(int) value]++;
        }
      }
      for (int code = 0; code < counts.length; code++) {
        if (counts[code] > 0) {
          texts.get(j).merge(table.texts(j).get(code), counts[code], Long::sum);
        }
      }
      if (texts.get(j).size() > MOST_CATEGORIES) {
        throw new IllegalArgumentException(
            "%s: column %s has more than %,d categories; leave it out"
                .formatted(OneLine.of(table.file()), OneLine.of(names.get(j)), MOST_CATEGORIES));
      }
    }
  }

  Preprocessor finish() {
    List<Preprocessor.Column> columns = new ArrayList<>();
    List<ColumnStatistics> statistics = new ArrayList<>(); // one a feature
    for (int j = 0; j < names.size(); j++) {
      if (!names.get(j).equals(target)) {
        columns.add(numbers.get(j) == null ? text(j, statistics) : number(j, statistics));
      }
    }
    FeatureScaling scaling = FeatureScaling.fit(settings.scaling(), statistics);
    return new Preprocessor(columns, scaling, settings.unknown());
  }

  private Preprocessor.Column number(int j, List<ColumnStatistics> statistics) {
    ColumnStatistics column = numbers.get(j);
    Missing value = missing(j);
    boolean drop = value != null && value.how() == Missing.How.DROP;
    double fill = Double.NaN;
    if (value != null && !drop) {
      if (value.how() != Missing.How.CONSTANT && column.count() == 0) {
        throw nothing(j);
      }
      fill =
          switch (value.how()) {
            case MEAN -> column.mean();
            case MEDIAN -> column.quantile(0.5);
            case MOST_FREQUENT -> column.mostFrequent();
            default -> value.number();
          };
      column.add(rounds ? (float) fill : fill, missing[j]);
    }
    statistics.add(column);
    return new Preprocessor.Column(names.get(j), null, List.of(), fill, drop);
  }

  private Preprocessor.Column text(int j, List<ColumnStatistics> statistics) {
    TreeMap<String, Long> counts = texts.get(j);
    Missing value = missing(j);
    boolean drop = value != null && value.how() == Missing.How.DROP;
    String fill = null;
    if (value != null && !drop) {
      if (value.how() == Missing.How.MOST_FREQUENT) {
        if (counts.isEmpty()) {
          throw nothing(j);
        }
        long most = Collections.max(counts.values());
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
          fill = fill == null && entry.getValue() == most ? entry.getKey() : fill;
        }
      } else {
        fill = value.constant();
      }
      counts.merge(fill, missing[j], Long::sum);
    }
    List<String> categories = List.copyOf(counts.keySet());
    Encoding encoding = settings.encodings().get(names.get(j));
    Preprocessor.Column column =
        new Preprocessor.Column(
            names.get(j),
            encoding,
            categories,
            fill == null ? Double.NaN : categories.indexOf(fill),
            drop);
    if (encoding == Encoding.ORDINAL || categories.size() == 1) {
      boolean keeps = settings.scaling() == FeatureScaling.Kind.ROBUST;
      long rows = counts.values().stream().mapToLong(Long::longValue).sum();
      ColumnStatistics codes =
          new ColumnStatistics(names.get(j), keeps ? (int) Math.min(rows, Integer.MAX_VALUE) : 0);
      for (int code = 0; code < categories.size(); code++) {
        codes.add(code, counts.get(categories.get(code)));
      }
      statistics.addAll(Collections.nCopies(column.outputs(), codes));
    } else {
      statistics.addAll(Arrays.asList(new ColumnStatistics[column.outputs()]));
    }
    return column;
  }

  private IllegalArgumentException nothing(int j) {
    return new IllegalArgumentException(
        "column %s has no value in the training part to stand in for the missing ones; leave it out or give a constant"
            .formatted(OneLine.of(names.get(j))));
  }
}
