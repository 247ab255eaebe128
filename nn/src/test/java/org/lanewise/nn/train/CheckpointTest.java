package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.model.ModelFile;
import org.lanewise.nn.model.ModelFormatException;
import org.lanewise.nn.model.SafeTensors;
import org.lanewise.nn.model.TensorData;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.GradientClipping;
import org.lanewise.nn.optim.LearningRate;
import org.lanewise.nn.optim.Momentum;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Regularization;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.EarlyStopping.Monitor;

/** Training that was interrupted and resumed ends in the bits of training that was not. */
class CheckpointTest {
  private static final int EPOCHS = 7;
  private static final int[] HELD = Arrays.stream(TestData.range(60)).skip(45).toArray();

  @TempDir private Path folder;

  /** Stands for the end of the process: what the trainer had in memory is lost. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Dataset data(Precision precision) {
    return TestData.clouds(precision, 60, 6, 3, 2);
  }

  private static Network network(Precision precision) {
    return Network.builder(6)
        .dense(20)
        .batchNorm()
        .activation(UnaryOp.RELU)
        .dropout(0.3)
        .dense(3)
        .build(precision, 1);
  }

  private static Trainer trainer(Network network, Optimizer optimizer) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), optimizer)
        .backend(TestBackends.simd(1))
        .classes(3)
        .batchSize(16)
        .accumulate(2)
        .epochs(EPOCHS)
        .seed(5)
        .validation(HELD);
  }

  private static History fit(Trainer trainer, Precision precision) {
    Dataset data = data(precision);
    return trainer.fit(data.features(), data.targets(), TestData.range(45));
  }

  /** Trains until killed in the middle of the epoch after the one given. */
  private static void killAfter(int epoch, Trainer trainer, Precision precision) {
    Callback killer =
        new Callback() {
          @Override
          public void afterBatch(int now, int samples, int total, double loss) {
            if (now == epoch + 1 && samples > 16) {
              throw new Killed();
            }
          }

          @Override
          public void afterEpoch(Training training, EpochResult result) {}
        };
    assertThrows(Killed.class, () -> fit(trainer.callback(killer), precision));
  }

  private byte[] modelFile(Network network) throws IOException {
    Path file = folder.resolve("model.safetensors");
    FeatureScaling none = FeatureScaling.none(6);
    List<String> labels = List.of("a", "b", "c");
    ModelFile.save(file, new Model(network, none, "cross-entropy", labels, List.of(), Map.of()));
    return Files.readAllBytes(file);
  }

