package org.lanewise.nn.optim;

/**
 * Gradient descent with momentum: {@code v = momentum v + g}, {@code w = w - rate v} (Polyak 1964,
 * in PyTorch's form), or with Nesterov's look ahead {@code w = w - rate (g + momentum v)}.
 *
 * @param rate the learning rate, positive
 * @param momentum how much of the last velocity stays, in [0, 1)
 * @param nesterov whether to look ahead
 */
public record Momentum(double rate, double momentum, boolean nesterov) implements KernelOptimizer {
  /** Checks the settings. */
  public Momentum {
    Ranges.positive("learning rate", rate);
    Ranges.decay("momentum", momentum);
  }

  /** Momentum that does not look ahead. */
  public Momentum(double rate, double momentum) {
    this(rate, momentum, false);
  }

  @Override
  public Kind kind() {
    return nesterov ? Kind.NESTEROV : Kind.MOMENTUM;
  }

  @Override
  public double beta1() {
    return momentum;
  }
}
