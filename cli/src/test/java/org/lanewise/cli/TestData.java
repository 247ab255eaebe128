package org.lanewise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lanewise.nn.data.SyntheticDigits;
import org.lanewise.nn.random.RandomStream;

/** Small data that the tests make themselves. */
final class TestData {
  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  static final int IDX_TRAIN = 300;
  static final int IDX_TEST = 40;

  private static final int PIXELS = SyntheticDigits.ROWS * SyntheticDigits.COLUMNS;

  private TestData() {}

  /** Writes 200 rows of length, width and kind, where the kind 0 or 1 depends on the length. */
  static Path twoKinds(Path folder) throws IOException {
    return table(folder.resolve("kinds.csv"), "kind", 200, x -> x[0] > 0 ? "1" : "0");
  }

  /** Writes 240 rows of length, width and kind, where the kind is 3, 5 or 7. */
  static Path threeKinds(Path folder) throws IOException {
    return table(
        folder.resolve("three.csv"), "kind", 240, x -> x[0] > 0.4 ? "7" : x[0] < -0.4 ? "3" : "5");
  }

  /** Writes 200 rows of length, width and price, where the price is linear in both. */
  static Path prices(Path folder) throws IOException {
    return table(
        folder.resolve("prices.csv"),
        "price",
        200,
        x -> String.format(Locale.ROOT, "%.6f", 3 * x[0] - 2 * x[1] + 1));
  }

  /** Writes 200 rows of length, width and visits, a count whose logarithm is linear in both. */
  static Path visits(Path folder) throws IOException {
    return table(
        folder.resolve("visits.csv"),
        "visits",
        200,
        x -> Long.toString(Math.round(StrictMath.exp(3 + x[0] - 0.5 * x[1]))));
  }

  private static Path table(Path file, String target, int rows, Function<double[], String> rule)
      throws IOException {
    RandomStream random = RandomStream.of(7, "table");
    List<String> lines = new ArrayList<>(List.of("length,width," + target));
    for (int i = 0; i < rows; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      lines.add(String.format(Locale.ROOT, "%.6f,%.6f,%s", x[0], x[1], rule.apply(x)));
    }
    return Files.write(file, lines);
  }

  /** Writes a file with its columns in reverse order. */
  static Path reversed(Path csv) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(csv)) {
      List<String> fields = new ArrayList<>(Arrays.asList(line.split(",")));
      Collections.reverse(fields);
      lines.add(String.join(",", fields));
    }
    return Files.write(csv.resolveSibling("reversed-" + csv.getFileName()), lines);
  }

  /** Writes lines to a file. */
  static Path file(Path file, String... lines) throws IOException {
    return Files.write(file, List.of(lines));
  }

  /** Makes a folder with the four files of a small set of digits. */
  static Path idx(Path folder) throws IOException {
    Files.createDirectories(folder);
    SyntheticDigits digits = SyntheticDigits.draw(IDX_TRAIN + IDX_TEST, 5);
    byte[] pixels = digits.pixels();
    byte[] labels = digits.labels();
    images(folder.resolve(TRAIN_IMAGES), pixels, 0, IDX_TRAIN);
    images(folder.resolve(TEST_IMAGES), pixels, IDX_TRAIN, IDX_TEST);
    labels(folder.resolve(TRAIN_LABELS), Arrays.copyOf(labels, IDX_TRAIN));
    labels(
        folder.resolve(TEST_LABELS), Arrays.copyOfRange(labels, IDX_TRAIN, IDX_TRAIN + IDX_TEST));
    return folder;
  }

  private static void images(Path file, byte[] pixels, int first, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * PIXELS);
    bytes.putInt(0x00000803).putInt(count).putInt(28).putInt(28);
    bytes.put(pixels, first * PIXELS, count * PIXELS);
    Files.write(file, bytes.array());
  }

  /** Writes an IDX file of labels. */
  static void labels(Path file, byte[] labels) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length);
    bytes.putInt(0x00000801).putInt(labels.length).put(labels);
    Files.write(file, bytes.array());
  }

  /** Writes the test images of {@link #idx} as CSV: 784 pixels a row, with a label or without. */
  static Path pixelTable(Path file, boolean withLabel) throws IOException {
    SyntheticDigits digits = SyntheticDigits.draw(IDX_TRAIN + IDX_TEST, 5);
    byte[] pixels = digits.pixels();
    byte[] labels = digits.labels();
    List<String> lines = new ArrayList<>();
    String names =
        IntStream.range(0, PIXELS).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
    lines.add((withLabel ? "label," : "") + names);
    for (int i = IDX_TRAIN; i < IDX_TRAIN + IDX_TEST; i++) {
      int at = i * PIXELS;
      String row =
          IntStream.range(0, PIXELS)
              .mapToObj(j -> Integer.toString(pixels[at + j] & 0xFF))
              .collect(Collectors.joining(","));
      lines.add((withLabel ? labels[i] + "," : "") + row);
    }
    return Files.write(file, lines);
  }

  /** Trains a tiny model on a CSV file; returns the model's file. */
  static Path model(Path csv, String target, String... more) {
    Path model = csv.resolveSibling(csv.getFileName() + ".safetensors");
    train(model, "csv:" + csv, Stream.concat(Stream.of("--target", target), Stream.of(more)));
    return model;
  }

  /** Trains a tiny model on the digits of a folder; returns the model's file. */
  static Path imageModel(Path idx) {
    Path model = idx.resolveSibling("images.safetensors");
    train(model, "idx:" + idx, Stream.of());
    return model;
  }

  private static void train(Path model, String data, Stream<String> more) {
    Stream<String> fixed =
        Stream.of("train", "--data", data, "--layers", "8", "--epochs", "3", "--batch", "16");
    Stream<String> files =
        Stream.of("--model", model.toString(), "--plot", model.resolveSibling("c.svg").toString());
    CommandRun.of(Stream.of(fixed, files, more).flatMap(s -> s).toArray(String[]::new)).succeeded();
  }

  /** Returns the content of every file below a folder, hidden ones too. */
  static Map<Path, String> snapshot(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<Path, String> contents = new TreeMap<>();
      files.forEach(file -> contents.put(file, content(file)));
      return contents;
    }
  }

  private static String content(Path file) {
    try {
      return Files.isRegularFile(file)
          ? HexFormat.of().formatHex(Files.readAllBytes(file))
          : "folder";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
