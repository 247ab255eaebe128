package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** A sample of weight 2 is as good in training as the sample twice. */
class SampleWeightsTest {
  private static final int SAMPLES = 22;
  private static final Dataset DATA = TestData.clouds(Precision.FLOAT64, SAMPLES, 6, 3, 2);
  private static final int[] ALL = TestData.range(SAMPLES);

  @TempDir private Path folder;

  private static Network network() {
    return Network.builder(6)
        .dense(9)
        .activation(UnaryOp.TANH)
        .dense(3)
        .build(Precision.FLOAT64, 1);
  }

  private static Trainer trainer(Network network, String loss) {
    return Trainer.of(network, Losses.named(loss), new Sgd(0.01))
        .backend(TestBackends.simd(1))
        .epochs(3)
        .batchSize(1000);
  }

  private static Tensor targets(String loss) {
    return loss.startsWith("cross") ? DATA.targets() : DATA.oneHotTargets();
  }

  private static History fit(Trainer trainer, String loss, int[] rows) {
    return trainer.fit(DATA.features(), targets(loss), rows);
  }

  /** Returns weights 0, 1, 2, 3, 0, 1, ... */
  private static Tensor counts() {
    return Tensor.of(
        Precision.FLOAT64, SAMPLES, IntStream.of(ALL).mapToDouble(i -> i % 4).toArray());
  }

