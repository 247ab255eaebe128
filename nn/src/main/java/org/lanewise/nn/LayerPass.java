package org.lanewise.nn;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * What one layer has at hand during a pass: its parameters, their gradients, scratch and settings.
 */
public final class LayerPass {
  private final TensorOps ops;
  private final List<Tensor> parameters;
  private final List<Tensor> buffers;
  private final Tensor scratch;
  private List<Tensor> gradients = List.of();
  private boolean training;
  private long noiseKey;

  LayerPass(TensorOps ops, List<Tensor> parameters, List<Tensor> buffers, Tensor scratch) {
    this.ops = ops;
    this.parameters = parameters;
    this.buffers = buffers;
    this.scratch = scratch;
  }

  void begin(boolean training, long noiseKey) {
    this.training = training;
    this.noiseKey = noiseKey;
  }

  void gradients(List<Tensor> gradients) {
    this.gradients = gradients;
  }

  /** Returns the operations to compute with. */
  public TensorOps ops() {
    return ops;
  }

  /** Returns a parameter of this layer, in the order it asked for them. Not to be modified. */
  public Tensor parameter(int index) {
    return parameters.get(index);
  }

  /** Returns where the derivative by a parameter goes. */
  public Tensor gradient(int index) {
    return gradients.get(index);
  }

  /** Returns a buffer of this layer; to be modified in training only. */
  public Tensor buffer(int index) {
    return buffers.get(index);
  }

  /** Returns rows x scratch columns that keep their content until backward. */
  public Tensor scratch() {
    return scratch;
  }

  /** Returns whether this pass is a step of training: dropout drops in training only. */
  public boolean isTraining() {
    return training;
  }

  /** Returns the key of this layer's random numbers in this pass. */
  public long noiseKey() {
    return noiseKey;
  }
}
