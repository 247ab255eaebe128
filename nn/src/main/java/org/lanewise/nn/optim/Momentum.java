package org.lanewise.nn.optim;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Gradient descent with momentum: {@code v = momentum v + g}, {@code w = w - rate v} (Polyak 1964,
 * in PyTorch's form).
 *
 * @param rate the learning rate, positive
 * @param momentum how much of the last velocity stays, in [0, 1)
 */
public record Momentum(double rate, double momentum) implements Optimizer {
  /** Checks the settings. */
  public Momentum {
    Rates.positive("learning rate", rate);
    Rates.decay("momentum", momentum);
  }

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public void step(
      TensorOps ops,
      int step,
      double rate,
      Tensor parameters,
      Tensor gradients,
      List<Tensor> moments) {
    ops.momentumStep(rate, momentum, parameters, moments.get(0), gradients);
  }
}