  private static void assertNear(Network expected, Network actual) {
    Tensor parameters = expected.parameters().all();
    for (int i = 0; i < parameters.size(); i++) {
      assertEquals(parameters.get(i), actual.parameters().all().get(i), 1e-13, "element " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross-entropy",
        "cross-entropy:sum",
        "mse",
        "mse:sum",
        "mse:mean-per-row",
        "bce",
        "mae"
      })
  void aWeightIsACountOfTheSample(String loss) {
    int[] repeated =
        IntStream.of(ALL).flatMap(i -> IntStream.generate(() -> i).limit(i % 4)).toArray();
    Network expected = network();
    History counted = fit(trainer(expected, loss), loss, repeated);
    Network weighted = network();
    History history = fit(trainer(weighted, loss).sampleWeights(counts()), loss, ALL);
    assertNear(expected, weighted);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertEquals(
          counted.epochs().get(epoch).trainLoss(), history.epochs().get(epoch).trainLoss(), 1e-13);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-entropy", "cross-entropy:sum", "mse"})
  void batchesAccumulateByTheirWeights(String loss) {
    Network expected = network();
    History whole = fit(trainer(expected, loss).sampleWeights(counts()), loss, ALL);
    Network parts = network();
    History history =
        fit(
            trainer(parts, loss).sampleWeights(counts()).batchSize(5).accumulate(5).shuffle(false),
            loss,
            ALL);
    assertNear(expected, parts);
    assertEquals(whole.epochs().get(2).trainLoss(), history.epochs().get(2).trainLoss(), 1e-13);
  }

  @Test
  void aBatchOfWeightZeroMovesNothing() {
    Network network = network();
    Network before = network.copy(Precision.FLOAT64);
    Tensor onlyLast = Tensor.zeros(Precision.FLOAT64, SAMPLES, 1);
    onlyLast.set(SAMPLES - 1, 1);
    Callback afterFirst =
        new Callback() {
          @Override
          public void afterBatch(int epoch, int samples, int all, double loss) {
            boolean moved = !network.parameters().all().sameBits(before.parameters().all());
            assertEquals(samples == all, moved, "after " + samples);
            assertEquals(samples == all, loss > 0, "loss " + loss + " after " + samples);
            assertTrue(Double.isFinite(loss), "loss " + loss + " after " + samples);
          }

          @Override
          public void afterEpoch(Training training, EpochResult result) {
            assertTrue(Double.isFinite(result.trainLoss()));
          }
        };
    fit(
        trainer(network, "mse")
            .sampleWeights(onlyLast)
            .batchSize(11)
            .shuffle(false)
            .epochs(1)
            .callback(afterFirst),
        "mse",
        ALL);
  }

  @Test
  void equalWeightsLearnAsNone() {
    Tensor twos = Tensor.zeros(Precision.FLOAT32, SAMPLES, 1);
    twos.fill(2);
    Network plain = network();
    fit(trainer(plain, "cross-entropy").batchSize(5), "cross-entropy", ALL);
    Network weighted = network();
    Trainer trainer = trainer(weighted, "cross-entropy").sampleWeights(twos).batchSize(5);
    twos.fill(0); // a copy was taken
    fit(trainer, "cross-entropy", ALL);
    assertNear(plain, weighted);
  }

  @Test
  void weightsBelongToPositionsWhateverTheOrder() {
    int[] backwards = IntStream.range(0, SAMPLES).map(i -> SAMPLES - 1 - i).toArray();
    Batches batches = new Batches(DATA.features(), DATA.targets(), counts(), backwards, 4);
    assertEquals(2, batches.load(5));
    assertEquals(1, batches.weights(2).get(0));
    assertEquals(0, batches.weights(2).get(1));
    assertEquals(4, batches.load(0));
    assertEquals(1, batches.weights(4).get(0), "sample 21");
  }

  private Trainer checkpointed(Network network, Tensor weights) {
    return Trainer.of(network, Losses.named("cross-entropy"), Adam.of(0.01))
        .batchSize(5)
        .sampleWeights(weights)
        .checkpoints(Checkpoints.in(folder));
  }

  @Test
  void resumedTrainingHasTheSameWeightsAndEndsInTheSameBits() throws IOException {
    Network whole = network();
    Trainer.of(whole, Losses.named("cross-entropy"), Adam.of(0.01))
        .batchSize(5)
        .sampleWeights(counts())
        .epochs(6)
        .fit(DATA.features(), DATA.targets(), ALL);
    checkpointed(network(), counts()).epochs(2).fit(DATA.features(), DATA.targets(), ALL);
    Network resumed = network();
    Trainer rest = checkpointed(resumed, counts()).epochs(6).resume(folder);
    rest.fit(DATA.features(), DATA.targets(), ALL);
    assertTrue(whole.parameters().all().sameBits(resumed.parameters().all()));

    Tensor others = counts();
    others.set(3, 1);
    Trainer other = checkpointed(network(), others).epochs(6).resume(folder);
    assertRefused("data of checksums", () -> other.fit(DATA.features(), DATA.targets(), ALL));
    Trainer none =
        Trainer.of(network(), Losses.named("cross-entropy"), Adam.of(0.01)).batchSize(5).epochs(6);
    none.resume(folder);
    assertRefused("data of checksums", () -> none.fit(DATA.features(), DATA.targets(), ALL));
  }

  @Test
  void weightsThatMakeNoSenseAreRefused() {
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Tensor weights = counts();
      weights.set(7, wrong);
      assertRefused(
          "weight of sample 7 is " + wrong + ", it must be finite and >= 0",
          () -> trainer(network(), "mse").sampleWeights(weights));
    }
    Tensor few = counts().rows(0, 20);
    assertRefused(
        "sample weights are 20 x 1, there are 22 samples",
        () -> fit(trainer(network(), "mse").sampleWeights(few), "mse", ALL));
    Trainer trainer = trainer(network(), "mse").sampleWeights(counts());
    assertRefused(
        "all 2 samples to learn have weight 0", () -> fit(trainer, "mse", new int[] {0, 4}));
    assertRefused("there is no sample 22, there are 22", () -> fit(trainer, "mse", new int[] {22}));
    assertRefused("there are no samples", () -> fit(trainer, "mse", new int[0]));
    Batches batches = new Batches(DATA.features(), DATA.targets(), ALL, 5);
    assertRefused(
        "22 sample weights are given; batches from elsewhere bring their own",
        () -> trainer.fit(batches, null));
  }

  @Test
  void batchesThatBringWeightsAreLearnedByThem() {
    Network expected = network();
    trainer(expected, "cross-entropy")
        .sampleWeights(counts())
        .fit(DATA.features(), DATA.targets(), ALL);
    Network weighted = network();
    Batches batches = new Batches(DATA.features(), DATA.targets(), counts(), ALL, SAMPLES);
    trainer(weighted, "cross-entropy").fit(batches, null);
    assertTrue(expected.parameters().all().sameBits(weighted.parameters().all()));
    Network plain = network();
    trainer(plain, "cross-entropy").fit(DATA.features(), DATA.targets(), ALL);
    assertFalse(expected.parameters().all().sameBits(plain.parameters().all()));
  }

  private static void assertRefused(String message, Executable call) {
    String said = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(said.contains(message), said);
  }
}
