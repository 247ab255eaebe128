package org.lanewise.nn.train;

/** Training has left the finite numbers; the message says when, and what helps. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(String what, int epoch, int step, double value) {
    super(
        what
            + " became "
            + value
            + " in epoch "
            + epoch
            + ", step "
            + step
            + "; lower the learning rate, or scale the features");
  }
}
