package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.CsvBatches;
import org.lanewise.nn.data.CsvDataset;
import org.lanewise.nn.data.CsvTable;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Preprocessing;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.data.Preprocessor;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;

/** Training from a file in parts is training from memory. */
class StreamedTrainingTest {
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
    Preprocessor fitted = settings.fit(table, all, "y");
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

  @Test
  void aFileOfMoreThanAHundredBuffersIsLearned() throws IOException {
    try (CsvBatches batches = open(write("large.csv", 60_000), 50, 500)) {
      assertTrue(batches.samples() > 100 * batches.bufferRows());
      Network network = network(batches.preprocessor().inputs());
      History history = trainer(network).epochs(1).fit(batches, null);
      assertTrue(history.epochs().get(0).trainAccuracy() > 0.85);
    }
  }
}
