package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** Batch, mini-batch and per-sample training, the order of samples, and accumulated gradients. */
class BatchTrainingTest {
  private static final Dataset DATA = TestData.clouds(Precision.FLOAT64, 22, 6, 3, 2);

  private static Network network() {
    return Network.builder(6)
        .dense(9)
        .activation(UnaryOp.TANH)
        .dense(3)
        .build(Precision.FLOAT64, 1);
  }

  private static Trainer trainer(Network network) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), new Sgd(0.1))
        .backend(TestBackends.simd(1))
        .epochs(3);
  }

  private static Tensor trained(Trainer trainer, Network network) {
    trainer.fit(DATA.features(), DATA.targets(), DATA.allRows());
    return network.parameters().all();
  }

  private static void assertNear(Tensor expected, Tensor actual, double tolerance) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), actual.get(i), tolerance, "element " + i);
    }
  }

  private static int steps(int batchSize, int accumulated) {
    int[] steps = new int[1];
    trainer(network())
        .batchSize(batchSize)
        .accumulate(accumulated)
        .callback((training, result) -> steps[0] = training.step().steps())
        .fit(DATA.features(), DATA.targets(), DATA.allRows());
    return steps[0];
  }

  @ParameterizedTest(name = "batches of {0}, {1} a step: {2} steps in three epochs of 22 samples")
  @CsvSource({"22,1,3", "1000,1,3", "5,1,15", "1,1,66", "5,2,9", "5,3,6", "1,22,3", "1,4,18"})
  void anEpochHasAStepForEachBatchOrGroupOfBatches(int batchSize, int accumulated, int steps) {
    assertEquals(steps, steps(batchSize, accumulated));
  }

  @Test
  @DisplayName("acceptance point 11: the mean of gradients is that of the batch")
  void theMeanOfTheGradientsOfSamplesIsTheGradientOfTheBatch() {
    Network network = network();
    Tensor before = network.parameters().all().copy(Precision.FLOAT64);
    TrainingStep step =
        new TrainingStep(
            network, new SoftmaxCrossEntropy(), new Sgd(0.1), TestBackends.simd(1), 22);
    step.run(DATA.features(), DATA.targets(), 0);
    Tensor whole = step.gradients().values().all().copy(Precision.FLOAT64);
    network.parameters().all().copyFrom(before);
    for (int i = 0; i < 22; i++) {
      step.run(DATA.features().rows(i, 1), DATA.targets().rows(i, 1), null, 0, i == 21);
    }
    assertNear(whole, step.gradients().values().all(), 1e-6);
    assertNear(whole, step.gradients().values().all(), 1e-14);
    assertEquals(2, step.steps());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 11: gradients sample by sample")
  void samplesOneByOneGiveTheGradientOfTheBatchWithEveryReduction(Reduction reduction) {
    for (String name : List.of("cross-entropy", "mse", "bce")) {
      Loss loss = Losses.named(name + ":" + reduction);
      Tensor targets = name.equals("cross-entropy") ? DATA.targets() : DATA.oneHotTargets();
      TrainingStep whole =
          new TrainingStep(network(), loss, new Sgd(0.1), TestBackends.simd(1), 22);
      whole.run(DATA.features(), targets, 0);
      TrainingStep parts =
          new TrainingStep(network(), loss, new Sgd(0.1), TestBackends.simd(1), 22);
      for (int i = 0; i < 22; i++) {
        parts.run(DATA.features().rows(i, 1), targets.rows(i, 1), null, 0, i == 21);
      }
      assertNear(whole.gradients().values().all(), parts.gradients().values().all(), 1e-13);
    }
  }

  static List<Backend> backends() {
    return TestBackends.all().toList();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void batchesAccumulatedLearnAsOneLargeBatchToRounding(Backend backend) {
    for (int accumulated : new int[] {2, 3, 4}) {
      Network large = network();
      Network parts = network();
      trained(trainer(large).backend(backend).batchSize(5 * accumulated), large);
      trained(trainer(parts).backend(backend).batchSize(5).accumulate(accumulated), parts);
      assertNear(large.parameters().all(), parts.parameters().all(), 1e-12);
      assertFalse(large.parameters().all().sameBits(network().parameters().all()));
    }
  }

  @Test
  void aStepOfOneBatchHasTheBitsOfNoAccumulation() {
    Network plain = network();
    Network one = network();
    trained(trainer(plain).batchSize(5), plain);
    trained(trainer(one).batchSize(5).accumulate(1), one);
    assertTrue(plain.parameters().all().sameBits(one.parameters().all()));
  }

  /** The outputs of a line of slope 0 are 0, so the losses are the squares of the targets. */
  private static List<Double> order(Trainer settings, int epochs) {
    List<Double> order = new ArrayList<>();
    double[] before = new double[2];
    settings
        .batchSize(1)
        .epochs(epochs)
        .callback(
            new Callback() {
              @Override
              public void afterBatch(int epoch, int samples, int total, double loss) {
                before[0] = samples == 1 ? 0 : before[0];
                order.add((double) Math.round(Math.sqrt(samples * loss - before[0])));
                before[0] = samples * loss;
              }

              @Override
              public void afterEpoch(Training training, EpochResult result) {}
            });
    settings.fit(
        Tensor.zeros(Precision.FLOAT64, 6, 1),
        Tensor.of(Precision.FLOAT64, 6, 1, 2, 3, 4, 5, 6),
        TestData.range(6));
    return order;
  }

  private static Trainer still() {
    Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    return Trainer.of(line, new MeanSquaredError(), new Sgd(1e-300)).backend(TestBackends.simd(1));
  }

  @Test
  @DisplayName("acceptance point 11: epochs are shuffled")
  void theOrderIsShuffledAnewEachEpochAndFollowsFromTheSeed() {
    List<Double> order = order(still().seed(4), 3);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertEquals(
          List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
          order.subList(6 * epoch, 6 * epoch + 6).stream().sorted().toList(),
          "every sample once");
    }
    assertFalse(order.subList(0, 6).equals(order.subList(6, 12)), order.toString());
    assertEquals(order, order(still().seed(4), 3));
    assertFalse(order.equals(order(still().seed(5), 3)));
  }

  @Test
  void withoutShufflingTheOrderIsThatOfTheRows() {
    Double[] twice = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    assertEquals(Arrays.asList(twice), order(still().shuffle(false), 2));
  }

  @Test
  void accumulatingNothingIsRefused() {
    assertEquals(
        "batches accumulated is 0, it must be at least 1",
        assertThrows(IllegalArgumentException.class, () -> trainer(network()).accumulate(0))
            .getMessage());
  }

  /** Exclusive or of two signs among four features, every sixth label wrong where it is learned. */
  private static History curve(int hidden, EarlyStopping stopping) {
    Tensor x = TestData.gaussian(Precision.FLOAT64, 500, 4, 3);
    Tensor y = Tensor.zeros(Precision.FLOAT64, 500, 1);
    for (int i = 0; i < 500; i++) {
      boolean differ = x.get(i, 0) > 0 ^ x.get(i, 1) > 0;
      y.set(i, differ ^ (i < 200 && i % 6 == 0) ? 1 : 0);
    }
    Network.Builder builder = Network.builder(4);
    if (hidden > 0) {
      builder.dense(hidden).activation(UnaryOp.RELU);
    }
    Trainer trainer =
        Trainer.of(
                builder.dense(2).build(Precision.FLOAT64, 1),
                new SoftmaxCrossEntropy(),
                Adam.of(0.02))
            .backend(TestBackends.simd(1))
            .batchSize(50)
            .epochs(300)
            .classes(2)
            .validation(Arrays.stream(TestData.range(500)).skip(200).toArray());
    if (stopping != null) {
      trainer.earlyStopping(stopping);
    }
    return trainer.fit(x, y, TestData.range(200));
  }

  @Test
  @DisplayName("acceptance point 17: underfitting and overfitting")
  void aModelTooSmallUnderfitsOneTooLargeOverfitsAndEarlyStoppingEndsInBetween() {
    EpochResult line = curve(0, null).epochs().get(299);
    assertTrue(line.trainLoss() > 0.6, "a line cannot tell them apart: " + line);
    assertTrue(line.validationLoss() > 0.6, line.toString());

    History large = curve(100, null);
    EpochResult last = large.epochs().get(299);
    EpochResult best = EarlyStopping.Monitor.VALIDATION_LOSS.best(large);
    assertTrue(last.trainLoss() < 0.1, "wrong labels are learned by heart: " + last);
    assertTrue(best.epoch() < 100, best.toString());
    assertTrue(best.validationLoss() < 0.75 * line.validationLoss(), best + " and " + line);
    assertTrue(last.validationLoss() > 2 * best.validationLoss(), best + " then " + last);

    History stopped = curve(100, EarlyStopping.of(40));
    assertEquals(best.epoch() + 40, stopped.epochs().size());
  }
}
