package org.lanewise.cli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerPass;
import org.lanewise.nn.Network;
import org.lanewise.nn.check.GradientCheck;
import org.lanewise.nn.check.GradientReport;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;
import org.lanewise.nn.train.TrainingStep;

/**
 * Formulas as some texts print them, kept as layers and losses of their own: the gradient check
 * tells each from the right one.
 */
class PublishedMistakesTest {
  private static final Tensor X = Examples.gaussian(Precision.FLOAT64, 5, 6, "x");
  private static final Tensor Y = Examples.gaussian(Precision.FLOAT64, 5, 3, "y");

  /** A layer of a forward pass and a backward pass that need not belong together. */
  private record Printed(
      String kind,
      BiConsumer<TensorOps, Tensor[]> forward,
      BiConsumer<TensorOps, Tensor[]> backward)
      implements Layer {
    @Override
    public int outputs(int inputs) {
      return inputs;
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      forward.accept(pass.ops(), new Tensor[] {x, y});
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      backward.accept(pass.ops(), new Tensor[] {x, y, dy, dx});
    }
  }

  private static GradientReport check(Layer layer, Loss loss) {
    Network network =
        Network.builder(6).dense(20).layer(layer).dense(3).build(Precision.FLOAT64, 42);
    return GradientCheck.of(network, loss).inputs(X, Y).check();
  }

  @Test
  void reluPassesItsGradientWhereItsInputWasPositive() {
    check(new ActivationLayer(UnaryOp.RELU), new MeanSquaredError()).assertPassed();
    Layer wrong =
        new Printed(
            "relu masked where its gradient is positive",
            (ops, t) -> ops.unary(UnaryOp.RELU, t[0], t[1]),
            (ops, t) -> ops.unary(UnaryOp.RELU, t[2], t[3]));
    assertFalse(check(wrong, new MeanSquaredError()).passed());
  }

  /** One text prints tanh with its terms exchanged, which is -tanh, beside the right derivative. */
  @Test
  void tanhRises() {
    check(new ActivationLayer(UnaryOp.TANH), new MeanSquaredError()).assertPassed();
    BiConsumer<TensorOps, Tensor[]> exchanged =
        (ops, t) -> {
          for (int i = 0; i < t[0].size(); i++) {
            double up = StrictMath.exp(t[0].get(i));
            double down = StrictMath.exp(-t[0].get(i));
            t[1].set(i, (down - up) / (down + up));
          }
        };
    Layer wrong =
        new Printed(
            "tanh with the wrong sign",
            exchanged,
            (ops, t) -> ops.unaryGradient(UnaryOp.TANH, t[1], t[2], t[3]));
    assertFalse(check(wrong, new MeanSquaredError()).passed());

    TensorOps ops = new TensorOps(Backends.best());
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 1, 2);
    Tensor y = Tensor.zeros(Precision.FLOAT64, 1, 2);
    ops.unary(UnaryOp.TANH, x, y);
    assertEquals(0.761594156, y.get(0), 5e-10);
    assertEquals(0.964027580, y.get(1), 5e-10);
    exchanged.accept(ops, new Tensor[] {x, y});
    assertEquals(-0.761594156, y.get(0), 5e-10);
  }

  /** Another prints (1 - e^-2x) / (1 + e^-2x), which is right and of no use far left of 0. */
  @Test
  void tanhIsFiniteWhereTheQuotientOfExponentialsIsNot() {
    TensorOps ops = new TensorOps(Backends.best());
    for (float x : new float[] {-1000, -100, -45, 45, 100, 1000}) {
      float power = (float) StrictMath.exp(-2.0 * x);
      float printed = (1 - power) / (1 + power);
      Tensor tanh = Tensor.of(Precision.FLOAT32, 1, x);
      ops.unary(UnaryOp.TANH, tanh, tanh);
      assertEquals(x < 0, Float.isNaN(printed), "the quotient at " + x);
      assertEquals(Math.signum(x), tanh.get(0), "tanh " + x);
    }
  }

  /** The root of the mean squared error, under the name and with the gradient of what it is of. */
  private record RootNamedMean() implements Loss {
    @Override
    public String name() {
      return "mse";
    }

    @Override
    public Reduction reduction() {
      return Reduction.MEAN;
    }

    @Override
    public double evaluate(
        TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
      return Math.sqrt(new MeanSquaredError().evaluate(ops, output, targets, weights, gradient));
    }
  }

  @Test
  void theRootOfAnErrorHasAnotherGradientThanTheError() {
    Layer tanh = new ActivationLayer(UnaryOp.TANH);
    assertFalse(check(tanh, new RootNamedMean()).passed());
  }

  /** A text bids to start with weights that are small "but not 0". */
  @Test
  void weightsThatStartEqualStayEqual() {
    Network zeros =
        Network.builder(6)
            .initializer(Initializer.ZEROS)
            .dense(4)
            .activation(UnaryOp.SIGMOID)
            .dense(3)
            .build(Precision.FLOAT64, 42);
    TrainingStep step =
        new TrainingStep(zeros, new MeanSquaredError(), new Sgd(0.5), Backends.best(), 5);
    double first = step.run(X, Y, 0);
    double last = first;
    for (int i = 0; i < 200; i++) {
      last = step.run(X, Y, 0);
    }
    assertTrue(last < first, "the last biases learn");
    Tensor hidden = zeros.parameters().tensor(0);
    for (int i = 0; i < 6; i++) {
      for (int unit = 1; unit < 4; unit++) {
        assertEquals(hidden.get(i, 0), hidden.get(i, unit), "input " + i + ", unit " + unit);
      }
    }
  }
}
