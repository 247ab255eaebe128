package org.lanewise.nn.train;

import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.tensor.Tensor;

/** Training has left the finite numbers; the message says where and when, and what helps. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DivergedException(String what, double value, int epoch, int step) {
    super(
        "%s became %s in epoch %d, step %d; lower the learning rate, or scale the features"
            .formatted(what, value, epoch, step));
  }

  /** Throws if a parameter is not finite, naming the first; the update of a step made it so. */
  static void requireFinite(Parameters parameters, int epoch, int step) {
    for (int i = 0; i < parameters.count(); i++) {
      require("parameter " + parameters.name(i), parameters.tensor(i), epoch, step);
    }
  }

  /** Throws, naming what was the first not to be finite on the way to a loss that is not. */
  static void requireFinite(TrainingStep step, Tensor x, double loss, int epoch) {
    if (Double.isFinite(loss)) {
      return;
    }
    Network network = step.workspace().network();
    requireFinite(network.parameters(), epoch, step.steps());
    require("a feature", x, epoch, step.steps() + 1);
    for (int i = 0; i < network.layers().size(); i++) {
      String what = "the output of layer " + i + " (" + network.layers().get(i).kind() + ")";
      require(what, step.workspace().output(i, x.rows()), epoch, step.steps() + 1);
    }
    throw new DivergedException("the loss", loss, epoch, step.steps() + 1);
  }

  private static void require(String what, Tensor tensor, int epoch, int step) {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Double.isFinite(tensor.get(i))) {
        throw new DivergedException(what, tensor.get(i), epoch, step);
      }
    }
  }
}
