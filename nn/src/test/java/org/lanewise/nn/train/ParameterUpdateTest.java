package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Adaptive;
import org.lanewise.nn.optim.GradientClipping;
import org.lanewise.nn.optim.Lbfgs;
import org.lanewise.nn.optim.LearningRate;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Regularization;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class ParameterUpdateTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final TensorOps OPS = new TensorOps(TestBackends.tested());

  private static ParameterUpdate update(Optimizer optimizer, Regularization regularization) {
    return new ParameterUpdate(
        optimizer, LearningRate.constant(), regularization, GradientClipping.NONE);
  }

  private static List<Tensor> moments(Network network, Optimizer optimizer) {
    return Stream.generate(() -> network.parameters().zerosLike().all())
        .limit(optimizer.moments())
        .toList();
  }

  /** A line with the first document's b = 3 and w = 0.2. */
  private static Network line() {
    Network line = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    line.parameters().tensor(0).set(0, 0.2);
    line.parameters().tensor(1).set(0, 3);
    return line;
  }

  private static Network small(Precision precision) {
    return Network.builder(6).dense(9).activation(UnaryOp.TANH).dense(3).build(precision, 1);
  }

  @Test
  @DisplayName("acceptance point 12: the penalty of bias and weight")
  void theDocumentsPenaltyOfBiasAndWeightComesOut() {
    Parameters parameters = line().parameters();
    Regularization withBiases = new Regularization(0, 0.01, 0, INFINITE, true);
    assertEquals(0.0904, update(new Sgd(1), withBiases).penalty(OPS, parameters), 1e-15);
    Regularization weights = Regularization.l2(0.01);
    assertEquals(0.0004, update(new Sgd(1), weights).penalty(OPS, parameters), 1e-15);
    Regularization magnitudes = new Regularization(0.01, 0, 0, INFINITE, true);
    assertEquals(0.032, update(new Sgd(1), magnitudes).penalty(OPS, parameters), 1e-15);
    assertEquals(0, update(new Sgd(1), Regularization.NONE).penalty(OPS, parameters));
  }

  /** PyTorch's weight decay adds lambda w; the gradient of lambda w^2 is twice that. */
  @Test
  void theGradientOfTheL2PenaltyIsTwiceLambdaTimesTheWeight() {
    Network line = line();
    Parameters gradients = line.parameters().zerosLike();
    update(new Sgd(1), Regularization.l2(0.01)).addPenalty(OPS, line.parameters(), gradients);
    assertEquals(2 * 0.01 * 0.2, gradients.tensor(0).get(0), 1e-17);
    assertEquals(0, gradients.tensor(1).get(0), "biases are spared");
  }

  @Test
  void theGradientOfThePenaltyAgreesWithFiniteDifferences() {
    for (boolean biases : new boolean[] {false, true}) {
      ParameterUpdate update =
          update(new Sgd(1), new Regularization(0.03, 0.02, 0, INFINITE, biases));
      Network network = small(Precision.FLOAT64);
      Parameters gradients = network.parameters().zerosLike();
      update.addPenalty(OPS, network.parameters(), gradients);
      for (int i = 0; i < network.parameters().count(); i++) {
        Tensor w = network.parameters().tensor(i);
        for (int k = 0; k < w.size() && w.get(k) != 0; k++) {
          double value = w.get(k);
          w.set(k, value + 1e-6);
          double above = update.penalty(OPS, network.parameters());
          w.set(k, value - 1e-6);
          double below = update.penalty(OPS, network.parameters());
          w.set(k, value);
          assertEquals((above - below) / 2e-6, gradients.tensor(i).get(k), 1e-8);
        }
      }
    }
  }

  /** scikit-learn's test of one step: alpha is halved there, and biases are spared. */
  @Test
  void aPenalizedStepOfANetworkComesOutAsInScikitLearn() {
    Network network =
        Network.builder(3).dense(2).activation(UnaryOp.SIGMOID).dense(1).zeros(Precision.FLOAT64);
    Parameters parameters = network.parameters();
    double[][] starts = {{0.1, 0.2, 0.3, 0.1, 0.5, 0}, {0.1, 0.1}, {0.1, 0.2}, {1}};
    for (int i = 0; i < starts.length; i++) {
      for (int k = 0; k < starts[i].length; k++) {
        parameters.tensor(i).set(k, starts[i][k]);
      }
    }
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 0.6, 0.8, 0.7);
    Tensor y = Tensor.of(Precision.FLOAT64, 1, 0);
    TrainingStep step =
        new TrainingStep(
            network,
            new BinaryCrossEntropy(),
            update(new Sgd(0.1), Regularization.l2(0.1 / 2)),
            TestBackends.tested(),
            1);
    Network hidden =
        Network.builder(3).dense(2).activation(UnaryOp.SIGMOID).zeros(Precision.FLOAT64);
    hidden.parameters().tensor(0).copyFrom(parameters.tensor(0));
    hidden.parameters().tensor(1).copyFrom(parameters.tensor(1));
    Tensor h = hidden.predict(x, Workspace.forPrediction(hidden, TestBackends.simd(1), 1));
    assertEquals(0.679178699, h.get(0), 5e-10);
    assertEquals(0.574442517, h.get(1), 5e-10);
    double loss = step.run(x, y, 0);
    assertEquals(-Math.log(1 - 0.765452022), loss, 5e-9);
    double[][] ends = {
      {0.097999271, 0.195754547, 0.295665695, 0.096006062, 0.493832483, -0.002619696},
      {0.098332118, 0.096257578},
      {0.047012129, 0.154029181},
      {0.923454798}
    };
    for (int i = 0; i < ends.length; i++) {
      for (int k = 0; k < ends[i].length; k++) {
        assertEquals(ends[i][k], parameters.tensor(i).get(k), 5e-10, i + ", " + k);
      }
    }
    double logit = network.predict(x, step.workspace()).get(0);
    assertEquals(0.739491918, 1 / (1 + Math.exp(-logit)), 5e-10);
  }

  @Test
  void decoupledDecayDoesNotPassThroughTheGradient() {
    Network line = line();
    Parameters gradients = line.parameters().zerosLike();
    gradients.tensor(0).set(0, 1);
    ParameterUpdate update = update(new Sgd(0.5), new Regularization(0, 0, 0.1, INFINITE, false));
    update.apply(OPS, 1, update.rate(1), line.parameters(), gradients, List.of());
    assertEquals(0.2 * (1 - 0.5 * 0.1) - 0.5, line.parameters().tensor(0).get(0), 1e-15);
    assertEquals(3, line.parameters().tensor(1).get(0));
    assertEquals(1, gradients.tensor(0).get(0), "the gradient is that of the loss");
  }

  @ParameterizedTest
  @EnumSource
  void adamWithDecoupledDecayOfAllParametersHasTheBitsOfAdamW(Precision precision) {
    Regularization decay = new Regularization(0, 0, 0.2, INFINITE, true);
    Tensor first = threeSteps(update(Adam.of(0.1), decay), precision, TestBackends.tested());
    ParameterUpdate adamW = ParameterUpdate.of(Adaptive.adamW(0.1, 0.2));
    assertTrue(first.sameBits(threeSteps(adamW, precision, TestBackends.tested())));
  }

  @Test
  void maxNormLimitsTheWeightsIntoEachOutputAndNoBias() {
    Network network = small(Precision.FLOAT64);
    network.parameters().all().fill(2);
    ParameterUpdate update = update(new Sgd(1), new Regularization(0, 0, 0, 1.5, false));
    update.apply(
        OPS, 1, update.rate(1), network.parameters(), network.parameters().zerosLike(), List.of());
    for (int i = 0; i < network.parameters().count(); i++) {
      Tensor w = network.parameters().tensor(i);
      for (int j = 0; j < w.columns(); j++) {
        double square = 0;
        for (int row = 0; row < w.rows(); row++) {
          square += w.get(row, j) * w.get(row, j);
        }
        boolean weight = network.parameters().isWeight(i);
        assertEquals(weight ? 1.5 : 2, Math.sqrt(square), 1e-14, network.parameters().name(i));
      }
    }
  }

  /** Penalty, then clipping, then decay and the scheduled rate, then the limit of norms. */
  @Test
  void theOrderOfAStepIsAsStated() {
    Network line = line();
    Parameters gradients = line.parameters().zerosLike();
    gradients.tensor(0).set(0, 0.15);
    ParameterUpdate update =
        new ParameterUpdate(
            new Sgd(2),
            LearningRate.warmUp(4, LearningRate.constant()),
            new Regularization(0.1, 0.5, 0.4, 0.05, false),
            GradientClipping.NONE.byValue(0.3));
    assertEquals(0.5, update.rate(1));
    // 0.15 + 0.1 + 2 * 0.5 * 0.2 = 0.45 is clipped to 0.3; 0.2 (1 - 0.5 * 0.4) - 0.5 * 0.3 = 0.01.
    update.apply(OPS, 1, update.rate(1), line.parameters(), gradients, List.of());
    assertEquals(0.3, gradients.tensor(0).get(0));
    assertEquals(0.01, line.parameters().tensor(0).get(0), 1e-15);
    // 0.01 * 0.6 - 1 * 0.3 = -0.294 in the second step, of rate 1, is longer than 0.05.
    update.apply(OPS, 2, update.rate(2), line.parameters(), gradients, List.of());
    assertEquals(-0.05, line.parameters().tensor(0).get(0), 1e-15);
  }

  @Test
  void everythingAtOnceHasTheSameBitsOnAnyBackend() {
    ParameterUpdate update =
        new ParameterUpdate(
            Adaptive.nadam(0.01),
            LearningRate.cosine(2, 2, 0.1),
            new Regularization(1e-3, 1e-3, 1e-2, 1.2, false),
            GradientClipping.NONE.byValue(0.2).byNorm(0.5));
    for (Precision precision : Precision.values()) {
      List<Tensor> ends =
          TestBackends.all().map(backend -> threeSteps(update, precision, backend)).toList();
      assertTrue(ends.get(0).sameBits(ends.get(1)), precision + " on SIMD");
      assertTrue(ends.get(0).sameBits(ends.get(2)), precision + " on three threads");
    }
  }

  private static Tensor threeSteps(ParameterUpdate update, Precision precision, Backend backend) {
    Network network = small(precision);
    List<Tensor> moments = moments(network, update.optimizer());
    for (int step = 1; step <= 3; step++) {
      Parameters gradients = network.parameters().zerosLike();
      for (int i = 0; i < gradients.count(); i++) {
        Tensor g = gradients.tensor(i);
        g.copyFrom(TestData.gaussian(precision, g.rows(), g.columns(), 10 * step + i));
      }
      update.apply(
          new TensorOps(backend),
          step,
          update.rate(step),
          network.parameters(),
          gradients,
          moments);
    }
    return network.parameters().all();
  }

  @Test
  void theMeanOfTheGradientsOfSingleSamplesIsTheGradientOfTheBatch() {
    Dataset data = TestData.clouds(Precision.FLOAT64, 24, 6, 3, 1);
    Tensor batch = gradients(data, 0, 24).copy(Precision.FLOAT64);
    Tensor mean = Tensor.zeros(Precision.FLOAT64, 1, batch.size());
    for (int row = 0; row < 24; row++) {
      OPS.axpy(1 / 24.0, gradients(data, row, 1), mean);
    }
    for (int i = 0; i < batch.size(); i++) {
      assertEquals(batch.get(i), mean.get(i), 1e-6);
    }
  }

  private static Tensor gradients(Dataset data, int first, int count) {
    TrainingStep step =
        new TrainingStep(
            small(Precision.FLOAT64),
            new SoftmaxCrossEntropy(),
            new Sgd(1),
            TestBackends.tested(),
            count);
    step.run(data.features().rows(first, count), data.targets().rows(first, count), 0);
    return step.gradients().values().all();
  }

  @Test
  void lbfgsFitsASmallNetworkToAlternatingCorners() {
    Tensor x = Tensor.of(Precision.FLOAT64, 4, 0, 0, 0, 1, 1, 0, 1, 1);
    Tensor y = Tensor.of(Precision.FLOAT64, 4, 0, 1, 1, 0);
    Network network =
        Network.builder(2).dense(4).activation(UnaryOp.TANH).dense(1).build(Precision.FLOAT64, 3);
    TrainingStep step =
        new TrainingStep(network, new MeanSquaredError(), new Sgd(1), TestBackends.tested(), 4);
    Lbfgs.Result result = step.minimize(new Lbfgs(10, 500, 1e-9, 0), x, y);
    assertTrue(result.value() < 1e-12, result.toString());
    Tensor output = network.predict(x, step.workspace());
    for (int i = 0; i < 4; i++) {
      assertEquals(y.get(i), output.get(i), 1e-6);
    }
    assertEquals(0, step.steps(), "none of the optimizer's steps");
  }

  /** With a penalty on everything the zero gradient of the sum says where the minimum is. */
  @Test
  void lbfgsMinimizesTheLossWithItsPenalty() {
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 2);
    Tensor y = Tensor.of(Precision.FLOAT64, 1, 5);
    Network line = line();
    Regularization ridge = new Regularization(0, 0.5, 0, INFINITE, false);
    TrainingStep step =
        new TrainingStep(
            line, new MeanSquaredError(), update(new Sgd(1), ridge), TestBackends.tested(), 1);
    Lbfgs.Result result = step.minimize(Lbfgs.standard(), x, y);
    assertEquals(Lbfgs.Stop.GRADIENT, result.reason());
    assertEquals(0, line.parameters().tensor(0).get(0), 1e-6, "the bias does it without penalty");
    assertEquals(5, line.parameters().tensor(1).get(0), 1e-6);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused("l1 is -1.0, it must be at least 0", -1, 0, 0, 1);
    assertRefused("l2 is NaN, it must be at least 0", 0, Double.NaN, 0, 1);
    assertRefused("weight decay is Infinity, it must be at least 0", 0, 0, INFINITE, 1);
    assertRefused("max norm is 0.0, it must be positive", 0, 0, 0, 0);
    assertFalse(Regularization.NONE.biases());
  }

  private static void assertRefused(
      String message, double l1, double l2, double weightDecay, double maxNorm) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new Regularization(l1, l2, weightDecay, maxNorm, false))
            .getMessage());
  }
}
