package org.lanewise.nn;

import java.util.Map;
import org.lanewise.nn.tensor.Tensor;

/**
 * The step of the perceptron: {@code y = 1} where {@code x >= threshold}, else 0; NaN stays NaN.
 * Its derivative is 0 wherever it has one, so a step of training throws {@link
 * IllegalStateException}.
 *
 * @param threshold from where on it is 1, finite
 */
public record Step(double threshold) implements Layer {
  /** Checks the threshold. */
  public Step {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("step threshold is " + threshold + ", it must be finite");
    }
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    if (pass.isTraining()) {
      backward(pass, x, y, null, null);
    }
    for (int i = 0; i < x.size(); i++) {
      double value = x.get(i);
      y.set(i, value >= threshold ? 1 : Double.isNaN(value) ? value : 0);
    }
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    throw new IllegalStateException(
        "a step layer has derivative 0, so nothing before it can learn; train with a sigmoid in its"
            + " place and predict with the step");
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("threshold", threshold);
  }
}
