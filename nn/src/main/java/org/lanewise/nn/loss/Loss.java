package org.lanewise.nn.loss;

import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** How far a network's output is from what it should be, and which way to go. */
public interface Loss {
  /** Returns the name used in model files and on the command line. */
  String name();

  /**
   * Computes the mean loss of a batch and its derivative by the output.
   *
   * @param ops the operations to compute with
   * @param output rows x outputs: what the network gave, not modified
   * @param targets what it should have given, not modified; its shape is the loss's affair
   * @param gradient rows x outputs, overwritten with the derivative of the mean
   * @return the mean loss; of no rows, 0
   * @throws IllegalArgumentException if shapes do not match, or a target is out of range
   */
  double evaluate(TensorOps ops, Tensor output, Tensor targets, Tensor gradient);
}
