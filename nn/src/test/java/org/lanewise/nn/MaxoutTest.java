package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class MaxoutTest {
  /** max(w1 x + b1, w2 x + b2) with w1 = (1, 2), b1 = 0.5, w2 = (-1, 0), b2 = 3. */
  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 6: maxout")
  void itIsTheLargestOfLinearFunctionsWithTheirOwnWeights(Precision precision) {
    Network network = Network.builder(2).maxout(1, 2).zeros(precision);
    network.parameters().tensor(0).copyFrom(Tensor.of(precision, 2, 1, -1, 2, 0));
    network.parameters().tensor(1).copyFrom(Tensor.of(precision, 1, 0.5, 3));
    Tensor x = Tensor.of(precision, 3, 1, 1, 1, 0, -100, 100);
    Workspace workspace = Workspace.forPrediction(network, TestBackends.tested(), 3);
    Tensor expected = Tensor.of(precision, 3, 3.5, 2, 103);
    assertTrue(expected.sameBits(network.predict(x, workspace)));
  }

  @Test
  void aPieceIsABlockOfColumns() {
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 1, 20, 3, 10, 2, 30);
    Tensor two = TestLayers.predict(new Maxout(3), x);
    assertTrue(Tensor.of(Precision.FLOAT64, 1, 3, 30).sameBits(two));
    Tensor three = TestLayers.predict(new Maxout(2), x);
    assertTrue(Tensor.of(Precision.FLOAT64, 1, 10, 20, 30).sameBits(three));
    assertTrue(x.sameBits(TestLayers.predict(new Maxout(1), x)));
  }

  @Test
  void nanCountsAsTheLargestAndInfinitiesAreCompared() {
    double infinity = Double.POSITIVE_INFINITY;
    for (double[] pieces :
        new double[][] {{Double.NaN, infinity}, {infinity, Double.NaN}, {Double.NaN, 1}}) {
      Tensor x = Tensor.of(Precision.FLOAT32, 1, pieces);
      assertTrue(Double.isNaN(TestLayers.predict(new Maxout(2), x).get(0)));
    }
    Tensor infinities = Tensor.of(Precision.FLOAT32, 1, -infinity, -infinity);
    assertEquals(-infinity, TestLayers.predict(new Maxout(2), infinities).get(0));
  }

  @Test
  void ofEqualPiecesTheFirstTakesTheDerivative() {
    Network network = Network.builder(6).layer(new Maxout(3)).zeros(Precision.FLOAT64);
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 5, 1, 5, 2, 4, 2);
    Workspace workspace = TestLayers.training(network, 1);
    network.forward(x, workspace, 0);
    workspace.outputGradient(1).copyFrom(Tensor.of(Precision.FLOAT64, 1, 7, 9));
    Tensor dx = network.backward(x, workspace, network.gradients(), true);
    assertTrue(Tensor.of(Precision.FLOAT64, 1, 7, 0, 0, 9, 0, 0).sameBits(dx));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void derivativesAreThoseOfFiniteDifferences(Backend backend) {
    for (int pieces = 1; pieces <= 4; pieces++) {
      for (int outputs : new int[] {1, 3, 17}) {
        var builder = Network.builder(4).maxout(outputs, pieces).activation(UnaryOp.TANH).dense(2);
        TestLayers.assertGradients(backend, builder, 5);
        TestLayers.assertGradients(backend, Network.builder(4).maxout(outputs, pieces), 1);
      }
    }
  }

  @Test
  void countsThatDoNotFitAreRefusedWithBoth() {
    var none = assertThrows(IllegalArgumentException.class, () -> new Maxout(0));
    assertEquals("maxout has 0 pieces, it needs at least 1", none.getMessage());
    var other = assertThrows(IllegalArgumentException.class, () -> new Maxout(3).outputs(7));
    assertEquals("maxout of 3 pieces is given 7 columns, not a multiple", other.getMessage());
  }
}
