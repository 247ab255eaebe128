package org.lanewise.nn.classic;

import org.lanewise.nn.tensor.Tensor;

/**
 * ADALINE, the adaptive linear neuron (Widrow and Hoff 1960). It learns by the delta rule {@code w
 * -= rate (w x + b - y) x}, from the score itself where the perceptron learns from its sign, and so
 * descends on the squared error sample by sample.
 *
 * @param rate the learning rate, below {@code 2 / (1 + |x|^2)} for the longest sample
 * @param epochs how often each sample is met
 * @param seed decides the order of samples in each epoch
 */
public record Adaline(double rate, int epochs, long seed) {
  /** Learns from 0: x is rows x features, y is rows x 1; -1 and 1 for two classes. */
  public LinearModel fit(Tensor x, Tensor y) {
    LinearModel start = LinearModel.of(0, new double[x.columns()]);
    Perceptron rule = new Perceptron(rate, epochs, seed);
    return rule.learn(Samples.unscaled(x, y, false), start, score -> score, null).model();
  }
}
