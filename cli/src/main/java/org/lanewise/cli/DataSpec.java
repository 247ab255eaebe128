package org.lanewise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lanewise.nn.data.CsvTable;
import org.lanewise.nn.data.DataFormatException;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.Idx;
import org.lanewise.nn.data.IdxDirectory;
import org.lanewise.nn.data.Preprocessing;
import org.lanewise.nn.data.SyntheticDigits;
import org.lanewise.nn.tensor.Precision;

/**
 * Where data come from: {@code digits}, {@code idx:DIR} or {@code csv:FILE}.
 *
 * @param kind which of them
 * @param path the folder or file; null for digits
 */
record DataSpec(Kind kind, Path path) {
  /** The sources. */
  enum Kind {
    DIGITS,
    IDX,
    CSV
  }

  /** The synthetic digits are one data set like any other: always the same. */
  private static final long DIGITS_SEED = 1;

  /** What a message about a cell says of its column. */
  private static final Pattern CELL =
      Pattern.compile("(?:'(?<cell>.*)' is not a .*number )?in column (?<name>.+?)( is empty)?$");

  private static final int TRAIN_DIGITS = 10_000;
  private static final int TEST_DIGITS = 2_000;

  /** What training works with: two sets, which may be the same object for a CSV file. */
  record TrainingData(Dataset train, Dataset test) {}

  static DataSpec parse(String text) {
    if (text.equals("digits")) {
      return new DataSpec(Kind.DIGITS, null);
    }
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    if (rest.isEmpty() || !(scheme.equals("idx") || scheme.equals("csv"))) {
      throw new UsageException(
          "data '" + text + "' are not known; use digits, idx:FOLDER or csv:FILE");
    }
    return new DataSpec(scheme.equals("idx") ? Kind.IDX : Kind.CSV, Path.of(rest));
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DIGITS -> "digits";
      case IDX -> "idx:" + path;
      case CSV -> "csv:" + path;
    };
  }

  /** Says what the data are, for people. */
  String description() {
    return kind == Kind.DIGITS ? "synthetic digits" : toString();
  }

  /** Loads image data that come with a test part. */
  TrainingData loadImages(Precision precision) throws IOException {
    if (kind == Kind.DIGITS) {
      Dataset all = digits(precision);
      return new TrainingData(slice(all, 0, TRAIN_DIGITS), slice(all, TRAIN_DIGITS, TEST_DIGITS));
    }
    IdxDirectory files = IdxDirectory.read(path);
    int classes = classes(files.trainLabels(), files.testLabels());
    return new TrainingData(
        images(files.trainImages(), files.trainLabels(), classes, precision),
        images(files.testImages(), files.testLabels(), classes, precision));
  }

  /** Loads the test part of image data, with classes that a model knows. */
  Dataset loadTestImages(int classes, Precision precision) throws IOException {
    if (kind == Kind.DIGITS) {
      return slice(digits(precision), TRAIN_DIGITS, TEST_DIGITS);
    }
    IdxDirectory.Labelled test = IdxDirectory.readTest(path);
    int present = classes(test.labels());
    return images(test.images(), test.labels(), Math.max(classes, present), precision);
  }

  /** Reads a CSV file to learn from. */
  CsvTable readTable(Preprocessing settings, String target) throws IOException {
    try {
      return settings.read(path, target);
    } catch (DataFormatException e) {
      Matcher column = CELL.matcher(e.getMessage());
      if (e.column() == 0 || !column.find()) {
        throw e;
      }
      String name = column.group("name");
      boolean isTarget = name.equals(target);
      String way = isTarget ? "--missing %1$s=drop, " : "--missing %1$s=mean or %1$s=drop, ";
      if (column.group("cell") != null && !Preprocessing.isMissing(column.group("cell"))) {
        way = ""; // it would not help
      }
      way +=
          isTarget
              ? "--encode %1$s=ordinal if the classes are texts, or mend the cell"
              : "--encode %1$s=one-hot if it holds texts, or --ignore %1$s";
      throw new IOException(e.getMessage() + "; use " + way.formatted(name), e);
    }
  }

  private static Dataset digits(Precision precision) {
    SyntheticDigits digits = SyntheticDigits.draw(TRAIN_DIGITS + TEST_DIGITS, DIGITS_SEED);
    return Dataset.ofImages(digits.pixels(), digits.labels(), SyntheticDigits.CLASSES, precision);
  }

  private static Dataset slice(Dataset all, int first, int count) {
    return new Dataset(
        all.features().rows(first, count),
        all.targets().rows(first, count),
        all.labels(),
        all.featureNames());
  }

  private static int classes(Idx... labels) throws IOException {
    int largest = 1;
    for (Idx set : labels) {
      for (byte label : set.values()) {
        largest = Math.max(largest, label & 0xFF);
      }
    }
    return largest + 1;
  }

  private static Dataset images(Idx images, Idx labels, int classes, Precision precision)
      throws IOException {
    return Dataset.ofImages(images.rows(precision), labels.values(), classes);
  }
}
