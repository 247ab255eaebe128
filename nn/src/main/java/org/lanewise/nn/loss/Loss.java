package org.lanewise.nn.loss;

import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** How far a network's output is from what it should be, and which way to go. */
public interface Loss {
  /** Returns the name used in model files and on the command line, as {@link Losses} reads it. */
  String name();

  /** Returns how the losses of samples become one number. */
  Reduction reduction();

  /** Computes the loss of a batch whose samples all count the same. */
  default double evaluate(TensorOps ops, Tensor output, Tensor targets, Tensor gradient) {
    return evaluate(ops, output, targets, null, gradient);
  }

  /**
   * Computes the loss of a batch and its derivative by the output.
   *
   * @param ops the operations to compute with
   * @param output rows x outputs: what the network gave, not modified
   * @param targets what it should have given, not modified; its shape is the loss's affair
   * @param weights rows x 1: what each sample counts, at least 0; null if all count 1. Nothing else
   *     of a sample of weight 0 is looked at
   * @param gradient rows x outputs, overwritten with the derivative of the value returned
   * @return the loss, reduced as {@link #reduction} says; of no rows, 0
   * @throws IllegalArgumentException if shapes do not match, or a target or weight is out of range
   */
  double evaluate(TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient);
}
