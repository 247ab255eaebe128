package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.TrainingStep;

/**
 * Ten layers of sigmoid units against ten of ReLU: how long the gradient of the first layer's
 * weights is beside that of the last. The derivative of the logistic function is at most 1/4, and
 * ten of them multiply to {@code 9.5e-7}; that of ReLU is 0 or 1.
 */
public final class VanishingGradient implements Example<VanishingGradient.Result> {
  private static final int LAYERS = 10;
  private static final int WIDTH = 32;

  /**
   * Lengths of the gradients of each layer's weights, first to last.
   *
   * @param sigmoid of the sigmoid network
   * @param relu of the ReLU network
   */
  public record Result(List<Double> sigmoid, List<Double> relu) {
    /** Returns the first layer's length over the last one's. */
    static double ratio(List<Double> norms) {
      return norms.get(0) / norms.get(norms.size() - 1);
    }
  }

  /** Prints this example. */
  public static void main(String[] args) {
    new VanishingGradient().run(System.out);
  }

  @Override
  public String name() {
    return "vanishing-gradient";
  }

  @Override
  public String about() {
    return "what reaches the first of ten layers, sigmoid against ReLU";
  }

  @Override
  public Result compute() {
    return new Result(
        norms(UnaryOp.SIGMOID, Initializer.XAVIER), norms(UnaryOp.RELU, Initializer.HE));
  }

  private static List<Double> norms(UnaryOp activation, Initializer initializer) {
    Network.Builder builder = Network.builder(WIDTH).initializer(initializer);
    for (int i = 0; i < LAYERS; i++) {
      builder.dense(WIDTH).activation(activation);
    }
    Network network = builder.build(Precision.FLOAT64, 42);
    int rows = 64;
    TrainingStep step =
        new TrainingStep(network, new MeanSquaredError(), new Sgd(0.1), Backends.best(), rows);
    Tensor x = Examples.gaussian(Precision.FLOAT64, rows, WIDTH, "x");
    Tensor y = Examples.gaussian(Precision.FLOAT64, rows, WIDTH, "y");
    step.run(x, y, 0);
    Parameters gradients = step.gradients().values();
    List<Double> norms = new ArrayList<>();
    for (int i = 0; i < gradients.count(); i += 2) { // weights and biases take turns
      Tensor gradient = gradients.tensor(i);
      norms.add(Math.sqrt(step.workspace().ops().dot(gradient, gradient)));
    }
    return norms;
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.println("layer   sigmoid      ReLU");
    for (int i = 0; i < LAYERS; i++) {
      out.printf(
          Locale.ROOT, "%5d %9.2e %9.2e%n", i + 1, result.sigmoid.get(i), result.relu.get(i));
    }
    out.printf(
        Locale.ROOT,
        "first / last: sigmoid %.1e, ReLU %.1e%n",
        Result.ratio(result.sigmoid),
        Result.ratio(result.relu));
  }
}
