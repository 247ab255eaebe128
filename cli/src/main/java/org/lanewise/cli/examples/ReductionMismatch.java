package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Network;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.History;
import org.lanewise.nn.train.Trainer;

/**
 * A learning rate belongs to a reduction. At the rate 1e-6, 50 samples of 10 outputs are learned
 * when their squared errors are summed, and not when they are averaged: that gradient is 500 times
 * smaller.
 */
public final class ReductionMismatch implements Example<ReductionMismatch.Result> {
  /**
   * Mean squared errors.
   *
   * @param parameters how many numbers the network has
   * @param before of the network as it starts
   * @param afterSum after 500 steps on the sum
   * @param afterMean after 500 steps on the mean
   */
  public record Result(int parameters, double before, double afterSum, double afterMean) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new ReductionMismatch().run(System.out);
  }

  @Override
  public String name() {
    return "reduction-mismatch";
  }

  @Override
  public String about() {
    return "a rate that learns on the sum of squares and stands still on their mean";
  }

  @Override
  public Result compute() {
    Tensor x = Examples.gaussian(Precision.FLOAT64, 50, 100, "x");
    Tensor y = Examples.gaussian(Precision.FLOAT64, 50, 10, "y");
    Network network = network();
    History mean = train(network, new MeanSquaredError(), x, y);
    Loss summed = new MeanSquaredError(Reduction.SUM, MeanSquaredError.Form.MSE);
    History sum = train(network(), summed, x, y);
    return new Result(
        network.parameters().size(),
        mean.epochs().get(0).trainLoss(),
        sum.epochs().get(500).trainLoss() / y.columns(), // it is told for one sample
        mean.epochs().get(500).trainLoss());
  }

  private static Network network() {
    return Network.builder(100)
        .initializer(Initializer.FRAMEWORK)
        .dense(500)
        .activation(UnaryOp.RELU)
        .dense(10)
        .build(Precision.FLOAT64, 42);
  }

  /** The loss of an epoch is that of before its one step, so the last epoch shows 500 steps. */
  private static History train(Network network, Loss loss, Tensor x, Tensor y) {
    return Trainer.of(network, loss, new Sgd(1e-6))
        .epochs(501)
        .batchSize(50)
        .fit(x, y, IntStream.range(0, 50).toArray());
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%,d parameters, mean squared error %.5f; 500 steps on the sum %.5f, on the mean %.5f%n",
        result.parameters,
        result.before,
        result.afterSum,
        result.afterMean);
  }
}
