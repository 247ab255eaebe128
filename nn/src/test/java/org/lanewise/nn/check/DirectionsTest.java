package org.lanewise.nn.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerPass;
import org.lanewise.nn.Network;
import org.lanewise.nn.ParameterSpec;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** The check along random directions, for networks that are too large for every coordinate. */
@Tag("backends")
class DirectionsTest {
  private static final Precision P = Precision.FLOAT64;

  /** A dense layer that counts its passes and multiplies one derivative. */
  private record Counting(Dense dense, AtomicInteger passes, int at, double factor)
      implements Layer {
    @Override
    public int outputs(int inputs) {
      return dense.outputs(inputs);
    }

    @Override
    public List<ParameterSpec> parameters() {
      return dense.parameters();
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      passes.incrementAndGet();
      dense.forward(pass, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      dense.backward(pass, x, y, dy, dx);
      Tensor gradient = pass.gradient(0);
      for (int i = at < 0 ? 0 : at; i < (at < 0 ? gradient.size() : at + 1); i++) {
        gradient.set(i, factor * gradient.get(i));
      }
    }
  }

  private static GradientCheck check(Network network) {
    return GradientCheck.of(network, new MeanSquaredError())
        .backend(TestBackends.tested())
        .inputs(
            TestData.gaussian(P, 3, network.inputs(), 7),
            TestData.gaussian(P, 3, network.outputs(), 8));
  }

  private static Network network(AtomicInteger passes, int width, int at, double factor) {
    return Network.builder(20)
        .dense(width)
        .activation(UnaryOp.RELU)
        .layer(new Counting(new Dense(width, width, Initializer.HE), passes, at, factor))
        .activation(UnaryOp.TANH)
        .dense(4)
        .build(P, 5);
  }

  @Test
  void aMillionParametersTakeAFewForwardPasses() {
    AtomicInteger passes = new AtomicInteger();
    Network network = network(passes, 1000, 0, 1);
    assertTrue(network.parameters().size() > 1_000_000);
    GradientReport report = check(network).directions(3, 1).check();
    report.assertPassed();
    assertTrue(report.directional());
    assertEquals(3 * 7, report.checked() + report.kinks(), "six parameters, and the input");
    assertTrue(passes.get() <= 1 + 4 * 3 * 7, passes + " passes");
  }

  @Test
  void aWrongDerivativeIsFoundAndItsLayerNamed() {
    GradientReport report =
        check(network(new AtomicInteger(), 300, -1, 1.01)).directions(2, 1).check();
    assertFalse(report.passed());
    assertEquals(2, report.failed(), report.toString());
    assertEquals("2.weight", report.worst().name());
    assertEquals("counting", report.worst().kind());
    assertEquals(1.01, report.worst().analytic() / report.worst().numeric(), 1e-4);
    String text = report.toString();
    assertTrue(text.startsWith("2 of 14 directions differ, 0 skipped at kinks; worst:"), text);
    assertTrue(text.contains(" 2.weight in direction "), text);
  }

  @Test
  void oneWrongDerivativeAmongNinetyThousandIsFound() {
    Layer wrong = new Counting(new Dense(300, 300, Initializer.HE), new AtomicInteger(), 4711, -10);
    Network network =
        Network.builder(20).dense(300).activation(UnaryOp.TANH).layer(wrong).dense(4).build(P, 5);
    GradientReport report = check(network).directions(2, 1).check();
    assertTrue(report.failed() > 0, report.toString());
    assertEquals("2.weight", report.worst().name());
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void theSeedDecidesTheDirections(Backend backend) {
    Network network = network(new AtomicInteger(), 20, 0, 1);
    GradientCheck check = check(network).backend(backend);
    GradientReport first = check.directions(1, 1).check();
    assertEquals(first, check.directions(1, 1).check());
    assertNotEquals(first, check.directions(1, 2).check());
    first.assertPassed();
  }
}
