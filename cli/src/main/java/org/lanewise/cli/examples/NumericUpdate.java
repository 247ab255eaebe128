package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lanewise.core.Backends;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * One step of stochastic gradient descent on three weights, {@code w - rate g}, at the rate 0.1.
 */
public final class NumericUpdate implements Example<NumericUpdate.Result> {
  private static final double[] BEFORE = {0.3, 0.5, 1.0};
  private static final double[] GRADIENTS = {0.2, 0.5, -2.0};

  /**
   * The step.
   *
   * @param after the three weights
   */
  public record Result(List<Double> after) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new NumericUpdate().run(System.out);
  }

  @Override
  public String name() {
    return "numeric-update";
  }

  @Override
  public String about() {
    return "three weights, their gradients, and one step at the rate 0.1";
  }

  @Override
  public Result compute() {
    Tensor weights = Tensor.of(Precision.FLOAT64, 1, BEFORE);
    Optimizer sgd = new Sgd(0.1);
    sgd.step(
        new TensorOps(Backends.best()),
        1,
        sgd.rate(),
        weights,
        Tensor.of(Precision.FLOAT64, 1, GRADIENTS),
        List.of());
    return new Result(IntStream.range(0, 3).mapToObj(weights::get).toList());
  }

  @Override
  public void print(Result result, PrintStream out) {
    for (int i = 0; i < 3; i++) {
      out.printf(
          Locale.ROOT, "%.2f - 0.1 * %5.2f = %.2f%n", BEFORE[i], GRADIENTS[i], result.after.get(i));
    }
  }
}
