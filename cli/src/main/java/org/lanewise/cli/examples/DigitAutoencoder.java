package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.SyntheticDigits;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Trainer;

/**
 * An autoencoder, 784-128-32-128-784: a network whose target is its own input, and which has to
 * pass each digit through 32 numbers.
 */
public final class DigitAutoencoder implements Example<DigitAutoencoder.Result> {
  private static final int TRAIN = 2000;
  private static final int TEST = 200;

  /**
   * Root mean squared errors of pixels from 0 to 1.
   *
   * @param parameters how many numbers the network has
   * @param losses the mean squared error of each epoch
   * @param meanRmse of showing the mean digit whatever comes in, on digits not learned
   * @param rmse of the autoencoder on them
   * @param picture one of them and what came out, in characters
   */
  public record Result(
      int parameters, List<Double> losses, double meanRmse, double rmse, List<String> picture) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new DigitAutoencoder().run(System.out);
  }

  @Override
  public String name() {
    return "digit-autoencoder";
  }

  @Override
  public String about() {
    return "784-128-32-128-784: digits through a bottleneck of 32 numbers";
  }

  @Override
  public Result compute() {
    SyntheticDigits digits = SyntheticDigits.draw(TRAIN + TEST, 42);
    Tensor x =
        Dataset.ofImages(
                digits.pixels(), digits.labels(), SyntheticDigits.CLASSES, Precision.FLOAT32)
            .features();
    FeatureScaling.pixels(x.columns()).apply(x);
    Network network =
        Network.builder(x.columns())
            .dense(128)
            .activation(UnaryOp.RELU)
            .dense(32)
            .activation(UnaryOp.RELU)
            .dense(128)
            .activation(UnaryOp.RELU)
            .dense(x.columns())
            .activation(UnaryOp.SIGMOID)
            .build(Precision.FLOAT32, 42);
    List<EpochResult> epochs =
        Trainer.of(network, new MeanSquaredError(), Adam.of(0.001))
            .epochs(15)
            .batchSize(32)
            .seed(42)
            .fit(x, x, IntStream.range(0, TRAIN).toArray())
            .epochs();
    Tensor test = x.rows(TRAIN, TEST);
    Tensor output = network.predict(test, Workspace.forPrediction(network, Backends.best(), TEST));
    return new Result(
        network.parameters().size(),
        epochs.stream().map(EpochResult::trainLoss).toList(),
        Examples.rmse(meanDigit(x), test),
        Examples.rmse(output, test),
        picture(test, output));
  }

  private static Tensor meanDigit(Tensor x) {
    Tensor mean = Tensor.zeros(Precision.FLOAT32, TEST, x.columns());
    for (int j = 0; j < x.columns(); j++) {
      double sum = 0;
      for (int i = 0; i < TRAIN; i++) {
        sum += x.get(i, j);
      }
      for (int i = 0; i < TEST; i++) {
        mean.set(i, j, sum / TRAIN);
      }
    }
    return mean;
  }

  private static List<String> picture(Tensor before, Tensor after) {
    return IntStream.range(0, SyntheticDigits.ROWS / 2)
        .mapToObj(row -> line(before, 2 * row) + "   " + line(after, 2 * row))
        .toList();
  }

  private static String line(Tensor digits, int row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < SyntheticDigits.COLUMNS; column++) {
      double ink = digits.get(0, row * SyntheticDigits.COLUMNS + column);
      line.append(" .:*#".charAt((int) Math.min(4, ink * 5)));
    }
    return line.toString();
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%,d parameters; mean squared error of the epochs %.4f to %.4f%n",
        result.parameters,
        result.losses.get(0),
        result.losses.get(result.losses.size() - 1));
    out.printf(
        Locale.ROOT,
        "RMSE of a pixel on other digits: %.4f by the mean digit, %.4f through 32 numbers%n",
        result.meanRmse,
        result.rmse);
    result.picture.forEach(out::println);
  }
}
