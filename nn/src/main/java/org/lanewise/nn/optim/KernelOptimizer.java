package org.lanewise.nn.optim;

import java.util.List;
import java.util.Locale;
import org.lanewise.core.StepRule;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** An optimizer whose step is a kernel of the backend: one pass over all parameters. */
interface KernelOptimizer extends Optimizer, StepRule {
  @Override
  default String name() {
    return kind().name().toLowerCase(Locale.ROOT);
  }

  @Override
  default int moments() {
    return kind().moments();
  }

  @Override
  default void step(
      TensorOps ops, int step, double rate, Tensor w, Tensor gradients, List<Tensor> moments) {
    ops.optimizerStep(this, step, rate, w, gradients, moments);
  }
}
