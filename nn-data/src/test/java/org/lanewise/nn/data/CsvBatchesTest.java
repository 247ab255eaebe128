package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

class CsvBatchesTest {
  @TempDir Path folder;

  /** Returns the ids of a pass in their order; the id is the only feature. */
  private static List<Integer> pass(BatchSource batches, RandomStream random) {
    if (random != null) {
      batches.shuffle(random);
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < batches.count(); i++) {
      int size = batches.load(i);
      assertEquals(i + 1 < batches.count() ? batches.batchSize() : size, size, "only the last");
      for (int row = 0; row < size; row++) {
        ids.add((int) batches.x(size).get(row, 0));
        assertEquals(batches.x(size).get(row, 0) * 2, batches.y(size).get(row), "and its target");
      }
    }
    return ids;
  }

  private CsvBatches numbered(int rows, int batchSize, int bufferRows) throws IOException {
    StringBuilder text = new StringBuilder("id,y\n");
    for (int i = 0; i < rows; i++) {
      text.append(i).append(',').append(2 * i).append('\n');
    }
    Path file = Files.writeString(folder.resolve("n.csv"), text);
    return CsvBatches.fit(
        file,
        Preprocessing.of(FeatureScaling.Kind.NONE),
        "y",
        false,
        Precision.FLOAT32,
        batchSize,
        bufferRows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 99, 100, 101, 350, 999, 1_000, 1_001})
  void eachPassHasEverySampleOnceAndIsAFunctionOfTheSeed(int rows) throws IOException {
    try (CsvBatches batches = numbered(rows, 7, 100)) {
      assertEquals(98, batches.bufferRows(), "whole batches");
      assertEquals(rows, batches.samples());
      List<Integer> first = pass(batches, RandomStream.of(1, "shuffle", 1));
      List<Integer> second = pass(batches, RandomStream.of(1, "shuffle", 2));
      assertEquals(rows, new TreeSet<>(first).size());
      assertEquals(rows, first.size());
      assertEquals(new TreeSet<>(first), new TreeSet<>(second));
      assertEquals(first, pass(batches, RandomStream.of(1, "shuffle", 1)));
      if (rows > 7) {
        assertNotEquals(first, second);
      }
      List<Integer> plain = pass(batches, null);
      for (int i = 0; i < rows; i++) {
        assertEquals(i, plain.get(i), "without a shuffle the order is that of the file");
        assertEquals(i / 98, first.get(i) / 98, "a row stays in its buffer");
      }
    }
  }

  /** A file of many buffers: what is held is bounded by the buffer, whatever the file. */
  @Test
  void aFileLargerThanTheBufferIsReadInConstantMemory() throws IOException {
    try (CsvBatches batches = numbered(60_000, 50, 500)) {
      assertEquals(500, batches.bufferRows());
      batches.shuffle(RandomStream.of(1, "shuffle"));
      for (int i = 0; i < batches.count(); i++) {
        batches.load(i);
        assertTrue(batches.heldRows() <= 500, "holds " + batches.heldRows());
      }
      batches.close();
      assertEquals(0, batches.heldRows());
    }
  }

  /** Numbers, texts and a target; every 50th row lacks x and every 77th is dropped. */
  private Path mixed(int rows) throws IOException {
    RandomStream random = RandomStream.of(3, "rows");
    StringBuilder text = new StringBuilder("x,t,drop,y\n");
    for (int i = 0; i < rows; i++) {
      text.append(i % 50 == 49 ? "" : String.valueOf((float) random.nextGaussian())).append(',');
      text.append("abc".charAt(random.nextInt(3))).append(',');
      text.append(i % 77 == 76 ? "" : "1").append(',').append(i % 2).append('\n');
    }
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  @ParameterizedTest
  @EnumSource(
      value = FeatureScaling.Kind.class,
      names = {"STANDARD", "MINMAX", "ROBUST"})
  void aFitFromBlocksIsThatFromTheWholeTable(FeatureScaling.Kind kind) throws IOException {
    Preprocessing settings =
        Preprocessing.of(kind)
            .encode("t", Encoding.ONE_HOT)
            .missing("x", "median")
            .missing("drop", "drop");
    Path file = mixed(3_000);
    CsvTable table = settings.read(file, "y");
    Preprocessor whole = settings.fit(table, TestData.range(table.rows()), "y");
    try (CsvBatches batches =
        CsvBatches.fit(file, settings, "y", true, Precision.FLOAT32, 10, 70)) {
      Tensor expected = whole.apply(table, Precision.FLOAT32);
      assertTrue(expected.sameBits(batches.preprocessor().apply(table, Precision.FLOAT32)));
    }
  }

  @Test
  void numbersThatWouldHaveToBeKeptAreRefusedBeyondABound() {
    ColumnStatistics column = new ColumnStatistics("Age", 1000);
    column.add(1, 1000);
    var thrown = assertThrows(IllegalArgumentException.class, () -> column.add(1, 1));
    assertTrue(
        thrown.getMessage().startsWith("column Age has more than 1,000 numbers, too many to keep"),
        thrown.getMessage());
    new ColumnStatistics("Age", 0).add(1, 1_000_000);
  }

  @Test
  void aFileThatChangesBetweenPassesIsRefused() throws IOException {
    try (CsvBatches batches = numbered(200, 10, 50)) {
      Path file = folder.resolve("n.csv");
      List<String> lines = Files.readAllLines(file);
      for (int rows : new int[] {195, 150, 210, 0}) {
        List<String> changed = new ArrayList<>(lines.subList(0, Math.min(rows, 200) + 1));
        for (int i = 200; i < rows; i++) {
          changed.add("1,2");
        }
        Files.write(file, changed);
        var thrown = assertThrows(UncheckedIOException.class, () -> pass(batches, null));
        assertTrue(thrown.getMessage().startsWith(file + ": "), thrown.getMessage());
        if (rows > 0) {
          assertEquals(
              file + ": the file has changed: at first it had 200 rows to read",
              thrown.getMessage());
        }
      }
      Files.write(file, lines);
      assertEquals(200, pass(batches, null).size());
      lines.set(120, "x,5");
      Files.write(file, lines);
      var damaged = assertThrows(UncheckedIOException.class, () -> pass(batches, null));
      assertEquals(file + ":121:1: 'x' is not a number in column id", damaged.getMessage());
    }
  }

  @Test
  void batchesComeInOrderAndSizesMustFit() throws IOException {
    try (CsvBatches batches = numbered(100, 10, 50)) {
      batches.load(0);
      batches.load(1);
      var thrown = assertThrows(IllegalStateException.class, () -> batches.load(5));
      assertEquals("batch 5 of 10 of a file is wanted, the next is 2", thrown.getMessage());
    }
    for (int[] sizes : new int[][] {{0, 10}, {11, 10}}) {
      var thrown =
          assertThrows(IllegalArgumentException.class, () -> numbered(5, sizes[0], sizes[1]));
      assertTrue(thrown.getMessage().contains("buffer " + sizes[1] + " rows"));
    }
  }
}
