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
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class LayerNormTest {
  @ParameterizedTest
  @EnumSource
  void eachRowIsBroughtToMeanZeroAndVarianceOne(Precision precision) {
    Network network = Network.builder(4).layer(new LayerNorm(4, 0.25)).build(precision, 1);
    // Means 2.5 and 0, variances 1.25 and 2; gamma and beta as below.
    Tensor x = Tensor.of(precision, 2, 1, 2, 3, 4, -2, 0, 0, 2);
    network.parameters().tensor(0).copyFrom(Tensor.of(precision, 1, 1, 1, 2, 1));
    network.parameters().tensor(1).copyFrom(Tensor.of(precision, 1, 0, 0, 0, -1));
    double a = 1 / Math.sqrt(1.5);
    double b = 1 / 1.5;
    Tensor y = network.predict(x, TestLayers.training(network, 2));
    double[] expected = {-1.5 * a, -0.5 * a, a, 1.5 * a - 1, -2 * b, 0, 0, 2 * b - 1};
    for (int i = 0; i < 8; i++) {
      assertEquals(expected[i], y.get(i), precision == Precision.FLOAT64 ? 1e-15 : 1e-6);
    }
  }

  @Test
  void rowsDoNotAffectEachOtherAndPredictionIsAsTraining() {
    Network network = Network.builder(9).layerNorm().build(Precision.FLOAT32, 1);
    Tensor x = TestData.gaussian(Precision.FLOAT32, 6, 9, 1);
    Workspace workspace = TestLayers.training(network, 6);
    Tensor together = network.forward(x, workspace, 1).copy(Precision.FLOAT32);
    assertTrue(together.sameBits(network.predict(x, workspace)));
    for (int i = 0; i < 6; i++) {
      assertTrue(together.rows(i, 1).sameBits(network.predict(x.rows(i, 1), workspace)));
    }
    assertEquals(0, network.buffers().count());
  }

  @Test
  void rowsOfEqualNumbersBecomeBeta() {
    Tensor x = Tensor.of(Precision.FLOAT32, 2, 3, 3, 3, -1e30, -1e30, -1e30);
    Tensor y = TestLayers.predict(LayerNorm.of(3), x);
    assertTrue(Tensor.zeros(Precision.FLOAT32, 2, 3).sameBits(y));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void derivativesAreThoseOfFiniteDifferences(Backend backend) {
    for (int columns : new int[] {1, 3, 17}) {
      for (int rows : new int[] {1, 5}) {
        TestLayers.assertGradients(backend, Network.builder(columns).layerNorm(), rows);
        var builder =
            Network.builder(4).dense(columns).layerNorm().activation(UnaryOp.SIGMOID).dense(2);
        TestLayers.assertGradients(backend, builder, rows);
      }
    }
  }

  @Test
  void otherWidthsAndSettingsAreRefused() {
    var width = assertThrows(IllegalArgumentException.class, () -> LayerNorm.of(3).outputs(4));
    assertEquals("a layer-norm layer takes 3 columns, it is given 4", width.getMessage());
    for (double epsilon : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> new LayerNorm(3, epsilon));
      assertEquals("a normalization of 3 columns with epsilon " + epsilon, thrown.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> LayerNorm.of(0));
  }
}
