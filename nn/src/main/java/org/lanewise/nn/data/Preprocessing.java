package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.nn.tensor.Precision;

/**
 * What is to be done to the columns of a CSV file before a network sees them: settings, which
 * {@link #fit} turns into a {@link Preprocessor}.
 *
 * <pre>
 * Preprocessing settings =
 *     Preprocessing.of(FeatureScaling.Kind.STANDARD)
 *         .ignore("Surname").encode("Geography", Encoding.ONE_HOT).missing("Age", Missing.MEAN);
 * CsvTable table = settings.read(file, "Exited");
 * Preprocessor fitted = settings.fit(table, trainRows, "Exited", Precision.FLOAT32);
 * </pre>
 *
 * @param scaling of numbers and ordinal codes; one-hot columns stay 0 and 1
 * @param encodings the columns of text, with what becomes of each
 * @param missing what stands in for missing cells, by column, and under {@code ""} for all others;
 *     without it a missing cell is an error that names its place
 * @param ignored columns that are not read
 * @param unknown what a category is that the training part did not have
 */
public record Preprocessing(
    FeatureScaling.Kind scaling,
    Map<String, Encoding> encodings,
    Map<String, Missing> missing,
    Set<String> ignored,
    Unknown unknown) {
  private static final String OTHERS = "";

  /** What becomes of a column of text, whose k categories are in the order of their characters. */
  public enum Encoding {
    /** A column of 0 and 1 for each category. */
    ONE_HOT,
    /** A column for each category but the first, which is the one where all are 0. */
    ONE_HOT_DROP_FIRST,
    /** One column, 0 to k - 1, then scaled as a number is. */
    ORDINAL;

    /** Returns the encoding of a name such as {@code one-hot}. */
    public static Encoding named(String name) {
      return Preprocessing.named(values(), name, "encoding");
    }
  }

  /** What becomes of a category that was not there in training. */
  public enum Unknown {
    /** An error that names the category, its place and the known ones. */
    ERROR,
    /** Zeros in all its columns; an error still where the encoding is ordinal. */
    ZEROS;

    /** Returns the policy of a name such as {@code zeros}. */
    public static Unknown named(String name) {
      return Preprocessing.named(values(), name, "policy for unknown categories");
    }
  }

  /**
   * What stands in for a missing cell: one that is empty, or where numbers should be a word such as
   * n/a, NA, NaN, null, none or ?.
   *
   * @param how where the value comes from
   * @param constant the number or category itself if it is a constant, else null
   */
  public record Missing(How how, String constant) {
    /** The sources of a value, found in the training part. */
    public enum How {
      /** The mean of the numbers that are there. */
      MEAN,
      /** Their median; half-way between the middle two. */
      MEDIAN,
      /** The most frequent number or category, the first of several. */
      MOST_FREQUENT,
      /** None: the row is dropped, in training and evaluation; to predict from it is an error. */
      DROP,
      /** The value given. */
      CONSTANT
    }

    public static final Missing MEAN = new Missing(How.MEAN, null);
    public static final Missing MEDIAN = new Missing(How.MEDIAN, null);
    public static final Missing MOST_FREQUENT = new Missing(How.MOST_FREQUENT, null);
    public static final Missing DROP = new Missing(How.DROP, null);

    /** Returns what a text says: mean, median, most-frequent, drop, or else the value itself. */
    public static Missing of(String text) {
      return Stream.of(MEAN, MEDIAN, MOST_FREQUENT, DROP)
          .filter(known -> spelling(known.how).equals(text))
          .findFirst()
          .orElse(new Missing(How.CONSTANT, text));
    }

    double number() {
      double value = DecimalNumber.parse(constant.toCharArray(), 0, constant.length());
      return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
    }
  }

  /** Keeps copies. */
  public Preprocessing {
    encodings = Map.copyOf(encodings);
    missing = Map.copyOf(missing);
    ignored = Set.copyOf(ignored);
  }

  /** Returns settings that scale, and take every column for numbers without gaps. */
  public static Preprocessing of(FeatureScaling.Kind scaling) {
    return new Preprocessing(scaling, Map.of(), Map.of(), Set.of(), Unknown.ERROR);
  }

  /** Returns the same settings with a column of text encoded; of the target, texts are classes. */
  public Preprocessing encode(String column, Encoding encoding) {
    return new Preprocessing(scaling, with(encodings, column, encoding), missing, ignored, unknown);
  }

  /** Returns the same settings with something standing in for a column's missing cells. */
  public Preprocessing missing(String column, Missing value) {
    return new Preprocessing(scaling, encodings, with(missing, column, value), ignored, unknown);
  }

  /**
   * Returns the same settings with something standing in for missing cells of every other feature
   * that can have it: texts have no mean, and a number is no text.
   */
  public Preprocessing missing(Missing value) {
    return missing(OTHERS, value);
  }

  /** Returns the same settings without some columns. */
  public Preprocessing ignore(String... columns) {
    Set<String> all =
        Stream.concat(ignored.stream(), Arrays.stream(columns)).collect(Collectors.toSet());
    return new Preprocessing(scaling, encodings, missing, all, unknown);
  }

  /** Returns the same settings with another policy for unknown categories. */
  public Preprocessing unknown(Unknown policy) {
    return new Preprocessing(scaling, encodings, missing, ignored, policy);
  }

  /**
   * Reads a file to learn from, rows that are to be dropped left out.
   *
   * @param target the column that is to be predicted; its missing cells can only be dropped
   * @throws DataFormatException at the first cell that is neither as it should be nor to be
   *     replaced; the message begins with file, line and column
   * @throws IllegalArgumentException if a column of these settings is not in the file, or cannot
   *     have what they say
   */
  public CsvTable read(Path file, String target) throws IOException {
    CsvTable table = CsvTable.readAs(file, column -> type(column, target));
    requireColumns(table);
    return table;
  }

  /**
   * Fits to some rows of a table and to no others.
   *
   * @param target a column that is no feature
   * @param precision in which features are to be held
   * @throws IllegalArgumentException if a column has nothing to fit to, or over 1000 categories
   */
  public Preprocessor fit(CsvTable table, int[] rows, String target, Precision precision) {
    PreprocessorFit fit = new PreprocessorFit(this, table, target, precision, Integer.MAX_VALUE);
    fit.add(table, rows);
    return fit.finish();
  }

  /** Refuses names that the file does not have. */
  void requireColumns(CsvTable table) {
    Stream.concat(encodings.keySet().stream(), missing.keySet().stream())
        .filter(name -> !name.equals(OTHERS))
        .sorted()
        .forEach(table::column);
  }

  CsvColumn type(String column, String target) {
    if (ignored.contains(column)) {
      return null;
    }
    Missing value = missing(column, column.equals(target));
    CsvColumn.Gap gap = value == null ? CsvColumn.Gap.REFUSED : CsvColumn.Gap.KEPT;
    boolean drop = value != null && value.how == Missing.How.DROP;
    return new CsvColumn(encodings.containsKey(column), drop ? CsvColumn.Gap.ROW_DROPPED : gap);
  }

  /** Returns what stands in for a column's missing cells; null if nothing does. */
  Missing missing(String column, boolean isTarget) {
    Missing own = missing.get(column);
    Missing value = own == null ? missing.get(OTHERS) : own;
    if (value == null) {
      return null;
    }
    boolean text = encodings.containsKey(column);
    String problem =
        switch (value.how) {
          case DROP -> null;
          case MOST_FREQUENT -> isTarget ? "is the target" : null;
          case MEAN, MEDIAN -> isTarget ? "is the target" : text ? "holds texts" : null;
          case CONSTANT -> {
            boolean number = !Double.isNaN(value.number());
            boolean fits = text ? own != null : number;
            yield isTarget ? "is the target" : fits ? null : text ? "holds texts" : "holds numbers";
          }
        };
    if (problem != null && (own != null || !text && !isTarget)) {
      String name = value.constant == null ? spelling(value.how) : value.constant;
      throw new IllegalArgumentException(
          "'%s' cannot stand in for missing cells of column %s, which %s; use %s"
              .formatted(
                  OneLine.of(name),
                  OneLine.of(column),
                  problem,
                  isTarget
                      ? "drop"
                      : text
                          ? "most-frequent, drop or a text"
                          : "mean, median, most-frequent, drop or a number"));
    }
    return problem == null ? value : null;
  }

  static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E named(E[] values, String name, String what) {
    return Arrays.stream(values)
        .filter(value -> spelling(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no %s '%s'; known are %s"
                        .formatted(
                            what,
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(values).map(Preprocessing::spelling).toList()))));
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }
}
