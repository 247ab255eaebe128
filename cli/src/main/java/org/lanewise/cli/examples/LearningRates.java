package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.DivergedException;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.History;
import org.lanewise.nn.train.Trainer;

/**
 * One network, one curve to learn, and three rates: so small that nothing happens, right, and so
 * large that the numbers overflow.
 */
public final class LearningRates implements Example<LearningRates.Result> {
  private static final int SAMPLES = 200;

  /**
   * One training.
   *
   * @param rate the learning rate
   * @param firstLoss of the first epoch
   * @param lastLoss of the last; NaN if training diverged
   * @param failure what training said when it diverged; empty if it did not
   */
  public record Run(double rate, double firstLoss, double lastLoss, String failure) {}

  /**
   * The three rates.
   *
   * @param tooSmall hardly moves
   * @param right learns
   * @param tooLarge diverges
   */
  public record Result(Run tooSmall, Run right, Run tooLarge) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new LearningRates().run(System.out);
  }

  @Override
  public String name() {
    return "learning-rates";
  }

  @Override
  public String about() {
    return "a rate too small, a rate that learns, and one too large";
  }

  @Override
  public Result compute() {
    RandomStream random = RandomStream.of(42, "curve");
    Tensor x = Tensor.zeros(Precision.FLOAT64, SAMPLES, 1);
    Tensor y = Tensor.zeros(Precision.FLOAT64, SAMPLES, 1);
    for (int i = 0; i < SAMPLES; i++) {
      x.set(i, 4 * random.nextDouble() - 2);
      y.set(i, x.get(i) * x.get(i));
    }
    return new Result(train(1e-7, x, y), train(0.05, x, y), train(50, x, y));
  }

  private static Run train(double rate, Tensor x, Tensor y) {
    Network network =
        Network.builder(1).dense(32).activation(UnaryOp.RELU).dense(1).build(Precision.FLOAT64, 1);
    try {
      History history =
          Trainer.of(network, new MeanSquaredError(), new Sgd(rate))
              .epochs(60)
              .batchSize(20)
              .fit(x, y, IntStream.range(0, SAMPLES).toArray());
      List<EpochResult> epochs = history.epochs();
      return new Run(rate, epochs.get(0).trainLoss(), epochs.get(59).trainLoss(), "");
    } catch (DivergedException e) {
      return new Run(rate, Double.NaN, Double.NaN, e.getMessage());
    }
  }

  @Override
  public void print(Result result, PrintStream out) {
    for (Run run : List.of(result.tooSmall, result.right, result.tooLarge)) {
      out.printf(Locale.ROOT, "rate %-7s ", run.rate);
      if (run.failure.isEmpty()) {
        out.printf(Locale.ROOT, "loss %.6f to %.6f%n", run.firstLoss, run.lastLoss);
      } else {
        out.println(run.failure);
      }
    }
  }
}
