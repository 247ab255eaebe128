package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class PreluTest {
  @ParameterizedTest
  @EnumSource
  void slopesStartAtOneQuarter(Precision precision) {
    Tensor x = Tensor.of(precision, 2, -8, 3, 0, -100, 100, Double.NaN);
    Tensor expected = Tensor.of(precision, 2, -2, 3, 0, -25, 100, Double.NaN);
    assertTrue(expected.sameBits(TestLayers.predict(new Prelu(1), x)));
    assertTrue(expected.sameBits(TestLayers.predict(new Prelu(3), x)));
  }

  @Test
  void eachColumnHasItsSlope() {
    Network network = Network.builder(2).layer(new Prelu(2)).zeros(Precision.FLOAT64);
    network.parameters().tensor(0).copyFrom(Tensor.of(Precision.FLOAT64, 1, 0.5, -1));
    Tensor x = Tensor.of(Precision.FLOAT64, 2, -2, -2, 4, -6);
    Workspace workspace = TestLayers.training(network, 2);
    Tensor expected = Tensor.of(Precision.FLOAT64, 2, -1, 2, 4, 6);
    assertTrue(expected.sameBits(network.forward(x, workspace, 0)));
    workspace.outputGradient(2).fill(1);
    Gradients gradients = network.gradients();
    Tensor dx = network.backward(x, workspace, gradients, true);
    assertTrue(Tensor.of(Precision.FLOAT64, 2, 0.5, -1, 1, -1).sameBits(dx));
    assertTrue(Tensor.of(Precision.FLOAT64, 1, -2, -8).sameBits(gradients.values().tensor(0)));
  }

  @Test
  void theDerivativeAtZeroIsTheSlope() {
    Network network = Network.builder(2).prelu().build(Precision.FLOAT32, 1);
    Tensor zero = Tensor.of(Precision.FLOAT32, 1, 0, -0.0);
    Workspace workspace = TestLayers.training(network, 1);
    network.forward(zero, workspace, 0);
    workspace.outputGradient(1).fill(8);
    Tensor dx = network.backward(zero, workspace, network.gradients(), true);
    assertTrue(Tensor.of(Precision.FLOAT32, 1, 2, 2).sameBits(dx));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void derivativesAreThoseOfFiniteDifferences(Backend backend) {
    for (int columns : new int[] {1, 3, 17}) {
      for (int slopes : new int[] {1, columns}) {
        var builder = Network.builder(4).dense(columns).layer(new Prelu(slopes)).dense(2);
        TestLayers.assertGradients(backend, builder, 5);
        TestLayers.assertGradients(backend, Network.builder(columns).layer(new Prelu(slopes)), 1);
      }
    }
  }

  @Test
  void otherCountsOfSlopesAreRefusedWithBoth() {
    var none = assertThrows(IllegalArgumentException.class, () -> new Prelu(0));
    assertEquals("prelu has 0 slopes, it needs at least 1", none.getMessage());
    var other = assertThrows(IllegalArgumentException.class, () -> new Prelu(3).outputs(4));
    assertEquals("a prelu layer takes 3 columns, it is given 4", other.getMessage());
  }
}
