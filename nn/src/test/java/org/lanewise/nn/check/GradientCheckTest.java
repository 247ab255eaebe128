package org.lanewise.nn.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerPass;
import org.lanewise.nn.Network;
import org.lanewise.nn.ParameterSpec;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class GradientCheckTest {
  private static final Precision P = Precision.FLOAT64;

  /** A layer of a test: as many columns come out as go in. */
  private interface SameWidth extends Layer {
    @Override
    default String kind() {
      return "test";
    }

    @Override
    default int outputs(int inputs) {
      return inputs;
    }
  }

  /** Multiplies each column by a parameter; the derivative by it may be wrong by a factor. */
  private record Scale(int columns, double mistake) implements SameWidth {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(new ParameterSpec("slope", 1, columns, 1, 1, Initializer.FRAMEWORK));
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      for (int i = 0; i < x.size(); i++) {
        y.set(i, x.get(i) * pass.parameter(0).get(i % columns));
      }
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      Tensor gradient = pass.gradient(0);
      gradient.fill(0);
      for (int i = 0; i < x.size(); i++) {
        int j = i % columns;
        gradient.set(j, gradient.get(j) + mistake * x.get(i) * dy.get(i));
        if (dx != null) {
          dx.set(i, dy.get(i) * pass.parameter(0).get(j));
        }
      }
    }
  }

  /** The rectifier of the second document, which masks on the gradient's own sign: a bug. */
  private record DocumentsRelu() implements SameWidth {
    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      pass.ops().unary(UnaryOp.RELU, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      pass.ops().unary(UnaryOp.RELU, dy, dx);
    }
  }

  private static Tensor oneHot(int rows, int columns) {
    Tensor targets = Tensor.zeros(P, rows, columns);
    for (int i = 0; i < rows; i++) {
      targets.set(i, i % columns, 1);
    }
    return targets;
  }

  private static GradientCheck of(Network network, Loss loss) {
    return GradientCheck.of(network, loss)
        .backend(TestBackends.tested())
        .inputs(TestData.gaussian(P, 5, network.inputs(), 7), oneHot(5, network.outputs()));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void aCorrectNetworkPassesTightlyWithEveryLoss(Backend backend) {
    for (Loss loss :
        List.of(new SoftmaxCrossEntropy(), new BinaryCrossEntropy(), new MeanSquaredError())) {
      Network network =
          Network.builder(4)
              .dense(7)
              .activation(UnaryOp.TANH)
              .dropout(0.3)
              .dense(6)
              .activation(UnaryOp.SIGMOID)
              .dense(3)
              .build(P, 1);
      GradientReport report = of(network, loss).backend(backend).check();
      assertTrue(report.passed(), report.toString());
      assertEquals(0, report.kinks());
      assertEquals(network.parameters().size() + 5 * 4, report.checked(), "inputs count too");
      assertTrue(
          of(network, loss).backend(backend).tolerance(1e-9, 1e-7).check().passed(),
          "and 10 times tighter");
    }
  }

  @Test
  void aWrongDerivativeFailsAndNamesItsParameter() {
    Network network = Network.builder(4).dense(3).layer(new Scale(3, 1.01)).build(P, 2);
    GradientReport report = of(network, new MeanSquaredError()).check();
    assertFalse(report.passed());
    assertEquals(3, report.failed(), "the three slopes and nothing else");
    assertEquals("1.slope", report.worst().name());
    assertEquals(1.01, report.worst().analytic() / report.worst().numeric(), 1e-6);
    assertTrue(report.worst().excess() > 1);
    var thrown = assertThrows(AssertionError.class, report::assertPassed);
    assertTrue(thrown.getMessage().contains("1.slope["), thrown.getMessage());
    assertTrue(thrown.getMessage().startsWith("3 of " + report.checked()), thrown.getMessage());
  }

  @Test
  void theSameLayerWithItsRightDerivativePasses() {
    Network network = Network.builder(4).dense(3).layer(new Scale(3, 1)).build(P, 2);
    of(network, new MeanSquaredError()).check().assertPassed();
  }

  @Test
  @DisplayName("acceptance point 9: the wrong mask is caught")
  void theBugInTheDocumentIsCaught() {
    Network wrong = Network.builder(4).dense(8).layer(new DocumentsRelu()).dense(3).build(P, 3);
    Network right = Network.builder(4).dense(8).activation(UnaryOp.RELU).dense(3).build(P, 3);
    assertTrue(of(wrong, new MeanSquaredError()).check().failed() > 10);
    of(right, new MeanSquaredError()).check().assertPassed();
  }

  @Test
  void aDerivativeThatIsNotANumberFails() {
    Network network = Network.builder(4).dense(3).layer(new Scale(3, Double.NaN)).build(P, 2);
    GradientReport report = of(network, new MeanSquaredError()).check();
    assertEquals(3, report.failed());
    assertEquals("1.slope", report.worst().name());
  }

  @Test
  void aWrongDerivativeByTheInputIsNamedInput() {
    SameWidth wrong =
        new SameWidth() {
          @Override
          public void forward(LayerPass pass, Tensor x, Tensor y) {
            pass.ops().axpy(1, x, zeroed(y));
            pass.ops().axpy(1, x, y);
          }

          @Override
          public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
            pass.ops().axpy(3, dy, zeroed(dx));
          }
        };
    GradientReport report =
        of(Network.builder(3).layer(wrong).build(P, 1), new MeanSquaredError()).check();
    assertEquals(15, report.failed());
    assertEquals("input", report.worst().name());
  }

  private static Tensor zeroed(Tensor tensor) {
    tensor.fill(0);
    return tensor;
  }

  @Test
  void aLossWithAWrongDerivativeFails() {
    Loss half =
        new Loss() {
          @Override
          public String name() {
            return "half";
          }

          @Override
          public Reduction reduction() {
            return Reduction.MEAN;
          }

          @Override
          public double evaluate(
              TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
            return 0.5 * new MeanSquaredError().evaluate(ops, output, targets, gradient);
          }
        };
    assertFalse(of(Network.builder(4).dense(3).build(P, 1), half).check().passed());
  }

  @Test
  void aNetworkInFloat32IsRefused() {
    Network network = Network.builder(2).dense(1).build(Precision.FLOAT32, 1);
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> GradientCheck.of(network, new MeanSquaredError()));
    assertEquals(
        "a gradient check needs a network in FLOAT64; this one is in FLOAT32, give"
            + " network.copy(Precision.FLOAT64)",
        thrown.getMessage());
  }

  @Test
  void parametersAndInputsAreTheSameAfterwards() {
    Network network = Network.builder(4).dense(6).activation(UnaryOp.RELU).dense(3).build(P, 4);
    Tensor before = network.parameters().copy().all();
    Tensor x = TestData.gaussian(P, 5, 4, 7);
    GradientCheck.of(network, new SoftmaxCrossEntropy()).inputs(x, oneHot(5, 3)).check();
    assertTrue(before.sameBits(network.parameters().all()));
    assertTrue(x.sameBits(TestData.gaussian(P, 5, 4, 7)));
  }

  @Test
  void aCheckWithoutInputsIsRefused() {
    GradientCheck check =
        GradientCheck.of(Network.builder(1).dense(1).zeros(P), new MeanSquaredError());
    assertEquals(
        "the check has no inputs",
        assertThrows(IllegalStateException.class, check::check).getMessage());
  }

  @Test
  void theReportNamesTheLayerTheParameterAndTheRelativeError() {
    Network network = Network.builder(4).dense(3).layer(new Scale(3, 1.01)).build(P, 2);
    GradientReport report = of(network, new MeanSquaredError()).check();
    assertEquals(1, report.worst().layer());
    assertEquals("slope", report.worst().parameter());
    assertEquals("test", report.worst().kind());
    assertEquals(0.01 / 1.01, report.worst().relativeError(), 1e-6);
    assertFalse(report.directional());
    String text = report.toString();
    assertTrue(
        text.startsWith("3 of 38 coordinates differ, 0 skipped at kinks; worst: 1.slope["), text);
    assertTrue(text.contains("] of layer 1 (test): analytic "), text);
    assertTrue(text.contains(", relative error 0.0099"), text);
  }

  @Test
  void assertCorrectThrowsTheReport() {
    Network wrong = Network.builder(4).dense(3).layer(new Scale(3, 1.01)).build(P, 2);
    GradientCheck check = of(wrong, new MeanSquaredError());
    assertEquals(
        check.check().toString(),
        assertThrows(AssertionError.class, check::assertCorrect).getMessage());
    of(Network.builder(4).dense(3).build(P, 2), new MeanSquaredError()).assertCorrect();
  }

  @Test
  void anErrorOfAHundredThousandthIsSeen() {
    for (double mistake : new double[] {1 + 1e-5, 1 - 1e-5, -1, 0, 2}) {
      Network network =
          Network.builder(4)
              .dense(8)
              .activation(UnaryOp.TANH)
              .layer(new Scale(8, mistake))
              .dense(3)
              .build(P, 2);
      GradientReport report = of(network, new MeanSquaredError()).check();
      assertEquals(8, report.failed(), mistake + ": " + report);
      assertEquals(0, report.kinks(), mistake + ": " + report);
    }
  }

  @Test
  void aLossAsLargeAsAMillionMayRoundAsMuch() {
    Network network = Network.builder(4).dense(6).activation(UnaryOp.TANH).dense(3).build(P, 2);
    Tensor targets = oneHot(5, 3);
    for (int i = 0; i < targets.size(); i++) {
      targets.set(i, 1000 * targets.get(i));
    }
    Loss sum = new MeanSquaredError(Reduction.SUM, MeanSquaredError.Form.MSE);
    GradientCheck.of(network, sum)
        .backend(TestBackends.tested())
        .inputs(TestData.gaussian(P, 5, 4, 7), targets)
        .assertCorrect();
  }

  @Test
  void dropoutKeepsItsMasksWhateverTheKey() {
    Network network = Network.builder(4).dense(16).dropout(0.5).dense(3).build(P, 4);
    for (long key = 0; key < 5; key++) {
      GradientReport report = of(network, new MeanSquaredError()).noiseKey(key).check();
      report.assertPassed();
      assertEquals(0, report.kinks());
    }
  }

  @Test
  void runningStatisticsAreTheSameAfterwards() {
    Network network = Network.builder(4).dense(6).batchNorm().dense(3).build(P, 4);
    Tensor before = network.buffers().copy().all();
    of(network, new MeanSquaredError()).assertCorrect();
    assertTrue(before.sameBits(network.buffers().all()));
  }

  @Test
  void parametersAreTheSameAfterALossThatThrows() {
    Network network = Network.builder(4).dense(3).build(P, 4);
    Tensor before = network.parameters().copy().all();
    int[] calls = {0};
    Loss breaks =
        new Loss() {
          @Override
          public String name() {
            return "breaks";
          }

          @Override
          public Reduction reduction() {
            return Reduction.MEAN;
          }

          @Override
          public double evaluate(
              TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
            if (++calls[0] == 2) {
              throw new IllegalArgumentException("the second time");
            }
            return new MeanSquaredError().evaluate(ops, output, targets, gradient);
          }
        };
    assertThrows(IllegalArgumentException.class, () -> of(network, breaks).check());
    assertTrue(before.sameBits(network.parameters().all()));
  }

  @Test
  void settingsThatCannotBeAreRefusedWithTheirValues() {
    GradientCheck check = of(Network.builder(4).dense(3).build(P, 4), new MeanSquaredError());
    assertRefused("the step is 0.0, it must be above 0, at most 1", () -> check.step(0));
    assertRefused("the step is NaN, it must be above 0, at most 1", () -> check.step(Double.NaN));
    assertRefused(
        "the tolerance is -1.0 + 0.5 |numeric|; neither is below 0",
        () -> check.tolerance(-1, 0.5));
    assertRefused("there are 0 directions, a check needs at least 1", () -> check.directions(0, 1));
    assertRefused(
        "the batch is 5 x 3; it needs at least 1 row, and the network takes 4 features",
        () -> check.inputs(Tensor.zeros(P, 5, 3), oneHot(5, 3)));
    assertRefused(
        "the batch is 0 x 4; it needs at least 1 row, and the network takes 4 features",
        () -> check.inputs(Tensor.zeros(P, 0, 4), oneHot(0, 3)));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
