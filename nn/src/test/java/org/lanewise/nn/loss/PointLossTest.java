package org.lanewise.nn.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class PointLossTest {
  private final TensorOps ops = new TensorOps(TestBackends.tested());

  /** Worked by hand from the formulas. */
  @ParameterizedTest
  @CsvSource({
    "mae, 2, 5, 3, -1",
    "mae, 5, 2, 3, 1",
    "mae, 5, 5, 0, 0",
    "huber, 2, 2.5, 0.125, -0.5",
    "huber, 2, 3, 0.5, -1",
    "huber, 2, 5, 2.5, -1",
    "huber:0.5, 2, 5, 1.375, -0.5",
    "huber:0.5, 5, 2, 1.375, 0.5",
    "hinge, 0.25, 1, 0.75, -1",
    "hinge, 0.25, 0, 1.25, 1",
    "hinge, 0.25, -1, 1.25, 1",
    "hinge, 1, 1, 0, 0",
    "hinge, -3, -1, 0, 0",
    "hinge, -3, 1, 4, -1",
    "hellinger, 0.25, 0.25, 0, 0",
    "hellinger, 0.25, 1, 0.125, -0.5",
    "hellinger, 1, 0.25, 0.125, 0.25",
    "hellinger, 0, 1, 0.5, -499999.5",
    "hellinger, 0, 0, 0, 0",
    "poisson, 0, 1, 0, 0",
    "poisson, 0, 0, 1, 1",
    "poisson, 0, 2, 0.386294361119891, -1",
    "poisson, 1, 1, 0.718281828459045, 1.718281828459045",
    "poisson, -3000, 2, 5999.386294361120, -2",
  })
  void aSingleOutputHasItsLossAndSlope(
      String name, double output, double target, double loss, double slope) {
    Tensor gradient = Tensor.zeros(Precision.FLOAT64, 1, 1);
    double value =
        Losses.named(name)
            .evaluate(
                ops,
                Tensor.of(Precision.FLOAT64, 1, output),
                Tensor.of(Precision.FLOAT64, 1, target),
                gradient);
    assertEquals(loss, value, name.equals("hellinger") ? 1e-6 : 1e-13 * loss);
    assertEquals(slope, gradient.get(0), 1e-9 * Math.abs(slope));
  }

  @Test
  void aRateTooLargeForAFloatKeepsAFiniteSlope() {
    for (Precision precision : Precision.values()) {
      Tensor gradient = Tensor.zeros(precision, 1, 1);
      Loss poisson = new PointLoss(PointLoss.Kind.POISSON);
      Tensor one = Tensor.of(precision, 1, 1);
      double at80 = poisson.evaluate(ops, Tensor.of(precision, 1, 80), one, gradient);
      double at81 = poisson.evaluate(ops, Tensor.of(precision, 1, 81), one, gradient);
      assertEquals(2, at81 / at80, 1e-12, "e^80 more, along the tangent");
      assertEquals(StrictMath.exp(80), gradient.get(0), 1e-6 * StrictMath.exp(80));
      double at1000 = poisson.evaluate(ops, Tensor.of(precision, 1, 1000), one, gradient);
      assertEquals(921, at1000 / at80, 1e-9);
      assertEquals(StrictMath.exp(80), gradient.get(0), 1e-6 * StrictMath.exp(80));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mae, NaN, finite",
    "huber, Infinity, finite",
    "hinge, 0.5, '1, or -1 or 0 for the other side'",
    "hinge, NaN, '1, or -1 or 0 for the other side'",
    "hellinger, -0.1, between 0 and 1",
    "hellinger, 1.1, between 0 and 1",
    "poisson, -1, a count: finite and at least 0",
    "poisson, Infinity, a count: finite and at least 0",
    "bce, NaN, between 0 and 1",
    "mse, NaN, finite",
    "half-mse, Infinity, finite",
    "rmse, -Infinity, finite",
  })
  void aTargetOutOfRangeIsRefused(String name, double target, String rule) {
    Tensor output = Tensor.of(Precision.FLOAT64, 1, 0.5, 0.5);
    Tensor targets = Tensor.of(Precision.FLOAT64, 1, 1, target);
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Losses.named(name).evaluate(ops, output, targets, output.copy(Precision.FLOAT64)));
    assertEquals("target 1 is " + target + ", it must be " + rule, thrown.getMessage());
  }

  @Test
  void hellingerRefusesLogits() {
    Loss loss = new PointLoss(PointLoss.Kind.HELLINGER);
    Tensor output = Tensor.of(Precision.FLOAT64, 1, -0.5);
    Tensor target = Tensor.of(Precision.FLOAT64, 1, 1);
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.evaluate(ops, output, target, output.copy(Precision.FLOAT64)));
    assertEquals(
        "an output is -0.5, no probability: end the network with softmax", thrown.getMessage());
  }

  @Test
  void aDeltaThatIsNoneIsRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      var thrown =
          assertThrows(
              IllegalArgumentException.class,
              () -> new PointLoss(PointLoss.Kind.HUBER, Reduction.MEAN, wrong));
      assertEquals(
          "delta of HUBER is " + wrong + "; it must be above 0, and 1 but for HUBER",
          thrown.getMessage());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new PointLoss(PointLoss.Kind.MAE, Reduction.MEAN, 0.5));
  }
}
