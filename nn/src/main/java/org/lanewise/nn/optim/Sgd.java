package org.lanewise.nn.optim;

/**
 * Gradient descent: {@code w = w - rate g}. Stochastic when the gradient is that of a batch.
 *
 * @param rate the learning rate, positive
 */
public record Sgd(double rate) implements KernelOptimizer {
  /** Checks the settings. */
  public Sgd {
    Ranges.positive("learning rate", rate);
  }

  @Override
  public Kind kind() {
    return Kind.SGD;
  }
}
