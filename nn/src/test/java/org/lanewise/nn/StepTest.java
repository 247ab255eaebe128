package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.TrainingStep;

@Tag("backends")
class StepTest {
  @ParameterizedTest
  @EnumSource
  void itIsOneFromTheThresholdOnAndNanStaysNan(Precision precision) {
    double infinity = Double.POSITIVE_INFINITY;
    Tensor x = Tensor.of(precision, 1, -1, -0.0, 0, 1, -100, 100, infinity, -infinity, Double.NaN);
    Tensor expected = Tensor.of(precision, 1, 0, 1, 1, 1, 0, 1, 1, 0, Double.NaN);
    Tensor y = TestLayers.predict(new Step(0), x);
    assertTrue(expected.sameBits(y));
    assertEquals(0, TestLayers.predict(new Step(1.5), Tensor.of(precision, 1, 1.49)).get(0));
    assertEquals(1, TestLayers.predict(new Step(1.5), Tensor.of(precision, 1, 1.5)).get(0));
  }

  /** The line 2 test + grades - 18 = 0 of a university that accepts, does not, and accepts. */
  @Test
  void aDenseLayerAndAStepAreThePerceptron() {
    Network network = Network.builder(2).dense(1).step().zeros(Precision.FLOAT64);
    network.parameters().tensor(0).copyFrom(Tensor.of(Precision.FLOAT64, 2, 2, 1));
    network.parameters().tensor(1).set(0, -18);
    Tensor students = Tensor.of(Precision.FLOAT64, 3, 9, 8, 3, 4, 7, 6);
    Workspace workspace = Workspace.forPrediction(network, TestBackends.tested(), 3);
    Tensor expected = Tensor.of(Precision.FLOAT64, 3, 1, 0, 1);
    assertTrue(expected.sameBits(network.predict(students, workspace)));
  }

  @Test
  void trainingThroughItIsRefusedWithTheWayOut() {
    Network network = Network.builder(2).dense(1).step().build(Precision.FLOAT32, 1);
    TrainingStep step =
        new TrainingStep(network, new MeanSquaredError(), new Sgd(0.1), TestBackends.tested(), 1);
    Tensor x = Tensor.zeros(Precision.FLOAT32, 1, 2);
    String message =
        "a step layer has derivative 0, so nothing before it can learn; train with a sigmoid in its"
            + " place and predict with the step";
    Runnable train = () -> step.run(x, x.rows(0, 1).view(0, 1, 1), 0);
    assertEquals(message, assertThrows(IllegalStateException.class, train::run).getMessage());
    network.predict(x, step.workspace());
    Runnable backward = () -> network.backward(x, step.workspace(), network.gradients(), false);
    assertEquals(message, assertThrows(IllegalStateException.class, backward::run).getMessage());
  }

  @Test
  @DisplayName("acceptance point 6: step")
  void aThresholdIsFinite() {
    for (double threshold : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> new Step(threshold));
      assertEquals("step threshold is " + threshold + ", it must be finite", thrown.getMessage());
    }
  }
}
