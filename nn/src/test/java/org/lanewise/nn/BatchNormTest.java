package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.TrainingStep;

@Tag("backends")
class BatchNormTest {
  /** Columns of means 3 and -1, of mean squares about them 2 and 8, without and with n - 1. */
  private static Tensor batch(Precision precision) {
    return Tensor.of(precision, 4, 1, -1, 3, 3, 3, -5, 5, -1);
  }

  private static Network network(Precision precision, double momentum) {
    return Network.builder(2).layer(new BatchNorm(2, momentum, 0.25)).build(precision, 1);
  }

  @ParameterizedTest
  @EnumSource
  void trainingUsesTheMeanAndTheBiasedVarianceOfTheBatch(Precision precision) {
    Network network = network(precision, 0.1);
    network.parameters().tensor(0).copyFrom(Tensor.of(precision, 1, 1, 2));
    network.parameters().tensor(1).copyFrom(Tensor.of(precision, 1, 0, 10));
    Tensor y = network.forward(batch(precision), TestLayers.training(network, 4), 0);
    double a = 1 / Math.sqrt(2.25);
    double b = 2 / Math.sqrt(8.25);
    double[] expected = {-2 * a, 10, 0, 10 + 4 * b, 0, 10 - 4 * b, 2 * a, 10};
    for (int i = 0; i < 8; i++) {
      assertEquals(expected[i], y.get(i), precision == Precision.FLOAT64 ? 1e-14 : 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void runningStatisticsMoveByMomentumTowardsTheMeanAndTheUnbiasedVariance(Precision precision) {
    Network network = network(precision, 0.1);
    Workspace workspace = TestLayers.training(network, 4);
    double tolerance = precision == Precision.FLOAT64 ? 1e-15 : 1e-6;
    double[] mean = {0, 0};
    double[] variance = {1, 1};
    for (int pass = 0; pass < 3; pass++) {
      network.forward(batch(precision), workspace, pass);
      for (int j = 0; j < 2; j++) {
        mean[j] = 0.9 * mean[j] + 0.1 * (j == 0 ? 3 : -1);
        variance[j] = 0.9 * variance[j] + 0.1 * (j == 0 ? 8.0 / 3 : 32.0 / 3);
        assertEquals(mean[j], network.buffers().tensor(0).get(j), tolerance);
        assertEquals(variance[j], network.buffers().tensor(1).get(j), 4 * tolerance);
      }
    }
    assertEquals("0.running_mean", network.buffers().name(0));
    assertEquals("0.running_variance", network.buffers().name(1));
  }

  @ParameterizedTest
  @EnumSource
  void aPredictionUsesRunningStatisticsAndLeavesThemAlone(Precision precision) {
    Network network = network(precision, 0.1);
    network.buffers().tensor(0).copyFrom(Tensor.of(precision, 1, 1, -2));
    network.buffers().tensor(1).copyFrom(Tensor.of(precision, 1, 3.75, 0.75));
    Tensor before = network.buffers().all().copy(precision);
    Workspace workspace = TestLayers.training(network, 4);
    Tensor y = network.predict(batch(precision), workspace).copy(precision);
    Tensor expected = Tensor.of(precision, 4, 0, 1, 1, 5, 1, -3, 2, 1);
    assertTrue(expected.sameBits(y));
    assertTrue(before.sameBits(network.buffers().all()));
    assertTrue(y.rows(2, 1).sameBits(network.predict(batch(precision).rows(2, 1), workspace)));
    assertFalse(y.sameBits(network.forward(batch(precision), workspace, 0)));
    assertFalse(before.sameBits(network.buffers().all()));
  }

  @Test
  void runningStatisticsDoNotChangeWhatTrainingComputes() {
    Network network = Network.builder(5).dense(7).batchNorm().dense(2).build(Precision.FLOAT32, 1);
    Tensor x = TestData.gaussian(Precision.FLOAT32, 6, 5, 1);
    Workspace workspace = TestLayers.training(network, 6);
    Tensor first = network.forward(x, workspace, 1).copy(Precision.FLOAT32);
    network.forward(TestData.gaussian(Precision.FLOAT32, 6, 5, 2), workspace, 1);
    assertTrue(first.sameBits(network.forward(x, workspace, 1)));
  }

  @Test
  void manyPassesBringThePredictionToWhatTrainingComputes() {
    Network network = network(Precision.FLOAT64, 0.5);
    Workspace workspace = TestLayers.training(network, 4);
    for (int i = 0; i < 60; i++) {
      network.forward(batch(Precision.FLOAT64), workspace, i);
    }
    Tensor predicted = network.predict(batch(Precision.FLOAT64), workspace);
    assertEquals(2 / Math.sqrt(8.0 / 3 + 0.25), predicted.get(3, 0), 1e-12);
  }

  @Test
  void aBatchOfOneRowBecomesBetaAndMovesNothing() {
    Network network = network(Precision.FLOAT32, 0.1);
    network.parameters().tensor(1).copyFrom(Tensor.of(Precision.FLOAT32, 1, 0.5, -0.5));
    Tensor before = network.buffers().all().copy(Precision.FLOAT32);
    Tensor x = Tensor.of(Precision.FLOAT32, 1, 7, -8);
    Workspace workspace = TestLayers.training(network, 1);
    Tensor y = network.forward(x, workspace, 0);
    assertTrue(Tensor.of(Precision.FLOAT32, 1, 0.5, -0.5).sameBits(y));
    assertTrue(before.sameBits(network.buffers().all()));
    workspace.outputGradient(1).fill(1);
    Tensor dx = network.backward(x, workspace, network.gradients(), true);
    assertEquals(0, dx.get(0));
    assertEquals(0, dx.get(1));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void derivativesAreThoseOfFiniteDifferences(Backend backend) {
    for (int columns : new int[] {1, 3, 17}) {
      for (int rows : new int[] {1, 2, 5, 9}) {
        TestLayers.assertGradients(backend, Network.builder(columns).batchNorm(), rows);
        var builder =
            Network.builder(4).dense(columns).batchNorm().activation(UnaryOp.SIGMOID).dense(2);
        TestLayers.assertGradients(backend, builder, rows);
      }
    }
  }

  @Test
  void allBackendsGiveTheSameBits() {
    Tensor expected = null;
    for (Backend backend : TestBackends.all().toList()) {
      Network network =
          Network.builder(5).dense(9).batchNorm().dense(2).build(Precision.FLOAT32, 1);
      TrainingStep step =
          new TrainingStep(network, new MeanSquaredError(), new Sgd(0.1), backend, 20);
      for (int i = 0; i < 5; i++) {
        step.run(
            TestData.gaussian(Precision.FLOAT32, 20, 5, i),
            TestData.gaussian(Precision.FLOAT32, 20, 2, 50 + i),
            i);
      }
      Tensor all = network.buffers().all();
      expected = expected == null ? all : expected;
      assertTrue(expected.sameBits(all), backend.name());
    }
  }

  @Test
  void aCopyHasItsOwnRunningStatistics() {
    Network network = network(Precision.FLOAT32, 0.1);
    network.forward(batch(Precision.FLOAT32), TestLayers.training(network, 4), 0);
    Network copy = network.copy(Precision.FLOAT64);
    for (int i = 0; i < 2; i++) {
      Tensor rounded = copy.buffers().tensor(i).copy(Precision.FLOAT32);
      assertTrue(network.buffers().tensor(i).sameBits(rounded));
    }
    copy.buffers().all().fill(9);
    assertTrue(network.buffers().tensor(0).get(0) < 1);
  }

  @Test
  void otherWidthsAndSettingsAreRefused() {
    var width = assertThrows(IllegalArgumentException.class, () -> BatchNorm.of(3).outputs(4));
    assertEquals("a batch-norm layer takes 3 columns, it is given 4", width.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new BatchNorm(3, 0.1, 0));
    for (double momentum : new double[] {0, 1.5, Double.NaN}) {
      var thrown =
          assertThrows(IllegalArgumentException.class, () -> new BatchNorm(3, momentum, 1e-5));
      assertEquals("momentum is " + momentum + ", it must be in (0, 1]", thrown.getMessage());
    }
  }
}
