package org.lanewise.nn.train;

/** Training has left the finite numbers; the message says when, and what helps. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(int epoch, int step, double loss) {
    super(
        "the loss became "
            + loss
            + " in epoch "
            + epoch
            + ", step "
            + step
            + "; lower the learning rate, or scale the features");
  }
}
