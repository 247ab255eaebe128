package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
class LogSoftmaxTest {
  @ParameterizedTest
  @EnumSource
  void itIsTheLogarithmOfSoftmax(Precision precision) {
    Tensor x = Tensor.of(precision, 1, 2, 1, 0.1);
    Tensor y = TestLayers.predict(new LogSoftmax(), x);
    double[] softmax = {0.659001139, 0.242432971, 0.098565890};
    for (int i = 0; i < 3; i++) {
      assertEquals(Math.log(softmax[i]), y.get(i), precision == Precision.FLOAT64 ? 5e-9 : 1e-6);
    }
  }

  @Test
  void itStaysFiniteWhereTheLogarithmOfSoftmaxIsNot() {
    Tensor x = Tensor.of(Precision.FLOAT32, 1, 1000, 0, -1000);
    assertEquals(0, TestLayers.predict(new Softmax(), x).get(2));
    Tensor y = TestLayers.predict(new LogSoftmax(), x);
    assertTrue(Tensor.of(Precision.FLOAT32, 1, 0, -1000, -2000).sameBits(y));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void derivativesAreThoseOfFiniteDifferences(Backend backend) {
    for (int columns : new int[] {1, 3, 17}) {
      TestLayers.assertGradients(backend, Network.builder(columns).logSoftmax(), 5);
      var builder = Network.builder(4).dense(columns).logSoftmax().dense(2);
      TestLayers.assertGradients(backend, builder, 1);
    }
  }
}