  private static void assertSameCourse(History expected, History actual) {
    assertEquals(expected.epochs().size(), actual.epochs().size());
    for (int i = 0; i < expected.epochs().size(); i++) {
      double[] want = expected.epochs().get(i).values();
      double[] have = actual.epochs().get(i).values();
      want[5] = have[5] = want[6] = have[6] = 0; // seconds and speed
      assertArrayEquals(want, have, "epoch " + (i + 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void resumedTrainingEndsInTheSameBitsWhereverItWasKilled(Precision precision) throws IOException {
    Network whole = network(precision);
    History course = fit(trainer(whole, Adam.of(0.02)), precision);
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      Path place = folder.resolve("killed after " + epoch);
      killAfter(
          epoch,
          trainer(network(precision), Adam.of(0.02)).checkpoints(Checkpoints.in(place)),
          precision);
      Network resumed = network(precision);
      History rest =
          fit(
              trainer(resumed, Adam.of(0.02)).checkpoints(Checkpoints.in(place)).resume(place),
              precision);
      assertTrue(
          whole.parameters().all().sameBits(resumed.parameters().all()), "killed after " + epoch);
      assertArrayEquals(modelFile(whole), modelFile(resumed));
      assertSameCourse(course, rest);
    }
  }

  /** The rate falls with the validation losses, those of before the interruption among them. */
  @Test
  void resumedTrainingGoesOnWithItsScheduleAndWhatKeepsWeightsSmall() throws IOException {
    Network whole = network(Precision.FLOAT32);
    History course = fit(restrained(whole), Precision.FLOAT32);
    double last = course.epochs().get(EPOCHS - 1).learningRate();
    assertTrue(last < 0.5, "the rate never fell, it is " + last);
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      Path place = folder.resolve("killed after " + epoch);
      Trainer killed = restrained(network(Precision.FLOAT32)).checkpoints(Checkpoints.in(place));
      killAfter(epoch, killed, Precision.FLOAT32);
      Network resumed = network(Precision.FLOAT32);
      History rest = fit(restrained(resumed).resume(place), Precision.FLOAT32);
      assertTrue(whole.parameters().all().sameBits(resumed.parameters().all()), place.toString());
      assertSameCourse(course, rest);
    }
  }

  private static Trainer restrained(Network network) {
    LearningRate plateau = LearningRate.onPlateau(0.5, 0, 0.05);
    return trainer(network, new Momentum(0.5, 0.5))
        .schedule(LearningRate.warmUp(3, plateau))
        .regularization(new Regularization(1e-4, 1e-3, 0.01, 2, false))
        .clipNorm(1);
  }

  static Stream<Backend> backends() {
    return TestBackends.all();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theMachineThatResumesMayHaveOtherThreadsAndAnotherBackend(Backend backend)
      throws IOException {
    Precision precision = Precision.FLOAT32;
    Network whole = network(precision);
    fit(trainer(whole, new Momentum(0.1, 0.9)), precision);
    killAfter(
        3,
        trainer(network(precision), new Momentum(0.1, 0.9)).checkpoints(Checkpoints.in(folder)),
        precision);
    Network resumed = network(precision);
    fit(trainer(resumed, new Momentum(0.1, 0.9)).backend(backend).resume(folder), precision);
    assertTrue(whole.parameters().all().sameBits(resumed.parameters().all()));
  }

  @Test
  void earlyStoppingGoesOnWhereItWas() throws IOException {
    Precision precision = Precision.FLOAT32;
    UnaryOperator<Trainer> stopping =
        trainer -> trainer.epochs(100).earlyStopping(EarlyStopping.of(4));
    Network whole = network(precision);
    History course = fit(stopping.apply(trainer(whole, Adam.of(0.05))), precision);
    int stopped = course.epochs().size();
    int best = Monitor.VALIDATION_LOSS.best(course).epoch();
    assertTrue(stopped < 100 && best > 1);
    for (int epoch : new int[] {best - 1, best, best + 2, stopped - 1}) {
      Path place = folder.resolve("killed after " + epoch);
      Checkpoints all = new Checkpoints(place, 1, 100, null);
      killAfter(
          epoch,
          stopping.apply(trainer(network(precision), Adam.of(0.05))).checkpoints(all),
          precision);
      Network resumed = network(precision);
      History rest =
          fit(
              stopping.apply(trainer(resumed, Adam.of(0.05))).checkpoints(all).resume(place),
              precision);
      assertSameCourse(course, rest);
      assertTrue(whole.parameters().all().sameBits(resumed.parameters().all()), "from " + epoch);
      // The training is over: resumed once more it learns nothing and ends in the same bits.
      Network again = network(precision);
      fit(stopping.apply(trainer(again, Adam.of(0.05))).resume(place), precision);
      assertTrue(whole.parameters().all().sameBits(again.parameters().all()), "after the end");
    }
  }

  @Test
  void aFinishedTrainingIsTrainedFurtherToTheBitsOfALongerOne() throws IOException {
    Precision precision = Precision.FLOAT64;
    Network longer = network(precision);
    fit(trainer(longer, Adam.of(0.02)), precision);
    Network network = network(precision);
    fit(trainer(network, Adam.of(0.02)).epochs(3).checkpoints(Checkpoints.in(folder)), precision);
    fit(trainer(network, Adam.of(0.02)).resume(folder), precision);
    assertTrue(longer.parameters().all().sameBits(network.parameters().all()));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void trainWith(Checkpoints checkpoints) {
    fit(
        trainer(network(Precision.FLOAT32), Adam.of(0.05)).checkpoints(checkpoints),
        Precision.FLOAT32);
  }

  @Test
  void theLastTwoAreKeptAndNothingElse() throws IOException {
    trainWith(Checkpoints.in(folder));
    assertEquals(List.of("epoch-000006.safetensors", "epoch-000007.safetensors"), names());
  }

  @Test
  void everyThirdEpochAndTheLastAreWritten() throws IOException {
    trainWith(new Checkpoints(folder, 3, 10, null));
    assertEquals(
        List.of("epoch-000003.safetensors", "epoch-000006.safetensors", "epoch-000007.safetensors"),
        names());
  }

  @Test
  void onlyTheBestIsWritten() throws IOException {
    Network network = network(Precision.FLOAT32);
    History history =
        fit(
            trainer(network, Adam.of(0.3))
                .checkpoints(new Checkpoints(folder, 1, 1, Monitor.VALIDATION_LOSS)),
            Precision.FLOAT32);
    int best = Monitor.VALIDATION_LOSS.best(history).epoch();
    assertTrue(best < EPOCHS, "the last is not the best");
    assertEquals(List.of("epoch-00000" + best + ".safetensors"), names());
  }

  @Test
  void aFolderOfAnotherTrainingIsRefusedUntouched() throws IOException {
    trainWith(Checkpoints.in(folder));
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> trainWith(Checkpoints.in(folder)));
    assertEquals(
        folder + ": has checkpoints of another training; resume it, or choose another folder",
        refused.getCause().getMessage());
    assertEquals(2, names().size());
  }

  /** Expects that a changed training refuses the checkpoint and leaves its network alone. */
  private void assertRefused(String reason, Network network, Trainer trainer, Dataset data)
      throws IOException {
    Tensor before = network.parameters().all().copy(network.precision());
    trainer.resume(folder);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> trainer.fit(data.features(), data.targets(), TestData.range(45)));
    assertEquals(
        folder.resolve("epoch-000007.safetensors")
            + ": is of a training with "
            + reason
            + "; resume with the same, or train anew",
        refused.getMessage());
    assertTrue(before.sameBits(network.parameters().all()));
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefusedWithWhatDiffers() throws IOException {
    Precision precision = Precision.FLOAT32;
    trainWith(Checkpoints.in(folder));
    Dataset data = data(precision);
    Map<String, Consumer<Trainer>> changes = new LinkedHashMap<>();
    changes.put("seed 5, this one has seed 6", trainer -> trainer.seed(6));
    changes.put(
        "batches of 16, 2 a step, this one has batches of 17, 2 a step",
        trainer -> trainer.batchSize(17));
    changes.put(
        "batches of 16, 2 a step, this one has batches of 16, 3 a step",
        trainer -> trainer.accumulate(3));
    changes.put("shuffling true, this one has shuffling false", trainer -> trainer.shuffle(false));
    changes.put(
        "45 samples, 15 to validate, this one has 45 samples, 0 to validate",
        trainer -> trainer.validation(new int[0]));
    changes.put(
        "schedule constant, this one has schedule inverse 9",
        trainer -> trainer.schedule(LearningRate.inverse(9)));
    changes.put(
        Regularization.NONE + ", this one has " + Regularization.l2(1),
        trainer -> trainer.regularization(Regularization.l2(1)));
    changes.put(
        GradientClipping.NONE + ", this one has " + GradientClipping.NONE.byNorm(2),
        trainer -> trainer.clipNorm(2));
    changes.put("3 classes, this one has 0 classes", trainer -> trainer.classes(0));
    changes.put("7 epochs done, this one has only 6", trainer -> trainer.epochs(6));
    changes.put(
        "callbacks [], this one has callbacks [" + EarlyStopping.of(3) + "]",
        trainer -> trainer.earlyStopping(EarlyStopping.of(3)));
    for (var change : changes.entrySet()) {
      Network network = network(precision);
      Trainer trainer = trainer(network, Adam.of(0.05));
      change.getValue().accept(trainer);
      assertRefused(change.getKey(), network, trainer, data);
    }
    Network network = network(precision);
    assertRefused(
        "optimizer " + Adam.of(0.05) + ", this one has optimizer " + new Momentum(0.05, 0.9),
        network,
        trainer(network, new Momentum(0.05, 0.9)),
        data);
    Network wider =
        Network.builder(6)
            .dense(21)
            .activation(UnaryOp.RELU)
            .dropout(0.3)
            .dense(3)
            .build(precision, 1);
    assertRefused(
        "layers " + network.layers() + ", this one has layers " + wider.layers(),
        wider,
        trainer(wider, Adam.of(0.05)),
        data);
    Network twice = network(Precision.FLOAT64);
    assertRefused(
        "precision FLOAT32, this one has precision FLOAT64",
        twice,
        trainer(twice, Adam.of(0.05)),
        data(Precision.FLOAT64));
  }

  @Test
  void otherDataOfTheSameSizeAreRefused() throws IOException {
    trainWith(Checkpoints.in(folder));
    Dataset data = data(Precision.FLOAT32);
    data.features().set(0, -data.features().get(0));
    data.features().set(1, -data.features().get(1));
    Trainer trainer = trainer(network(Precision.FLOAT32), Adam.of(0.05)).resume(folder);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer.fit(data.features(), data.targets(), TestData.range(45)))
            .getMessage();
    assertTrue(message.contains("data of checksums"), message);
  }

  @Test
  void damageAnywhereInACheckpointIsFound() throws IOException {
    trainWith(Checkpoints.in(folder));
    Path file = folder.resolve("epoch-000007.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Path damaged = folder.resolve("damaged.safetensors");
    Trainer trainer = trainer(network(Precision.FLOAT32), Adam.of(0.05));
    int header = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    for (int at = bytes.length - 1; at >= header; at -= 47) {
      byte[] copy = bytes.clone();
      copy[at] ^= (byte) (1 << at % 8);
      Files.write(damaged, copy);
      String message =
          assertThrows(ModelFormatException.class, () -> trainer.resume(damaged)).getMessage();
      assertTrue(message.startsWith(damaged + ": is damaged: its checksum is "), message);
      assertTrue(message.endsWith("; resume from an older one"), message);
    }
    for (int length : new int[] {0, 7, 100, bytes.length / 2, bytes.length - 1}) {
      Files.write(damaged, Arrays.copyOf(bytes, length));
      assertThrows(ModelFormatException.class, () -> trainer.resume(damaged));
    }
  }

  @Test
  void whatIsNoCheckpointIsRefused() throws IOException {
    Trainer trainer = trainer(network(Precision.FLOAT32), Adam.of(0.05));
    assertMessage(folder + ": has no checkpoint to resume from", () -> trainer.resume(folder));
    Path model = folder.resolve("model.safetensors");
    modelFile(network(Precision.FLOAT32));
    assertMessage(
        model + ": is not a lanewise checkpoint 1, as its metadata would say",
        () -> trainer.resume(model));
    Tensor cube = Tensor.zeros(Precision.FLOAT64, 1, 8);
    Path odd = folder.resolve("odd.safetensors");
    SafeTensors.write(
        odd,
        Map.of("format", "lanewise checkpoint 1"),
        List.of(new TensorData("history", List.of(2L, 2L, 2L), cube)));
    assertTrue(
        assertThrows(ModelFormatException.class, () -> trainer.resume(odd))
            .getMessage()
            .contains("is not a matrix"));
    assertThrows(
        IOException.class, () -> trainer.resume(folder.resolve("epoch-000001.safetensors")));
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(ModelFormatException.class, call).getMessage());
  }

  @Test
  void aKilledWriterLeavesOnlyWholeCheckpoints() throws IOException {
    trainWith(Checkpoints.in(folder));
    Files.writeString(folder.resolve(".epoch-000008.safetensors.1234.tmp"), "half of it");
    Network resumed = network(Precision.FLOAT32);
    fit(trainer(resumed, Adam.of(0.05)).epochs(8).resume(folder), Precision.FLOAT32);
    Network whole = network(Precision.FLOAT32);
    fit(trainer(whole, Adam.of(0.05)).epochs(8), Precision.FLOAT32);
    assertTrue(whole.parameters().all().sameBits(resumed.parameters().all()));
  }

  @Test
  void checkpointsThatMakeNoSenseAreRefused() {
    for (int[] wrong : new int[][] {{0, 1}, {1, 0}}) {
      assertEquals(
          "checkpoints every %d epochs, keeping %d; both must be at least 1"
              .formatted(wrong[0], wrong[1]),
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new Checkpoints(folder, wrong[0], wrong[1], null))
              .getMessage());
    }
  }

  @Test
  void writingCheckpointsDoesNotChangeTheResult() {
    Network with = network(Precision.FLOAT32);
    fit(trainer(with, Adam.of(0.05)).checkpoints(Checkpoints.in(folder)), Precision.FLOAT32);
    Network without = network(Precision.FLOAT32);
    fit(trainer(without, Adam.of(0.05)), Precision.FLOAT32);
    assertTrue(with.parameters().all().sameBits(without.parameters().all()));
    assertFalse(with.parameters().all().sameBits(network(Precision.FLOAT32).parameters().all()));
  }
}
