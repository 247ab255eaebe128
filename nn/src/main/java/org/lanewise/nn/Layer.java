package org.lanewise.nn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lanewise.nn.tensor.Tensor;

/**
 * One step of a network: a function of a batch, and its derivative.
 *
 * <p>A layer is immutable and holds shapes and settings only; its parameters, gradients and scratch
 * come with the {@link LayerPass}. It speaks to tensors and never to arrays, so that one source
 * serves both precisions. Write your own by implementing this interface, and prove it with {@code
 * GradientCheck}.
 */
public interface Layer {
  /** Returns the kind's name: by default the class's, as {@code log-softmax} is. */
  default String kind() {
    String words = getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return words.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns how many columns come out; by default as many as come in.
   *
   * @throws IllegalArgumentException if this layer does not take so many columns
   */
  default int outputs(int inputs) {
    return inputs;
  }

  /** Returns the parameters this layer needs, in order. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /**
   * Returns what this layer keeps from batch to batch but no optimizer moves, such as running
   * statistics. Passes of training may change it, predictions only read it.
   */
  default List<ParameterSpec> buffers() {
    return List.of();
  }

  /**
   * Returns how many columns of scratch a row of the batch needs between forward and backward.
   *
   * @param inputs how many columns come in
   */
  default int scratchColumns(int inputs) {
    return 0;
  }

  /**
   * Returns whether {@link #backward} reads the output, so that the next layer must not overwrite
   * it.
   */
  default boolean needsOutput() {
    return true;
  }

  /** Returns whether x and y of both passes may be the same tensor. */
  default boolean worksInPlace() {
    return false;
  }

  /**
   * Computes the output from the input.
   *
   * @param pass parameters, scratch and settings of this pass
   * @param x rows x inputs, not modified (unless y is the same tensor)
   * @param y rows x outputs, overwritten
   */
  void forward(LayerPass pass, Tensor x, Tensor y);

  /**
   * Computes the derivatives of the loss by the parameters and by the input.
   *
   * @param pass the pass that went forward; its gradients are overwritten
   * @param x the input of the forward pass
   * @param y the output of the forward pass, if {@link #needsOutput}
   * @param dy the derivative by the output, may be overwritten
   * @param dx takes the derivative by the input, or null where nobody wants it
   */
  void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx);

  /**
   * Returns the settings that, with the kind, make an equal layer again; written to model files.
   */
  default Map<String, Object> settings() {
    return Map.of();
  }
}
