package org.lanewise.nn.classic;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * The perceptron algorithm (Rosenblatt 1958): {@code w += rate x} for a sample whose 1 was missed,
 * {@code w -= rate x} for one whose 0 was, and the bias likewise, until none is on the wrong side.
 * It ends if a plane parts the classes (Novikoff 1962), and else never, hence the maximum.
 *
 * @param rate the learning rate, positive
 * @param maxEpochs how often each sample is met at most
 * @param seed decides the order of samples in each epoch
 */
public record Perceptron(double rate, int maxEpochs, long seed) {
  /** One move: in which epoch, by which row of which score, and the boundary after it. */
  public record Update(int epoch, int row, double score, LinearModel model) {}

  /** The boundary, the epochs done, and how many samples were wrong in the last. */
  public record Fit(LinearModel model, int epochs, int mistakes) {}

  /** Checks the settings. */
  public Perceptron {
    if (!(rate > 0 && maxEpochs > 0)) {
      throw new IllegalArgumentException(
          "rate is " + rate + ", epochs are " + maxEpochs + "; they must be positive");
    }
  }

  /**
   * Learns from a start: x is rows x features, y is rows x 1, each 0 or 1; of k outputs, each is
   * learned by itself. The trace is given each move.
   */
  public Fit fit(Tensor x, Tensor y, LinearModel start, Consumer<Update> trace) {
    return learn(Samples.unscaled(x, y, true), start, score -> score >= 0 ? 1 : 0, trace);
  }

  /**
   * The rule {@code w -= rate (y^ - y) x}: perceptron, ADALINE and logistic regression differ in
   * how y^ follows from the score.
   */
  Fit learn(
      Samples samples, LinearModel start, DoubleUnaryOperator output, Consumer<Update> trace) {
    Tensor x = samples.design();
    DoubleStream weights = start.weights().stream().mapToDouble(weight -> weight);
    double[] w = DoubleStream.concat(weights, DoubleStream.of(start.bias())).toArray();
    if (w.length != x.columns()) {
      throw new IllegalArgumentException(
          "the start has " + w.length + " numbers, weights and bias are " + x.columns());
    }
    int[] order = new int[x.rows()];
    int wrong = order.length;
    int epoch = 0;
    while (wrong > 0 && epoch < maxEpochs) {
      epoch++;
      wrong = 0;
      Arrays.setAll(order, i -> i);
      RandomStream.of(seed, "shuffle", epoch).shuffle(order);
      for (int row : order) {
        double score = 0;
        for (int j = 0; j < w.length; j++) {
          score += w[j] * x.get(row, j);
        }
        double error = output.applyAsDouble(score) - samples.y().get(row);
        for (int j = 0; j < w.length && error != 0; j++) {
          w[j] -= rate * error * x.get(row, j);
        }
        wrong += error == 0 ? 0 : 1;
        if (error != 0 && trace != null) {
          trace.accept(new Update(epoch, row, score, samples.model(w)));
        }
      }
      if (!Double.isFinite(Arrays.stream(w).sum())) {
        throw new ArithmeticException(
            "the weights are not finite after epoch " + epoch + "; lower the rate " + rate);
      }
    }
    return new Fit(samples.model(w), epoch, wrong);
  }
}
