package org.lanewise.nn.optim;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015), with bias correction.
 * Epsilon is added outside the root.
 *
 * @param rate the learning rate, positive
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of their squares, in [0, 1)
 * @param epsilon added to the root of that mean, positive
 */
public record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {
  /** Checks the settings. */
  public Adam {
    Rates.positive("learning rate", rate);
    Rates.decay("beta1", beta1);
    Rates.decay("beta2", beta2);
    Rates.positive("epsilon", epsilon);
  }

  /** Returns Adam with the paper's 0.9, 0.999 and 1e-8. */
  public static Adam of(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8);
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public void step(
      TensorOps ops,
      int step,
      double rate,
      Tensor parameters,
      Tensor gradients,
      List<Tensor> moments) {
    ops.adamStep(
        step, rate, beta1, beta2, epsilon, parameters, moments.get(0), moments.get(1), gradients);
  }
}
