package org.lanewise.cli;

import org.lanewise.nn.Network;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.tensor.Tensor;

/**
 * Brings the targets of a regression to mean 0 and variance 1 for training, since a network starts
 * out near 0 and moves by small steps; afterwards the last layer is changed so that the network
 * predicts in the targets' own unit.
 *
 * <p>Counts are divided by their mean instead: the network, which gives the logarithm of a rate,
 * starts out at the mean, and afterwards its last bias grows by the logarithm of the mean.
 */
final class TargetScaling {
  private final FeatureScaling scaling;
  private final boolean counts;

  private TargetScaling(FeatureScaling scaling, boolean counts) {
    this.scaling = scaling;
    this.counts = counts;
  }

  /** Fits the scaling to the rows given; targets that do not vary are only shifted. */
  static TargetScaling of(Tensor targets, int[] rows) {
    FeatureScaling standard = FeatureScaling.standard(targets, rows);
    double[] factor = standard.factor();
    for (int j = 0; j < factor.length; j++) {
      factor[j] = factor[j] == 0 ? 1 : factor[j];
    }
    return new TargetScaling(FeatureScaling.of(standard.shift(), factor), false);
  }

  /** Fits the scaling of counts to the rows given; if all are 0 they stay as they are. */
  static TargetScaling ofCounts(Tensor targets, int[] rows) {
    double mean = FeatureScaling.standard(targets, rows).shift()[0];
    double[] factor = {mean == 0 ? 1 : 1 / mean};
    return new TargetScaling(FeatureScaling.of(new double[1], factor), true);
  }

  /** Returns scaled targets; the given ones stay as they are. */
  Tensor scaled(Tensor targets) {
    Tensor scaled = targets.copy(targets.precision());
    scaling.apply(scaled);
    return scaled;
  }

  /**
   * Undoes the scaling in the last dense layer: {@code (x W + b) / factor + shift}, or of counts
   * {@code x W + b - log(factor)}.
   */
  void unscale(Network network) {
    Tensor bias = network.parameters().tensor(network.parameters().count() - 1);
    Tensor weight = network.parameters().tensor(network.parameters().count() - 2);
    double[] shift = scaling.shift();
    double[] factor = scaling.factor();
    if (counts) {
      bias.set(0, bias.get(0) - StrictMath.log(factor[0]));
      return;
    }
    for (int j = 0; j < shift.length; j++) {
      for (int i = 0; i < weight.rows(); i++) {
        weight.set(i, j, weight.get(i, j) / factor[j]);
      }
      bias.set(j, bias.get(j) / factor[j] + shift[j]);
    }
  }
}
