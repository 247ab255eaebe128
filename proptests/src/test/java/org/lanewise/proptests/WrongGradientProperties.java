package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerPass;
import org.lanewise.nn.Network;
import org.lanewise.nn.ParameterSpec;
import org.lanewise.nn.check.GradientReport;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** A backward pass that is wrong is caught, by coordinates and along directions. */
class WrongGradientProperties {
  private static void assertCaught(Network network, Loss loss, long seed) {
    RandomStream random = RandomStream.of(seed, "sample");
    GradientReport report = GradientSamples.check(network, loss, 5, random).check();
    assertFalse(report.passed(), report.toString());
    assertTrue(report.failed() > 0, report.toString());
    GradientReport along =
        GradientSamples.check(network, loss, 5, random).directions(2, seed).check();
    assertTrue(along.failed() > 0, along.toString());
  }

  /** ReLU whose backward pass masks on the gradient instead of the input, a mistake often seen. */
  private record ReluMaskedOnGradient() implements Layer {
    @Override
    public String kind() {
      return "relu masked on its gradient";
    }

    @Override
    public int outputs(int columns) {
      return columns;
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      pass.ops().unary(UnaryOp.RELU, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      pass.ops().unary(UnaryOp.RELU, dy, dx);
    }
  }

  @Property(tries = 50)
  void aReluThatMasksOnItsGradientIsCaught(@ForAll long seed) {
    Network network =
        Network.builder(6)
            .dense(20)
            .layer(new ReluMaskedOnGradient())
            .dense(3)
            .build(Precision.FLOAT64, seed);
    assertCaught(network, new MeanSquaredError(), seed);
  }

  /** The squared error whose gradient lacks the division by the number of elements. */
  private record MeanWithoutDivision() implements Loss {
    @Override
    public String name() {
      return "mse without 1/n in its gradient";
    }

    @Override
    public Reduction reduction() {
      return Reduction.MEAN;
    }

    @Override
    public double evaluate(
        TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
      double value = new MeanSquaredError().evaluate(ops, output, targets, gradient);
      ops.scal(output.size(), gradient);
      return value;
    }
  }

  @Property(tries = 50)
  void aMissingDivisionByTheBatchIsCaught(@ForAll long seed) {
    Network network =
        Network.builder(6)
            .dense(8)
            .activation(UnaryOp.TANH)
            .dense(3)
            .build(Precision.FLOAT64, seed);
    assertCaught(network, new MeanWithoutDivision(), seed);
  }

  /** A dense layer whose bias gradient sums along the rows instead of down the columns. */
  private record DenseWithBiasSummedOverRows(Dense dense) implements Layer {
    @Override
    public String kind() {
      return "dense with a wrong bias gradient";
    }

    @Override
    public int outputs(int columns) {
      return dense.outputs(columns);
    }

    @Override
    public List<ParameterSpec> parameters() {
      return dense.parameters();
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      dense.forward(pass, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      dense.backward(pass, x, y, dy, dx);
      for (int i = 0; i < dy.columns(); i++) {
        double sum = 0;
        for (int j = 0; j < dy.columns(); j++) {
          sum += dy.get(i, j);
        }
        pass.gradient(1).set(i, sum);
      }
    }
  }

  @Property(tries = 50)
  void aBiasGradientSummedOverTheWrongAxisIsCaught(@ForAll long seed) {
    // As many rows as outputs: the shapes fit, and only the numbers are wrong.
    Network network =
        Network.builder(6)
            .layer(new DenseWithBiasSummedOverRows(new Dense(6, 5, Initializer.XAVIER)))
            .activation(UnaryOp.TANH)
            .dense(3)
            .build(Precision.FLOAT64, seed);
    assertCaught(network, new MeanSquaredError(), seed);
    RandomStream random = RandomStream.of(seed, "sample");
    GradientReport report =
        GradientSamples.check(network, new MeanSquaredError(), 5, random).check();
    assertTrue(report.worst().name().equals("0.bias"), report.toString());
    assertTrue(report.failed() <= 5, "nothing else is wrong: " + report);
  }

  /** A hyperbolic tangent whose derivative is off by a share. */
  private record InexactTanh(double share) implements Layer {
    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      pass.ops().unary(UnaryOp.TANH, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      pass.ops().unaryGradient(UnaryOp.TANH, y, dy, dx);
      pass.ops().scal(1 + share, dx);
    }
  }

  @Property(tries = 30)
  void aSmoothDerivativeThatIsOffByALittleIsNeverTakenForAKink(@ForAll long seed) {
    for (double share : new double[] {1e-4, -1e-3, 0.1, -1, -2, 1e9}) {
      Network network =
          Network.builder(6)
              .dense(8)
              .layer(new InexactTanh(share))
              .dense(3)
              .build(Precision.FLOAT64, seed);
      RandomStream random = RandomStream.of(seed, "sample");
      GradientReport report =
          GradientSamples.check(network, new MeanSquaredError(), 5, random).check();
      assertTrue(report.failed() > 0, share + ": " + report);
      assertTrue(report.kinks() == 0, share + ": " + report);
    }
  }
}
