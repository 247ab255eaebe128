package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.Checkpoints;
import org.lanewise.nn.train.History;
import org.lanewise.nn.train.Trainer;

class CsvBatchesTest {
  private static final Preprocessing SETTINGS =
      Preprocessing.of(FeatureScaling.Kind.STANDARD)
          .encode("t", Encoding.ONE_HOT)
          .missing("x", "mean")
          .missing("drop", "drop");

  @TempDir Path folder;

  /** Rows whose class depends on x and t; every 50th lacks x and every 77th is dropped. */
  private Path write(String name, int rows) throws IOException {
    RandomStream random = RandomStream.of(3, "rows");
    Path file = folder.resolve(name);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("id,x,t,drop,y\n");
      for (int i = 0; i < rows; i++) {
        double x = random.nextGaussian();
        int t = random.nextInt(3);
        String cell = i % 50 == 49 ? "" : String.valueOf((float) x);
        String drop = i % 77 == 76 ? "" : "1";
        int kind = x + t > 1 ? 1 : 0;
        out.write(i + "," + cell + "," + "abc".charAt(t) + "," + drop + "," + kind + "\n");
      }
    }
    return file;
  }

  private CsvBatches open(Path file, int batchSize, int bufferRows) throws IOException {
    return CsvBatches.fit(
        file, SETTINGS.ignore("id"), "y", true, Precision.FLOAT32, batchSize, bufferRows);
  }

  private static Network network(int inputs) {
    return Network.builder(inputs)
        .dense(8)
        .activation(UnaryOp.RELU)
        .dropout(0.2)
        .dense(2)
        .build(Precision.FLOAT32, 1);
  }

  private static Trainer trainer(Network network) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), Adam.of(0.01))
        .backend(TestBackends.simd(1))
        .epochs(3)
        .batchSize(32)
        .seed(5)
        .classes(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_024, 5_000})
  void aBufferThatHoldsEverythingTrainsToTheBitsOfTrainingInMemory(int bufferRows)
      throws IOException {
    Path file = write("t.csv", 900);
    Path other = write("v.csv", 300);
    Preprocessing settings = SETTINGS.ignore("id");
    CsvTable table = settings.read(file, "y");
    int[] all = TestData.range(table.rows());
    Preprocessor fitted = settings.fit(table, all, "y", Precision.FLOAT32);
    List<String> labels = CsvDataset.labels(table, "y");
    Dataset data = CsvDataset.of(table, fitted, "y", labels, Precision.FLOAT32);
    CsvTable watched = fitted.read(other, "y", labels);
    Dataset held = CsvDataset.of(watched, fitted, "y", labels, Precision.FLOAT32);

    Network inMemory = network(data.inputs());
    History expected =
        trainer(inMemory)
            .fit(
                new Batches(data.features(), data.targets(), all, 32),
                new Batches(held.features(), held.targets(), held.allRows(), 32));
    Network streamed = network(data.inputs());
    History actual;
    try (CsvBatches batches = open(file, 32, bufferRows);
        CsvBatches validation = batches.of(other)) {
      assertEquals(labels, batches.labels());
      assertEquals(fitted.columns(), batches.preprocessor().columns());
      actual = trainer(streamed).fit(batches, validation);
    }
    assertTrue(streamed.parameters().all().sameBits(inMemory.parameters().all()));
    for (int i = 0; i < 3; i++) {
      assertEquals(expected.epochs().get(i).trainLoss(), actual.epochs().get(i).trainLoss());
      assertEquals(
          expected.epochs().get(i).validationLoss(), actual.epochs().get(i).validationLoss());
    }
    assertTrue(actual.epochs().get(2).validationAccuracy() > 0.85, "and it has learned");
  }

  @Test
  void aStreamedTrainingThatWasResumedEndsInTheSameBits() throws IOException {
    Path file = write("t.csv", 900);
    Path place = folder.resolve("checkpoints");
    try (CsvBatches batches = open(file, 32, 128)) {
      Network whole = network(batches.preprocessor().inputs());
      trainer(whole).fit(batches, null);
      Network resumed = network(batches.preprocessor().inputs());
      trainer(resumed).epochs(2).checkpoints(Checkpoints.in(place)).fit(batches, null);
      assertFalse(whole.parameters().all().sameBits(resumed.parameters().all()));
      Network other = network(batches.preprocessor().inputs());
      trainer(other).resume(place).fit(batches, null);
      assertTrue(whole.parameters().all().sameBits(other.parameters().all()));
    }
  }

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
  void aFileLargerThanTheBufferIsLearnedInConstantMemory() throws IOException {
    Path file = write("large.csv", 60_000);
    try (CsvBatches batches = open(file, 50, 500)) {
      assertEquals(500, batches.bufferRows());
      assertTrue(batches.samples() > 100 * batches.bufferRows());
      for (int i = 0; i < 25; i++) {
        batches.load(i);
        assertTrue(batches.heldRows() <= 500, "holds " + batches.heldRows());
      }
      Network network = network(batches.preprocessor().inputs());
      History history = trainer(network).epochs(1).fit(batches, null);
      assertTrue(history.epochs().get(0).trainAccuracy() > 0.85);
      assertTrue(batches.heldRows() <= 500, "holds " + batches.heldRows());
      batches.close();
      assertEquals(0, batches.heldRows());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FeatureScaling.Kind.class,
      names = {"STANDARD", "MINMAX", "ROBUST"})
  void aFitFromBlocksIsThatFromTheWholeTable(FeatureScaling.Kind kind) throws IOException {
    Path file = write("t.csv", 3_000);
    Preprocessing settings =
        new Preprocessing(
                kind,
                SETTINGS.encodings(),
                SETTINGS.missing(),
                SETTINGS.ignored(),
                SETTINGS.unknownAsZeros())
            .missing("x", "median");
    CsvTable table = settings.read(file, "y");
    Preprocessor whole = settings.fit(table, TestData.range(table.rows()), "y", Precision.FLOAT32);
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
