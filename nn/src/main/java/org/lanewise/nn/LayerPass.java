package org.lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.nn.tensor.Epilogue;
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
  private final List<Tensor> scratchViews = new ArrayList<>();
  private Epilogue epilogue;
  private Epilogue gradientEpilogue = Epilogue.NONE;
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

  void epilogue(Epilogue after) {
    this.epilogue = after;
  }

  void gradientEpilogue(Epilogue after) {
    this.gradientEpilogue = after;
  }

  /**
   * Returns what the product forward of a dense layer ends with; null in any other layer's pass.
   */
  Epilogue epilogue() {
    return epilogue;
  }

  /** Returns what a dense layer's derivative by its input ends with. */
  Epilogue gradientEpilogue() {
    return gradientEpilogue;
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

  /** Returns a view on {@link #scratch} from an element on; allocates it only once. */
  public Tensor scratch(int start, int rows, int columns) {
    for (int i = 0; i < scratchViews.size(); i++) {
      Tensor view = scratchViews.get(i);
      boolean same = view.rows() == rows && view.columns() == columns;
      if (same && view.offset() == scratch.offset() + start) {
        return view;
      }
    }
    scratchViews.add(scratch.view(start, rows, columns));
    return scratchViews.get(scratchViews.size() - 1);
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
