package org.lanewise.nn.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerPass;
import org.lanewise.nn.Maxout;
import org.lanewise.nn.Network;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** A kink between the points of a difference is skipped; nothing else is. */
@Tag("backends")
class KinksTest {
  private static final Precision P = Precision.FLOAT64;
  private static final double STEP = 1e-6;

  /** A rectifier whose derivative is wrong by a factor where it passes anything. */
  private record WrongRelu(double factor) implements Layer {
    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      pass.ops().unary(UnaryOp.RELU, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      for (int i = 0; dx != null && i < x.size(); i++) {
        dx.set(i, y.get(i) > 0 ? factor * dy.get(i) : 0);
      }
    }
  }

  private static GradientReport check(Layer layer, Tensor x, String loss, double... targets) {
    return GradientCheck.of(
            Network.builder(x.columns()).layer(layer).build(P, 1), Losses.named(loss))
        .backend(TestBackends.tested())
        .inputs(x, Tensor.of(P, x.rows(), targets))
        .check();
  }

  private static void assertSkipped(int kinks, GradientReport report) {
    report.assertPassed();
    assertEquals(kinks, report.kinks(), report.toString());
  }

  /** How far the kink is from the point, in steps: wherever it lies, it is found. */
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1e-9,
        0.001,
        0.02,
        0.1,
        0.11111111111,
        0.125,
        0.2,
        0.3333333333,
        0.5,
        0.7,
        0.99,
        -1e-9,
        -0.001,
        -0.1,
        -0.11111111111,
        -0.125,
        -0.3333333333,
        -0.5,
        -0.9
      })
  void aKinkIsSkippedWhereverItLiesBetweenThePoints(double distance) {
    Tensor x = Tensor.of(P, 1, distance * STEP, 1, -1, 2);
    for (String name : new String[] {"relu", "leaky-relu:0.1", "elu:0.5", "clamp:0:9"}) {
      assertSkipped(1, check(ActivationLayer.named(name), x, "mse", 5, 5, 5, 5));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.01, -1.01, 1.5, -3, 100})
  void aKinkOutsideIsNoReasonToSkip(double distance) {
    Tensor x = Tensor.of(P, 1, distance * STEP, 1, -1, 2);
    GradientReport report = check(new ActivationLayer(UnaryOp.RELU), x, "mse", 5, 5, 5, 5);
    assertSkipped(0, report);
    assertEquals(4, report.checked());
  }

  @Test
  void everyLayerAndLossWithAKinkHasItSkipped() {
    Tensor x = Tensor.of(P, 1, 0, 1, -1, 2);
    // The slope of 0.25 changes nothing at 0, so 1 of 4 inputs is skipped and the slope compared.
    assertSkipped(1, check(new Prelu(1), x, "mse", 5, 5, 5, 5));
    Tensor pieces = Tensor.of(P, 1, 1, 2, 3, 1, 5, -4);
    assertSkipped(2, check(new Maxout(2), pieces, "mse", 5, 5, 5));
    Layer same = new ActivationLayer(UnaryOp.IDENTITY);
    assertSkipped(1, check(same, x, "mae", 0, 2, 3, 4));
    assertSkipped(1, check(same, x, "hinge", 1, 1, 1, 1)); // 1 - y is 0 at the second
    assertSkipped(2, check(new ActivationLayer(UnaryOp.RELU), x, "mae:sum", 5, 1, 5, 5));
  }

  /** The edge of Huber has a slope; only its second derivative jumps. */
  @Test
  void theEdgeOfHuberIsNoFailure() {
    for (double offset : new double[] {0, 0.05, 0.11, 0.3, 0.9, -0.05, -0.5}) {
      Tensor x = Tensor.of(P, 1, 1 + offset * STEP, 0.5, -1, 2);
      check(new ActivationLayer(UnaryOp.IDENTITY), x, "huber:sum", 0, 0, 0, 0).assertPassed();
    }
  }

  /** Each row of zeros meets all rectifiers at their kinks, in units of either sign. */
  @Test
  void inputsOfZerosAreSkippedAndTheRestIsCompared() {
    Network network = Network.builder(4).dense(8).activation(UnaryOp.RELU).dense(3).build(P, 3);
    GradientReport report =
        GradientCheck.of(network, new MeanSquaredError())
            .backend(TestBackends.tested())
            .inputs(Tensor.zeros(P, 2, 4), TestData.gaussian(P, 2, 3, 1))
            .check();
    assertSkipped(2 * 4 + 8, report);
    assertEquals(4 * 8 + 8 * 3 + 3, report.checked());
  }

  @ParameterizedTest
  @CsvSource({"0.5", "1.00002", "0", "-1"})
  void aWrongRectifierIsReportedAmongKinks(double factor) {
    Network wrong = Network.builder(4).dense(8).layer(new WrongRelu(factor)).dense(3).build(P, 3);
    Tensor x = TestData.gaussian(P, 5, 4, 7);
    x.rows(0, 1).fill(0); // with kinks of its own
    GradientReport report =
        GradientCheck.of(wrong, new MeanSquaredError())
            .backend(TestBackends.tested())
            .inputs(x, TestData.gaussian(P, 5, 3, 1))
            .check();
    assertFalse(report.passed(), report.toString());
    assertTrue(report.failed() > 20, report.toString());
    assertTrue(report.kinks() > 0, report.toString());
  }

  /** Beside a kink the smaller step still tells what the slope is. */
  @Test
  void aWrongDerivativeBesideAKinkIsAFailure() {
    GradientReport report = check(new WrongRelu(1.5), Tensor.of(P, 1, 0.4 * STEP, -1), "mse", 5, 5);
    assertEquals(1, report.failed(), report.toString());
    assertEquals(0, report.kinks(), report.toString());
    assertEquals(1.5, report.worst().analytic() / report.worst().numeric(), 1e-5);
  }

  @Test
  void aCheckOfKinksAloneHasComparedNothingAndDoesNotPass() {
    GradientReport report = check(new ActivationLayer(UnaryOp.RELU), Tensor.of(P, 1, 0), "mse", 5);
    assertEquals(1, report.kinks());
    assertFalse(report.passed());
    assertNull(report.worst());
    assertEquals(
        "no coordinate was compared, 1 skipped at kinks",
        assertThrows(AssertionError.class, report::assertPassed).getMessage());
  }

  @Test
  void aCheckThatSkipsMoreThanItComparesDoesNotPass() {
    Layer relu = new ActivationLayer(UnaryOp.RELU);
    check(relu, Tensor.of(P, 1, 0, 0, 1, 2), "mse", 5, 5, 5, 5).assertPassed();
    GradientReport report = check(relu, Tensor.of(P, 1, 0, 0, 0, 2, 3), "mse", 5, 5, 5, 5, 5);
    assertFalse(report.passed());
    String message = assertThrows(AssertionError.class, report::assertPassed).getMessage();
    assertTrue(
        message.startsWith(
            "0 of 2 coordinates differ, 3 skipped at kinks, which is most: give other inputs"),
        message);
  }

  /** On a parabola with kinks of any size at two places, the slope in the middle is never wrong. */
  @Test
  void noPlaceOfAKinkMakesARightDerivativeWrong() {
    Differences differences = new Differences(1, STEP, 1e-8, 1e-6);
    for (int i = -1050; i <= 1050; i++) {
      for (double size : new double[] {1e-4, -0.01, 1, -100}) {
        double first = i * STEP / 1000;
        double second = (i * 37 % 1000) * STEP / 1000;
        DoubleUnaryOperator kinks =
            t -> size * Math.max(0, t - first) - 0.7 * size * Math.max(0, second - t);
        DoubleUnaryOperator loss =
            t -> 1 + 0.3 * t + 2 * t * t + kinks.applyAsDouble(t) - kinks.applyAsDouble(0);
        double slope = 0.3 + (first < 0 ? size : 0) + (second > 0 ? 0.7 * size : 0);
        assertNotEquals(
            Differences.Verdict.WRONG,
            differences.compare(loss, slope).verdict(),
            () -> "kinks of " + size + " at " + first + " and " + second);
      }
    }
  }

  /** A smooth function, however curved, is compared and never skipped. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 100, 1000})
  void curvatureIsNoKink(double steepness) {
    DoubleUnaryOperator loss = t -> Math.sin(steepness * t + 0.3);
    double slope = steepness * Math.cos(0.3);
    Differences differences = new Differences(Math.sin(0.3), STEP, 1e-8, 1e-6);
    assertEquals(Differences.Verdict.RIGHT, differences.compare(loss, slope).verdict());
    for (double wrong : new double[] {slope * (1 + 1e-5), slope + 1e-5 * steepness, 0, -slope}) {
      assertEquals(Differences.Verdict.WRONG, differences.compare(loss, wrong).verdict());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void lossesThatAreNoNumberAreWrong(double value) {
    Differences differences = new Differences(value, STEP, 1e-8, 1e-6);
    assertEquals(Differences.Verdict.WRONG, differences.compare(t -> value, 0).verdict());
    differences = new Differences(1, STEP, 1e-8, 1e-6);
    DoubleUnaryOperator half = t -> t > 0 ? value : 1;
    assertEquals(Differences.Verdict.WRONG, differences.compare(half, 0).verdict());
    assertEquals(
        Differences.Verdict.WRONG, differences.compare(t -> 1 + 2 * t, Double.NaN).verdict());
  }
}
