package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.lanewise.core.Backends;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Two models give four points the probabilities of what they are. The product of them is the
 * likelihood; minus its logarithm is the cross entropy, a sum that does not vanish with many
 * points.
 */
public final class FourPointLikelihood implements Example<FourPointLikelihood.Result> {
  /**
   * One model.
   *
   * @param probabilities of what each point is
   * @param likelihood their product
   * @param sum minus the sum of their logarithms
   * @param mean that over the points, as the loss computes it from log-odds
   */
  public record Model(List<Double> probabilities, double likelihood, double sum, double mean) {}

  /**
   * Both models.
   *
   * @param worse with two points on the wrong side
   * @param better with all on the right side
   */
  public record Result(Model worse, Model better) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new FourPointLikelihood().run(System.out);
  }

  @Override
  public String name() {
    return "four-point-likelihood";
  }

  @Override
  public String about() {
    return "likelihood and cross entropy of two models of four points";
  }

  @Override
  public Result compute() {
    return new Result(model(0.6, 0.2, 0.1, 0.7), model(0.7, 0.9, 0.8, 0.6));
  }

  private static Model model(double... probabilities) {
    int n = probabilities.length;
    double product = 1;
    double sum = 0;
    Tensor logOdds = Tensor.zeros(Precision.FLOAT64, n, 1);
    Tensor ones = Tensor.zeros(Precision.FLOAT64, n, 1);
    ones.fill(1);
    for (int i = 0; i < n; i++) {
      product *= probabilities[i];
      sum -= StrictMath.log(probabilities[i]);
      logOdds.set(i, StrictMath.log(probabilities[i] / (1 - probabilities[i])));
    }
    double mean =
        new BinaryCrossEntropy()
            .evaluate(
                new TensorOps(Backends.best()),
                logOdds,
                ones,
                Tensor.zeros(Precision.FLOAT64, n, 1));
    return new Model(java.util.Arrays.stream(probabilities).boxed().toList(), product, sum, mean);
  }

  @Override
  public void print(Result result, PrintStream out) {
    for (Model model : List.of(result.worse, result.better)) {
      out.printf(
          Locale.ROOT,
          "%s: likelihood %.4f, cross entropy %.15f, mean %.15f%n",
          model.probabilities,
          model.likelihood,
          model.sum,
          model.mean);
    }
  }
}
