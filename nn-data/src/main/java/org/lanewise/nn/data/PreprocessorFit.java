package org.lanewise.nn.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lanewise.nn.data.Preprocessing.Encoding;

/** Fits a {@link Preprocessor} in one pass over tables, which may be blocks of one file. */
final class PreprocessorFit {
  private static final int MOST_CATEGORIES = 1000;

  /** One feature column while it is fitted: numbers, or the counts of texts. */
  private record Fitted(
      String name,
      Encoding encoding,
      String instead,
      ColumnStatistics numbers,
      Map<String, Long> texts) {}

  private final Preprocessing settings;
  private final List<Fitted> columns = new ArrayList<>();
  private final Map<String, Long> missing = new TreeMap<>();

  /**
   * Begins a fit.
   *
   * @param first has the columns that all tables have
   * @param mostKept how many numbers of a column may be kept, if it needs a median, quartiles or
   *     the most frequent one
   */
  PreprocessorFit(Preprocessing settings, CsvTable first, String target, int mostKept) {
    settings.requireColumns(first);
    this.settings = settings;
    for (String name : first.header()) {
      if (!name.equals(target)) {
        String instead = settings.missing(name, false);
        Encoding encoding = settings.encodings().getOrDefault(name, Encoding.NUMBER);
        boolean keeps =
            settings.scaling() == FeatureScaling.Kind.ROBUST
                || encoding == Encoding.NUMBER
                    && ("median".equals(instead) || "most-frequent".equals(instead));
        ColumnStatistics numbers = new ColumnStatistics(name, keeps ? mostKept : 0);
        columns.add(new Fitted(name, encoding, instead, numbers, new TreeMap<>()));
      }
    }
  }

  void add(CsvTable table, int[] rows) {
    for (Fitted column : columns) {
      int source = table.column(column.name);
      List<String> texts = table.texts(source);
      long[] counts = new long[texts.size()];
      long gaps = 0;
      for (int row : rows) {
        double value = table.value(row, source);
        if (Double.isNaN(value)) {
          gaps++;
        } else if (column.encoding == Encoding.NUMBER) {
          column.numbers.add(value, 1);
        } else {
          counts[(int) value]++;
        }
      }
      missing.merge(column.name, gaps, Long::sum);
      for (int code = 0; code < counts.length; code++) {
        if (counts[code] > 0) {
          column.texts.merge(texts.get(code), counts[code], Long::sum);
        }
      }
      if (column.texts.size() > MOST_CATEGORIES) {
        String message = "%s: column %s has more than %,d categories; leave it out";
        throw new IllegalArgumentException(
            message.formatted(OneLine.of(table.file()), OneLine.of(column.name), MOST_CATEGORIES));
      }
    }
  }

  Preprocessor finish() {
    List<Preprocessor.Column> fitted = new ArrayList<>();
    List<ColumnStatistics> features = new ArrayList<>(); // null for those that stay 0 and 1
    for (Fitted column : columns) {
      boolean drop = Preprocessing.DROP.equals(column.instead);
      boolean fills = column.instead != null && !drop;
      double fill = Double.NaN;
      if (column.encoding == Encoding.NUMBER) {
        if (fills) {
          fill = number(column);
          column.numbers.add(fill, missing.get(column.name));
        }
      } else if (fills) {
        String text = text(column);
        column.texts.merge(text, missing.get(column.name), Long::sum);
        fill = List.copyOf(column.texts.keySet()).indexOf(text);
      }
      List<String> categories = List.copyOf(column.texts.keySet());
      Preprocessor.Column done =
          new Preprocessor.Column(column.name, column.encoding, categories, fill, drop);
      for (int code = 0; code < categories.size(); code++) {
        column.numbers.add(code, column.texts.get(categories.get(code)));
      }
      boolean scaled = done.isSingle() || categories.size() == 1;
      features.addAll(Collections.nCopies(done.outputs(), scaled ? column.numbers : null));
      fitted.add(done);
    }
    FeatureScaling scaling = FeatureScaling.fit(settings.scaling(), features);
    return new Preprocessor(fitted, scaling, settings.unknownAsZeros());
  }

  private static double number(Fitted column) {
    double constant = DecimalNumber.parse(column.instead);
    if (Double.isNaN(constant) && column.numbers.count == 0) {
      throw nothing(column);
    }
    return switch (column.instead) {
      case "mean" -> column.numbers.mean;
      case "median" -> column.numbers.quantile(0.5);
      case "most-frequent" -> column.numbers.mostFrequent();
      default -> constant;
    };
  }

  private static String text(Fitted column) {
    if (!column.instead.equals("most-frequent")) {
      return column.instead;
    }
    return column.texts.entrySet().stream()
        .reduce((best, next) -> next.getValue() > best.getValue() ? next : best)
        .orElseThrow(() -> nothing(column))
        .getKey();
  }

  private static IllegalArgumentException nothing(Fitted column) {
    String message =
        "column %s has no value in the training part to come for the missing ones; leave it out or"
            + " give a constant";
    return new IllegalArgumentException(message.formatted(OneLine.of(column.name)));
  }
}
