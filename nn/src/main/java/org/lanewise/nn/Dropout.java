package org.lanewise.nn;

import java.util.Map;
import org.lanewise.nn.tensor.Tensor;

/**
 * Sets each element to 0 with a probability and scales the others by {@code 1 / (1 - rate)}, so
 * that the mean stays (inverted dropout; Srivastava et al. 2014). In prediction it does nothing.
 * The mask follows from the pass's noise key alone.
 *
 * @param rate the probability of dropping, in [0, 1)
 */
public record Dropout(double rate) implements Layer {
  /** Checks the rate. */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate is " + rate + ", it must be in [0, 1)");
    }
  }

  @Override
  public boolean needsOutput() {
    return false;
  }

  @Override
  public int scratchColumns(int inputs) {
    return inputs;
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    if (pass.isTraining()) {
      pass.ops().dropoutMask(pass.noiseKey(), rate, pass.scratch());
      pass.ops().multiply(x, pass.scratch(), y);
    } else {
      y.copyFrom(x);
    }
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    if (dx != null) {
      pass.ops().multiply(dy, pass.scratch(), dx);
    }
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("rate", rate);
  }
}
