package org.lanewise.nn.optim;

/**
 * What keeps weights small: penalties {@code l1 sum |w| + l2 sum w^2} on the loss, decoupled decay,
 * and a limit on norms. It acts on weights; biases and other parameters are spared unless asked.
 *
 * <p>The gradient of the L2 penalty is {@code 2 l2 w}. PyTorch's {@code weight_decay} adds {@code
 * lambda w}, so {@code l2 = lambda / 2} gives the same steps; scikit-learn's alpha over n samples
 * is {@code l2 = alpha / (2 n)}. The loss that training reports is that of the data alone.
 *
 * @param l1 the factor of the magnitudes, at least 0
 * @param l2 the factor of the squares, at least 0
 * @param weightDecay each step multiplies by {@code 1 - rate weightDecay} first, whatever the
 *     optimizer (Loshchilov and Hutter 2019); at least 0
 * @param maxNorm after each step, the largest norm of the weights into one output: of a column of a
 *     weight matrix; positive, infinite for no limit. Never acts on biases
 * @param biases whether penalties and decay act on every parameter
 */
public record Regularization(
    double l1, double l2, double weightDecay, double maxNorm, boolean biases) {
  /** Leaves parameters to the loss alone. */
  public static final Regularization NONE =
      new Regularization(0, 0, 0, Double.POSITIVE_INFINITY, false);

  /** Checks the settings. */
  public Regularization {
    Ranges.atLeastZero("l1", l1);
    Ranges.atLeastZero("l2", l2);
    Ranges.atLeastZero("weight decay", weightDecay);
    Ranges.require(maxNorm > 0, "max norm", maxNorm, "positive");
  }

  /** Returns the L2 penalty on weights. */
  public static Regularization l2(double factor) {
    return new Regularization(0, factor, 0, Double.POSITIVE_INFINITY, false);
  }
}
