package org.lanewise.nn.optim;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Gradient descent: {@code w = w - rate g}. Stochastic when the gradient is that of a batch.
 *
 * @param rate the learning rate, positive
 */
public record Sgd(double rate) implements Optimizer {
  /** Checks the settings. */
  public Sgd {
    Rates.positive("learning rate", rate);
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public int moments() {
    return 0;
  }

  @Override
  public void step(
      TensorOps ops,
      int step,
      double rate,
      Tensor parameters,
      Tensor gradients,
      List<Tensor> moments) {
    ops.axpy(-rate, gradients, parameters);
  }
}
