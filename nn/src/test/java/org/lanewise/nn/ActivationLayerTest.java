package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class ActivationLayerTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Tensor apply(String name, Tensor x) {
    return TestLayers.predict(ActivationLayer.named(name), x);
  }

  private static void assertValues(Precision precision, String name, double[] x, double... y) {
    Tensor actual = apply(name, Tensor.of(precision, 1, x));
    double tolerance = precision == Precision.FLOAT64 ? 5e-10 : 2e-7;
    for (int i = 0; i < x.length; i++) {
      double scaled = Double.isFinite(y[i]) ? tolerance * Math.max(1, Math.abs(y[i])) : 0;
      assertEquals(y[i], actual.get(i), scaled, name + " of " + x[i] + " in " + precision);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 6: values of activations")
  void activationsHaveTheirGoldenValues(Precision precision) {
    double[] x = {-2, -1, 0, 1, 2, -100, 100};
    assertValues(precision, "identity", x, -2, -1, 0, 1, 2, -100, 100);
    assertValues(
        precision,
        "sigmoid",
        x,
        0.119202922,
        0.268941421,
        0.5,
        0.731058579,
        0.880797078,
        3.72007598e-44,
        1);
    assertValues(
        precision, "tanh", x, -0.964027580, -0.761594156, 0, 0.761594156, 0.964027580, -1, 1);
    assertValues(precision, "relu", x, 0, 0, 0, 1, 2, 0, 100);
    assertValues(precision, "leaky-relu", x, -0.2, -0.1, 0, 1, 2, -10, 100);
    assertValues(precision, "elu", x, -0.864664717, -0.632120559, 0, 1, 2, -1, 100);
    assertValues(precision, "elu:2", x, -1.729329434, -1.264241118, 0, 1, 2, -2, 100);
    assertValues(precision, "clamp", x, 0, 0, 0, 1, 2, 0, 6);
    assertValues(
        precision,
        "softplus",
        x,
        0.126928011,
        0.313261688,
        0.693147181,
        1.313261688,
        2.126928011,
        0,
        100);
    assertValues(
        precision, "silu", x, -0.238405844, -0.268941421, 0, 0.731058579, 1.761594156, 0, 100);
    assertValues(
        precision, "gelu", x, -0.045500264, -0.158655254, 0, 0.841344746, 1.954499736, 0, 100);
    assertValues(
        precision,
        "selu",
        x,
        -1.520166469,
        -1.111330738,
        0,
        1.050700987,
        2.101401975,
        -1.758099341,
        105.070098736);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 6: activations of infinities and NaN")
  void infinitiesReachTheLimitsAndNanStaysNan(Precision precision) {
    double[] x = {INFINITY, -INFINITY, Double.NaN};
    double nan = Double.NaN;
    assertValues(precision, "identity", x, INFINITY, -INFINITY, nan);
    assertValues(precision, "sigmoid", x, 1, 0, nan);
    assertValues(precision, "tanh", x, 1, -1, nan);
    assertValues(precision, "relu", x, INFINITY, 0, nan);
    assertValues(precision, "leaky-relu", x, INFINITY, -INFINITY, nan);
    assertValues(precision, "elu", x, INFINITY, -1, nan);
    assertValues(precision, "selu", x, INFINITY, -1.758099341, nan);
    assertValues(precision, "softplus", x, INFINITY, 0, nan);
    for (String name : List.of("gelu", "gelu-tanh", "silu")) {
      assertValues(precision, name, x, INFINITY, -0.0, nan);
    }
    assertValues(precision, "clamp", x, 6, 0, nan);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 6: activations far from zero")
  void everyActivationIsFiniteOneHundredAwayFromZero(Precision precision) {
    Tensor x = Tensor.of(precision, 1, 100, -100);
    for (String name : ActivationLayer.NAMES) {
      boolean growsToInfinity = name.startsWith("exp") && precision == Precision.FLOAT32;
      boolean notDefinedBelowZero = name.startsWith("log") || name.equals("sqrt");
      Tensor y = apply(name, x);
      assertEquals(growsToInfinity, Double.isInfinite(y.get(0)), name + " of 100");
      assertEquals(notDefinedBelowZero, Double.isNaN(y.get(1)), name + " of -100");
    }
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  @DisplayName("acceptance point 6: derivatives of activations")
  void everyActivationHasTheDerivativeOfFiniteDifferences(Backend backend) {
    for (String name : ActivationLayer.NAMES) {
      boolean positiveOnly =
          name.startsWith("log") || name.equals("sqrt") || name.equals("reciprocal");
      for (int[] shape : new int[][] {{1, 1}, {5, 3}, {3, 17}}) {
        Tensor x = TestData.gaussian(Precision.FLOAT64, shape[0], shape[1], 7);
        for (int i = 0; i < x.size() && positiveOnly; i++) {
          x.set(i, 0.5 + Math.abs(x.get(i)));
        }
        TestLayers.assertGradients(
            backend, Network.builder(shape[1]).layer(ActivationLayer.named(name)), x);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "leaky-relu,LEAKY_RELU,0.1,0",
    "leaky-relu:0.25,LEAKY_RELU,0.25,0",
    "elu,ELU,1,0",
    "elu:0.5,ELU,0.5,0",
    "SELU,SELU,1.6732632423543772,1.0507009873554805",
    "clamp,CLAMP,0,6",
    "clamp:-1:1,CLAMP,-1,1",
    "gelu-tanh,GELU_TANH,0,0",
  })
  void aNameIsFollowedByItsParameters(String name, UnaryOp.Kind kind, double alpha, double beta) {
    assertEquals(new UnaryOp(kind, alpha, beta), ActivationLayer.named(name).op());
  }

  @Test
  void everyNameGivesTheActivationOfThatKind() {
    for (String name : ActivationLayer.NAMES) {
      assertEquals(name, ActivationLayer.named(name).kind());
    }
    assertTrue(ActivationLayer.NAMES.containsAll(List.of("relu", "gelu-tanh", "softplus")));
    assertEquals(Map.of("alpha", 1.0), ActivationLayer.named("elu").settings());
    assertEquals(Map.of("alpha", 0.0, "beta", 6.0), ActivationLayer.named("clamp").settings());
  }

  @ParameterizedTest
  @CsvSource({
    "relu6,'there is no activation ''relu6''; known are identity, exp, '",
    "leaky-relu:x,'''x'' in ''leaky-relu:x'' is not a number'",
    "tanh:1,'''tanh:1'' has 1 numbers, it takes 0'",
    "elu:-1,'ELU does not take the parameters -1.0 and 0.0'",
  })
  void aNameThatIsNoneIsRefusedWithTheReason(String name, String message) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> ActivationLayer.named(name));
    assertTrue(thrown.getMessage().startsWith(message), thrown.getMessage());
  }
}
