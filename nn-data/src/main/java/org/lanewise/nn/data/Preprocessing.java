package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be done to the columns of a CSV file before a network sees them: settings, which
 * {@link #fit} turns into a {@link Preprocessor}.
 *
 * <p>A missing cell is empty, or in a column of numbers a word such as n/a, NA, NaN, null, none or
 * ?. In its stead comes what the training part tells: {@code mean}, {@code median} (half-way
 * between the middle two) or {@code most-frequent} (the first of several); or a number or category
 * given; or {@code drop}, none: the row is left out of training and evaluation, and to predict from
 * it is an error. Without any of these a missing cell is an error that names its place.
 *
 * @param scaling of numbers and ordinal codes; one-hot columns stay 0 and 1
 * @param encodings the columns of text, with what becomes of each; texts of the target are classes
 * @param missing what comes for missing cells by column, and under {@code ""} for all others that
 *     can have it
 * @param ignored columns that are not read; a file to learn from must have them
 * @param unknownAsZeros whether a category that training did not have is 0 in all its one-hot
 *     columns; else, and among ordinal codes, it is an error that names it and the known ones
 */
public record Preprocessing(
    FeatureScaling.Kind scaling,
    Map<String, Encoding> encodings,
    Map<String, String> missing,
    Set<String> ignored,
    boolean unknownAsZeros) {
  static final String DROP = "drop";
  private static final String OTHERS = "";
  private static final List<String> STATISTICS = List.of("mean", "median");
  private static final String MOST_FREQUENT = "most-frequent";

  /**
   * What becomes of a column. NUMBER: one feature. Of the k categories of a text, in the order of
   * their characters, ONE_HOT: a feature of 0 and 1 each; ONE_HOT_DROP_FIRST: the same without the
   * first, which is the one where all are 0; ORDINAL: one feature, 0 to k - 1, scaled as a number.
   */
  public enum Encoding {
    NUMBER,
    ONE_HOT,
    ONE_HOT_DROP_FIRST,
    ORDINAL;

    /** Returns the encoding of a name such as {@code one-hot}. */
    public static Encoding named(String name) {
      return Preprocessing.named(values(), name, "encoding");
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
    return new Preprocessing(scaling, Map.of(), Map.of(), Set.of(), false);
  }

  /** Returns the same settings with a column of text encoded. */
  public Preprocessing encode(String column, Encoding as) {
    return new Preprocessing(
        scaling, with(encodings, column, as), missing, ignored, unknownAsZeros);
  }

  /** Returns the same settings with something in the stead of a column's missing cells. */
  public Preprocessing missing(String column, String how) {
    return new Preprocessing(
        scaling, encodings, with(missing, column, how), ignored, unknownAsZeros);
  }

  /** Returns the same settings with something in the stead of missing cells of all others. */
  public Preprocessing missing(String how) {
    return missing(OTHERS, how);
  }

  /** Returns the same settings without some columns. */
  public Preprocessing ignore(String... columns) {
    Set<String> all =
        Stream.concat(ignored.stream(), Stream.of(columns)).collect(Collectors.toSet());
    return new Preprocessing(scaling, encodings, missing, all, unknownAsZeros);
  }

  /** Returns the same settings with unknown categories as zeros. */
  public Preprocessing zeroUnknown() {
    return new Preprocessing(scaling, encodings, missing, ignored, true);
  }

  /**
   * Reads a file to learn from.
   *
   * @param target the column that is to be predicted; rows that lack it can only be dropped
   * @throws DataFormatException at the first cell that is not as it should be; the message begins
   *     with file, line and column
   * @throws IllegalArgumentException if columns of these settings are not in the file, or one
   *     cannot have what they say
   */
  public CsvTable read(Path file, String target) throws IOException {
    CsvTable table = CsvTable.readAs(file, required(target), column -> type(column, target));
    requireColumns(table);
    return table;
  }

  /**
   * Fits to some rows of a table and to no others.
   *
   * @param target a column that is no feature
   * @throws IllegalArgumentException if a column has nothing to fit to, or over 1000 categories
   */
  public Preprocessor fit(CsvTable table, int[] rows, String target) {
    PreprocessorFit fit = new PreprocessorFit(this, table, target, Integer.MAX_VALUE);
    fit.add(table, rows);
    return fit.finish();
  }

  /** Returns whether a cell of a column of numbers counts as missing. */
  public static boolean isMissing(String cell) {
    String text = cell.strip().toLowerCase(Locale.ROOT);
    return CsvTableHandler.MISSING.contains(text);
  }

  /** Returns the names that a file must have: all that are spoken of. */
  List<String> required(String target) {
    return Stream.concat(
            Stream.concat(settled(), ignored.stream().sorted()), Stream.ofNullable(target))
        .toList();
  }

  /** Refuses settings for columns that the table does not have. */
  void requireColumns(CsvTable table) {
    settled().forEach(table::column);
  }

  private Stream<String> settled() {
    return Stream.concat(encodings.keySet().stream(), missing.keySet().stream())
        .filter(name -> !name.equals(OTHERS))
        .distinct()
        .sorted();
  }

  CsvColumn type(String column, String target) {
    if (ignored.contains(column)) {
      return null;
    }
    String instead = missing(column, column.equals(target));
    return CsvColumn.of(isText(column), instead != null, DROP.equals(instead));
  }

  private boolean isText(String column) {
    return encodings.getOrDefault(column, Encoding.NUMBER) != Encoding.NUMBER;
  }

  /** Returns what comes for a column's missing cells; null if nothing does. */
  String missing(String column, boolean isTarget) {
    String own = missing.get(column);
    String how = own == null ? missing.get(OTHERS) : own;
    boolean text = isText(column);
    if (how == null || how.equals(DROP) || how.equals(MOST_FREQUENT) && !isTarget) {
      return how;
    }
    boolean number = STATISTICS.contains(how) || Double.isFinite(DecimalNumber.parse(how));
    boolean fits = !isTarget && (text ? own != null && !STATISTICS.contains(how) : number);
    if (!fits && (own != null || !text && !isTarget)) {
      throw new IllegalArgumentException(
          "'%s' cannot come for missing cells of column %s, which %s"
              .formatted(
                  OneLine.of(how),
                  OneLine.of(column),
                  isTarget
                      ? "is the target; use drop"
                      : text
                          ? "holds texts; use most-frequent, drop or a text"
                          : "holds numbers; use mean, median, most-frequent, drop or a number"));
    }
    return fits ? how : null;
  }

  static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E named(E[] values, String name, String what) {
    List<String> known = Arrays.stream(values).map(Preprocessing::spelling).toList();
    if (!known.contains(name)) {
      String message = "there is no %s '%s'; known are %s";
      throw new IllegalArgumentException(message.formatted(what, name, String.join(", ", known)));
    }
    return values[known.indexOf(name)];
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }
}
