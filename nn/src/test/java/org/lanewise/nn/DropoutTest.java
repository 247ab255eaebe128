package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class DropoutTest {
  private static Network dropout(Precision precision, int inputs, double rate) {
    return Network.builder(inputs).dropout(rate).zeros(precision);
  }

  private static Workspace training(Network network, int rows) {
    return Workspace.forTraining(network, TestBackends.tested(), rows);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 12: the mean of what dropout passes")
  void theMeanOfWhatPassesIsTheInput(Precision precision) {
    Network network = dropout(precision, 4, 0.25);
    Tensor x = Tensor.of(precision, 1, 1, -2, 0.5, 0);
    Workspace workspace = training(network, 1);
    double[] sums = new double[4];
    int passes = 40_000;
    for (int key = 0; key < passes; key++) {
      Tensor y = network.forward(x, workspace, key);
      for (int j = 0; j < 4; j++) {
        sums[j] += y.get(j);
      }
    }
    for (int j = 0; j < 4; j++) {
      // The mask has variance rate / (1 - rate).
      double deviation = Math.abs(x.get(j)) * Math.sqrt(0.25 / 0.75 / passes);
      assertEquals(x.get(j), sums[j] / passes, 5 * deviation + 1e-12);
    }
  }

  @Test
  void elementsAreDroppedOrScaledByTheShareKept() {
    Network network = dropout(Precision.FLOAT64, 1000, 0.2);
    Tensor x = TestData.gaussian(Precision.FLOAT64, 3, 1000, 1);
    Tensor y = network.forward(x, training(network, 3), 5);
    for (int i = 0; i < y.size(); i++) {
      assertTrue(y.get(i) == 0 || y.get(i) == x.get(i) * (1 / 0.8));
    }
  }

  @Test
  void theKeyFreezesTheMask() {
    Network network = dropout(Precision.FLOAT32, 50, 0.5);
    Tensor x = TestData.gaussian(Precision.FLOAT32, 4, 50, 2);
    Workspace workspace = training(network, 4);
    Tensor first = network.forward(x, workspace, 7).copy(Precision.FLOAT32);
    assertFalse(first.sameBits(network.forward(x, workspace, 8)));
    assertTrue(first.sameBits(network.forward(x, workspace, 7)));
  }

  @Test
  void theGradientPassesWhereTheInputPassed() {
    Network network = dropout(Precision.FLOAT32, 50, 0.5);
    Tensor x = Tensor.zeros(Precision.FLOAT32, 4, 50);
    x.fill(1);
    Workspace workspace = training(network, 4);
    Tensor y = network.forward(x, workspace, 9).copy(Precision.FLOAT32);
    Tensor dy = TestData.gaussian(Precision.FLOAT32, 4, 50, 3);
    workspace.outputGradient(4).copyFrom(dy);
    Tensor dx = network.backward(x, workspace, network.gradients(), true);
    for (int i = 0; i < y.size(); i++) {
      assertEquals((float) (dy.get(i) * y.get(i)), dx.get(i), "the mask is what passed of a 1");
    }
  }

  @Test
  void aRateOfZeroDropsNothing() {
    Network network = dropout(Precision.FLOAT32, 50, 0);
    Tensor x = TestData.gaussian(Precision.FLOAT32, 4, 50, 4);
    assertTrue(x.sameBits(network.forward(x, training(network, 4), 1)));
  }

  @ParameterizedTest
  @EnumSource
  void aPredictionPassesEverythingBitForBit(Precision precision) {
    Network network = dropout(precision, 50, 0.9);
    Tensor x = TestData.gaussian(precision, 4, 50, 5);
    assertTrue(x.sameBits(network.predict(x, training(network, 4))));
  }

  @Test
  void ratesOutsideZeroToOneAreRefused() {
    for (double rate : new double[] {-0.1, 1, 1.5, Double.NaN}) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> new Dropout(rate));
      assertEquals("dropout rate is " + rate + ", it must be in [0, 1)", thrown.getMessage());
    }
  }
}
