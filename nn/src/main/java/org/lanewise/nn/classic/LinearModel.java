package org.lanewise.nn.classic;

import java.util.Arrays;
import java.util.List;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A weighted sum of features, {@code score = w x + b}: a prediction of least squares and ADALINE,
 * the side of a boundary for a perceptron, and the log-odds of logistic regression.
 */
public record LinearModel(List<Double> weights, double bias) {
  /** Keeps its own copy. */
  public LinearModel {
    weights = List.copyOf(weights);
  }

  /** Returns a model of a bias and weights. */
  public static LinearModel of(double bias, double... weights) {
    return new LinearModel(Arrays.stream(weights).boxed().toList(), bias);
  }

  /** Returns the weighted sum of one sample. */
  public double score(double... x) {
    return scores(Tensor.of(x, 0, 1, x.length)).get(0);
  }

  /** Returns the class of one sample: 1 where the score is 0 or more, else 0. */
  public int decide(double... x) {
    return score(x) >= 0 ? 1 : 0;
  }

  /** Returns the probability of class 1: the logistic function of the score. */
  public double probability(double... x) {
    return sigmoid(score(x));
  }

  /** Returns the scores of a batch, rows x features, as rows x 1 in float64. */
  public Tensor scores(Tensor x) {
    if (x.columns() != weights.size()) {
      throw new IllegalArgumentException(
          "samples have " + x.columns() + " features, the model has " + weights.size());
    }
    Tensor scores = Tensor.zeros(Precision.FLOAT64, x.rows(), 1);
    for (int i = 0; i < x.rows(); i++) {
      double score = bias;
      for (int j = 0; j < x.columns(); j++) {
        score += weights.get(j) * x.get(i, j);
      }
      scores.set(i, score);
    }
    return scores;
  }

  static double sigmoid(double score) {
    return 1 / (1 + StrictMath.exp(-score));
  }
}
