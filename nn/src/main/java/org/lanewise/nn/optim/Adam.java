package org.lanewise.nn.optim;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015), with bias correction.
 * Epsilon is added outside the root. Its relatives are in {@link Adaptive}.
 *
 * @param rate the learning rate, positive
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon added to the root of that mean, positive
 */
public record Adam(double rate, double beta1, double beta2, double epsilon)
    implements KernelOptimizer {
  /** Checks the settings. */
  public Adam {
    Adaptive.check(rate, beta1, beta2, epsilon);
  }

  /** Returns Adam with the paper's 0.9, 0.999 and 1e-8. */
  public static Adam of(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8);
  }

  @Override
  public Kind kind() {
    return Kind.ADAM;
  }
}
