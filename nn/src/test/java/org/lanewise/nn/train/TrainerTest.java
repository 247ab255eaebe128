package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerPass;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.LearningRate;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Regularization;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class TrainerTest {
  private final Loss loss = new SoftmaxCrossEntropy();

  private static Network network(Precision precision) {
    return Network.builder(6)
        .dense(20)
        .activation(UnaryOp.RELU)
        .dropout(0.2)
        .dense(3)
        .build(precision, 1);
  }

  private static Trainer trainer(Network network) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), Adam.of(0.01))
        .backend(TestBackends.simd(1))
        .classes(3)
        .batchSize(16);
  }

  private static Tensor trained(Precision precision, long seed) {
    Dataset data = TestData.clouds(precision, 90, 6, 3, 2);
    Network network = network(precision);
    trainer(network).epochs(3).seed(seed).fit(data.features(), data.targets(), data.allRows());
    return network.parameters().all();
  }

  @Test
  void anEasyProblemIsLearned() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 300, 6, 3, 2);
    List<EpochResult> epochs =
        trainer(network(Precision.FLOAT32))
            .epochs(20)
            .fit(data.features(), data.targets(), data.allRows())
            .epochs();
    assertEquals(20, epochs.size());
    assertTrue(epochs.get(19).trainLoss() < epochs.get(0).trainLoss() / 4, epochs.toString());
    assertTrue(epochs.get(19).trainAccuracy() > 0.97, epochs.toString());
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedEndsInTheSameBitsAndAnotherSeedDoesNot(Precision precision) {
    Tensor first = trained(precision, 5);
    assertTrue(first.sameBits(trained(precision, 5)));
    assertFalse(first.sameBits(trained(precision, 6)));
  }

  @Test
  void backendsAndThreadCountsEndInTheSameBits() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 100, 130, 3, 2);
    List<Tensor> ends = new ArrayList<>();
    for (Backend backend :
        List.of(
            TestBackends.scalar(),
            TestBackends.simd(1),
            TestBackends.simd(2),
            TestBackends.simd(3))) {
      // Wide enough that products and updates are shared out among threads.
      Network network =
          Network.builder(130)
              .dense(520)
              .activation(UnaryOp.TANH)
              .dropout(0.3)
              .dense(3)
              .build(Precision.FLOAT32, 1);
      trainer(network)
          .backend(backend)
          .batchSize(64)
          .epochs(2)
          .fit(data.features(), data.targets(), data.allRows());
      ends.add(network.parameters().all());
    }
    for (int i = 1; i < ends.size(); i++) {
      assertTrue(ends.get(0).sameBits(ends.get(i)), "backend " + i);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      assertTrue(
          thread.isDaemon() || !thread.getName().startsWith("lanewise"), thread + " is no daemon");
    }
  }

  @Test
  void someoneWatchingDoesNotChangeTheResult() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 90, 6, 3, 2);
    Network network = network(Precision.FLOAT32);
    List<String> seen = new ArrayList<>();
    Callback watcher =
        new Callback() {
          @Override
          public void afterBatch(int epoch, int samples, int total, double mean) {
            seen.add(epoch + ":" + samples + "/" + total);
          }

          @Override
          public void afterEpoch(Training training, EpochResult result) {
            seen.add("epoch " + result.epoch());
          }
        };
    trainer(network)
        .batchSize(40)
        .epochs(2)
        .callback(watcher)
        .fit(data.features(), data.targets(), data.allRows());
    assertEquals(
        List.of(
            "1:40/90", "1:80/90", "1:90/90", "epoch 1", "2:40/90", "2:80/90", "2:90/90", "epoch 2"),
        seen);
    Network alone = network(Precision.FLOAT32);
    trainer(alone).batchSize(40).epochs(2).fit(data.features(), data.targets(), data.allRows());
    assertTrue(alone.parameters().all().sameBits(network.parameters().all()));
  }

  @Test
  void aBatchLargerThanTheDataIsTheWholeOfIt() {
    Dataset data = TestData.clouds(Precision.FLOAT64, 30, 6, 3, 2);
    Network exact = network(Precision.FLOAT64);
    Network larger = network(Precision.FLOAT64);
    trainer(exact).batchSize(30).fit(data.features(), data.targets(), data.allRows());
    trainer(larger).batchSize(1000).fit(data.features(), data.targets(), data.allRows());
    assertTrue(exact.parameters().all().sameBits(larger.parameters().all()));
  }

  @Test
  void theLastShortBatchCountsByItsSamplesInTheMeanLoss() {
    Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    Tensor x = Tensor.zeros(Precision.FLOAT64, 10, 1);
    Tensor y = Tensor.of(Precision.FLOAT64, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    // A rate this small moves nothing, so the outputs stay 0 and the losses are the squares.
    List<Double> means = new ArrayList<>();
    Callback watcher =
        new Callback() {
          @Override
          public void afterBatch(int epoch, int samples, int total, double mean) {
            means.add(mean);
          }

          @Override
          public void afterEpoch(Training training, EpochResult result) {}
        };
    double mean =
        Trainer.of(line, new MeanSquaredError(), new Sgd(1e-300))
            .batchSize(4)
            .epochs(1)
            .callback(watcher)
            .fit(x, y, TestData.range(10))
            .epochs()
            .get(0)
            .trainLoss();
    assertEquals(38.5, mean, 1e-12, "385 / 10, whatever the order");
    assertEquals(3, means.size());
    assertEquals(mean, means.get(2));
    double last = (means.get(2) * 10 - means.get(1) * 8) / 2;
    double first = means.get(0);
    double second = means.get(1) * 2 - first;
    assertTrue(Math.abs((first + second + last) / 3 - 38.5) > 0.1, "a mean of means would differ");
  }

  @Test
  void theGradientOfTheWholeIsTheMeanOfTheGradientsOfSamples() {
    Dataset data = TestData.clouds(Precision.FLOAT64, 23, 6, 3, 2);
    Network network =
        Network.builder(6).dense(9).activation(UnaryOp.TANH).dense(3).build(Precision.FLOAT64, 1);
    Tensor whole = gradient(network, data.features(), data.targets());
    double[] sums = new double[whole.size()];
    for (int i = 0; i < 23; i++) {
      Tensor one = gradient(network, data.features().rows(i, 1), data.targets().rows(i, 1));
      for (int j = 0; j < sums.length; j++) {
        sums[j] += one.get(j);
      }
    }
    for (int j = 0; j < sums.length; j++) {
      assertEquals(sums[j] / 23, whole.get(j), 1e-12);
    }
  }

  private Tensor gradient(Network network, Tensor x, Tensor y) {
    Workspace workspace = Workspace.forTraining(network, TestBackends.simd(1), x.rows());
    var gradients = network.gradients();
    Tensor output = network.forward(x, workspace, 0);
    loss.evaluate(workspace.ops(), output, y, workspace.outputGradient(x.rows()));
    network.backward(x, workspace, gradients, false);
    return gradients.values().all();
  }

  @Test
  void validationSamplesAreEvaluatedAndNeverLearned() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 90, 6, 3, 2);
    int[] learned = TestData.range(60);
    int[] held = new int[30];
    Arrays.setAll(held, i -> 60 + i);
    Network alone = network(Precision.FLOAT32);
    trainer(alone).epochs(2).fit(data.features(), data.targets(), learned);

    Network watched = network(Precision.FLOAT32);
    EpochResult last =
        trainer(watched)
            .epochs(2)
            .validation(held)
            .fit(data.features(), data.targets(), learned)
            .epochs()
            .get(1);
    assertTrue(alone.parameters().all().sameBits(watched.parameters().all()));
    Batches batches = new Batches(data.features(), data.targets(), held, 30);
    Evaluation evaluation = Evaluation.of(watched, loss, batches, 3, TestBackends.simd(1));
    assertEquals(evaluation.loss(), last.validationLoss());
    assertEquals(evaluation.accuracy(), last.validationAccuracy());

    Network poisoned = network(Precision.FLOAT32);
    Tensor features = data.features().copy(Precision.FLOAT32);
    features.rows(60, 30).fill(Double.NaN);
    trainer(poisoned).epochs(2).validation(held).fit(features, data.targets(), learned);
    assertTrue(alone.parameters().all().sameBits(poisoned.parameters().all()));
  }

  @Test
  void withoutValidationOrClassesTheirNumbersAreNan() {
    Network line = Network.builder(2).dense(1).build(Precision.FLOAT64, 1);
    EpochResult result =
        Trainer.of(line, new MeanSquaredError(), new Sgd(0.01))
            .epochs(1)
            .fit(
                TestData.gaussian(Precision.FLOAT64, 8, 2, 1),
                TestData.gaussian(Precision.FLOAT64, 8, 1, 2),
                TestData.range(8))
            .epochs()
            .get(0);
    assertTrue(Double.isNaN(result.validationLoss()));
    assertTrue(Double.isNaN(result.validationAccuracy()));
    assertTrue(Double.isNaN(result.trainAccuracy()));
  }

  @Test
  void aRunThatDivergesSaysInWhichEpochAndStep() {
    Tensor ones = Tensor.of(Precision.FLOAT64, 6, 1, 1, 1, 1, 1, 1);
    Network first = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    TrainingStep step =
        new TrainingStep(first, new MeanSquaredError(), new Sgd(1e20), TestBackends.simd(1), 2);
    double value;
    do {
      value = step.run(ones.rows(0, 2), ones.rows(0, 2), 0);
    } while (Double.isFinite(value));
    assertTrue(step.steps() > 3, "in an epoch after the first");
    Network second = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    Trainer trainer =
        Trainer.of(second, new MeanSquaredError(), new Sgd(1e20))
            .backend(TestBackends.simd(1))
            .batchSize(2);
    var thrown =
        assertThrows(DivergedException.class, () -> trainer.fit(ones, ones, TestData.range(6)));
    assertEquals(
        "the loss became "
            + value
            + " in epoch "
            + (step.steps() / 3 + 1)
            + ", step "
            + (step.steps() + 1)
            + "; lower the learning rate, or scale the features",
        thrown.getMessage());
  }

  @Test
  void settingsOutOfRangeAreRefusedWithTheirValue() {
    Trainer trainer = trainer(network(Precision.FLOAT32));
    Tensor x = Tensor.zeros(Precision.FLOAT32, 3, 6);
    assertMessage("epochs is 0, it must be at least 1", () -> trainer.epochs(0));
    assertMessage("batch size is -1, it must be at least 1", () -> trainer.batchSize(-1));
    assertMessage("there are no samples", () -> trainer.fit(x, x, new int[0]));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  /** Remembers the noise key of each training pass and changes nothing. */
  private record NoiseRecorder(List<Long> keys) implements Layer {
    @Override
    public String kind() {
      return "noise recorder";
    }

    @Override
    public int outputs(int columns) {
      return columns;
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      if (pass.isTraining()) {
        keys.add(pass.noiseKey());
      }
      y.copyFrom(x);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      if (dx != null) {
        dx.copyFrom(dy);
      }
    }
  }

  @Test
  void everyStepOfEveryEpochHasItsOwnNoise() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 90, 6, 3, 2);
    List<Long> keys = new ArrayList<>();
    Network network =
        Network.builder(6)
            .dense(4)
            .layer(new NoiseRecorder(keys))
            .dense(3)
            .build(Precision.FLOAT32, 1);
    trainer(network).epochs(3).fit(data.features(), data.targets(), data.allRows());
    assertEquals(3 * 6, keys.size());
    assertEquals(keys.size(), new HashSet<>(keys).size(), keys.toString());
  }

  @Test
  void aSampleCannotBeLearnedAndValidate() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 30, 6, 3, 2);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                trainer(network(Precision.FLOAT32))
                    .validation(new int[] {29, 7})
                    .fit(data.features(), data.targets(), new int[] {5, 6, 7}));
    assertEquals("sample 7 is to be learned and to validate", refused.getMessage());
  }

  /** Rates too small, right and too large for the parabola of squared errors of a line. */
  @Test
  void aRateTooSmallIsSlowARightOneArrivesAndOneTooLargeDiverges() {
    double slow = lineTrained(new Sgd(1e-5));
    double right = lineTrained(new Sgd(0.1));
    assertTrue(slow > 0.9 * lineLoss(), slow + " after, " + lineLoss() + " before");
    assertTrue(right < 1e-10, right + " after training");
    var thrown = assertThrows(DivergedException.class, () -> lineTrained(new Sgd(2)));
    assertTrue(thrown.getMessage().contains("the loss"), thrown.getMessage());
  }

  private static final Tensor LINE = Tensor.of(Precision.FLOAT64, 4, -1, -0.5, 0.5, 1);
  private static final Tensor ON_LINE = Tensor.of(Precision.FLOAT64, 4, -1, 0, 2, 3);

  private static double lineLoss() {
    return (1 + 0 + 4 + 9) / 4.0;
  }

  private static double lineTrained(Optimizer optimizer) {
    Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    History history =
        Trainer.of(line, new MeanSquaredError(), optimizer)
            .backend(TestBackends.simd(1))
            .epochs(1000)
            .fit(LINE, ON_LINE, TestData.range(4));
    return history.epochs().get(999).trainLoss();
  }

  /** From 0 the first step of the line is known: the gradients are -2 mean(x y) and -2 mean(y). */
  @Test
  void scheduleRegularizationAndClippingReachTheStep() {
    double biasGradient = -2;
    double weightGradient = -2 * (1 + 0 + 1 + 3) / 4.0;
    double[] plain = firstStep(trainer -> trainer);
    assertEquals(-0.1 * weightGradient, plain[0], 1e-15);
    assertEquals(-0.1 * biasGradient, plain[1], 1e-15);
    double[] warm = firstStep(t -> t.schedule(LearningRate.warmUp(2, LearningRate.constant())));
    assertEquals(-0.05 * biasGradient, warm[1], 1e-15);
    assertEquals(0.1 * 0.2, firstStep(t -> t.clipValue(0.2))[0], 1e-15);
    double[] shrunk = firstStep(t -> t.clipNorm(1));
    assertEquals(0.1, Math.hypot(shrunk[0], shrunk[1]), 1e-15);
    assertEquals(
        0.1, firstStep(t -> t.regularization(new Regularization(0, 0, 0, 0.1, false)))[0], 1e-15);
  }

  private static double[] firstStep(UnaryOperator<Trainer> settings) {
    Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    Trainer trainer = Trainer.of(line, new MeanSquaredError(), new Sgd(0.1)).epochs(1);
    settings.apply(trainer.backend(TestBackends.simd(1))).fit(LINE, ON_LINE, TestData.range(4));
    Tensor weight = line.parameters().tensor(0);
    return new double[] {weight.get(0), line.parameters().tensor(1).get(0)};
  }

  /** The validation samples contradict the learned ones, so that their loss only rises. */
  @Test
  void aPlateauOfTheValidationLossLowersTheRate() {
    Tensor x = Tensor.of(Precision.FLOAT64, 2, 1, 1);
    Tensor y = Tensor.of(Precision.FLOAT64, 2, 1, -1);
    double[] ends = new double[2];
    for (int i = 0; i < 2; i++) {
      Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
      LearningRate plateau = LearningRate.onPlateau(0, 0, 0);
      Trainer.of(line, new MeanSquaredError(), new Sgd(0.1))
          .backend(TestBackends.simd(1))
          .schedule(i == 0 ? LearningRate.constant() : plateau)
          .epochs(5)
          .validation(new int[] {1})
          .fit(x, y, new int[] {0});
      ends[i] = line.parameters().tensor(0).get(0);
    }
    // Steps at rate 0.1 go 0.4 of what is left each; the second epoch is the last that moves.
    assertEquals(0.5 * (1 - Math.pow(0.6, 5)), ends[0], 1e-12);
    assertEquals(0.5 * (1 - Math.pow(0.6, 2)), ends[1], 1e-12);
  }

  @Test
  void theReportedLossIsThatOfTheDataWithoutThePenalty() {
    Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    line.parameters().tensor(0).set(0, 100);
    History history =
        Trainer.of(line, new MeanSquaredError(), new Sgd(1e-9))
            .backend(TestBackends.simd(1))
            .epochs(1)
            .regularization(Regularization.l2(1))
            .fit(
                Tensor.zeros(Precision.FLOAT64, 2, 1),
                Tensor.zeros(Precision.FLOAT64, 2, 1),
                TestData.range(2));
    assertEquals(0, history.epochs().get(0).trainLoss());
  }
}
