package org.lanewise.nn.optim;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** A rule by which parameters follow their gradients. Immutable: settings only. */
public interface Optimizer {
  /** Returns the name used on the command line. */
  String name();

  /** Returns the learning rate it was made with. */
  double rate();

  /** Returns how many tensors of the parameters' size it remembers between steps. */
  int moments();

  /**
   * Moves the parameters by one step.
   *
   * @param ops the operations to compute with
   * @param step the number of this step, from 1
   * @param rate the learning rate of this step
   * @param parameters all parameters, modified
   * @param gradients the derivatives of the loss by them
   * @param moments as many tensors as {@link #moments}, 0 before the first step, modified
   */
  void step(
      TensorOps ops,
      int step,
      double rate,
      Tensor parameters,
      Tensor gradients,
      List<Tensor> moments);
}
