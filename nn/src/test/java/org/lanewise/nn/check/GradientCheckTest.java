package org.lanewise.nn.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
import org.lanewise.nn.TestData;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

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
        .inputs(TestData.gaussian(P, 5, network.inputs(), 7), oneHot(5, network.outputs()));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#all")
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
      assertTrue(of(network, loss).tolerance(1e-9, 1e-7).check().passed(), "and 10 times tighter");
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
        "a gradient check needs a network in FLOAT64; this one is in FLOAT32", thrown.getMessage());
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

  /** At exactly 0 the rectifier has slope 0 on the left and 1 on the right. */
  @Test
  void aKinkExactlyAtZeroIsCountedAsAKinkAndNotAsAFailure() {
    Network network = Network.builder(2).activation(UnaryOp.RELU).zeros(P);
    Tensor x = Tensor.of(P, 2, 0, 1, -1, 2);
    Tensor targets = Tensor.of(P, 2, 5, 5, 5, 5);
    GradientReport report =
        GradientCheck.of(network, new MeanSquaredError()).inputs(x, targets).check();
    report.assertPassed();
    assertEquals(1, report.kinks());
    assertEquals(3, report.checked());
  }

  @Test
  void aWrongDerivativeAtAKinkIsStillAFailure() {
    // The slopes of the loss are 0 on the left and -10 on the right; -20 is not between them.
    SameWidth wrong =
        new SameWidth() {
          @Override
          public void forward(LayerPass pass, Tensor x, Tensor y) {
            pass.ops().unary(UnaryOp.RELU, x, y);
          }

          @Override
          public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
            pass.ops().axpy(2, dy, zeroed(dx));
          }
        };
    GradientReport report =
        GradientCheck.of(Network.builder(1).layer(wrong).zeros(P), new MeanSquaredError())
            .inputs(Tensor.of(P, 1, 0), Tensor.of(P, 1, 5))
            .check();
    assertEquals(0, report.kinks());
    assertEquals(1, report.failed());
  }

  @Test
  void aCheckOfKinksAloneHasComparedNothingAndDoesNotPass() {
    GradientReport report =
        GradientCheck.of(
                Network.builder(1).activation(UnaryOp.RELU).zeros(P), new MeanSquaredError())
            .inputs(Tensor.of(P, 1, 0), Tensor.of(P, 1, 5))
            .check();
    assertEquals(1, report.kinks());
    assertFalse(report.passed());
    assertNull(report.worst());
    assertEquals(
        "no coordinate was compared",
        assertThrows(AssertionError.class, report::assertPassed).getMessage());
  }

  @Test
  void aCheckWithoutInputsIsRefused() {
    GradientCheck check =
        GradientCheck.of(Network.builder(1).dense(1).zeros(P), new MeanSquaredError());
    assertEquals(
        "the check has no inputs",
        assertThrows(IllegalStateException.class, check::check).getMessage());
  }
}
