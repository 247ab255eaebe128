package org.lanewise.nn.classic;

import java.util.function.Consumer;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.tensor.Tensor;

/**
 * Logistic regression, {@code p = P(y = 1) = s(w x + b)} with the logistic function s, by the least
 * mean of {@code -y ln p - (1 - y) ln(1 - p)}. x is rows x features, best of mean 0 and variance 1,
 * y is rows x 1, 0 or 1. Where a plane parts the classes, weights grow until the settings end it.
 */
public final class LogisticRegression {
  private LogisticRegression() {}

  /** Descends on the mean loss of all rows, from 0. */
  public static GradientDescent.Fit descend(
      Tensor x, Tensor y, GradientDescent settings, Consumer<GradientDescent.Step> trace) {
    return Samples.unscaled(x, y, true).descend(new BinaryCrossEntropy(), settings, trace);
  }

  /** Learns sample by sample: {@code w -= rate (p - y) x}, {@code b -= rate (p - y)}. */
  public static LinearModel perSample(
      Tensor x, Tensor y, LinearModel start, double rate, int epochs, long seed) {
    Perceptron rule = new Perceptron(rate, epochs, seed);
    return rule.learn(Samples.unscaled(x, y, true), start, LinearModel::sigmoid, null).model();
  }
}
