package org.lanewise.nn;

import org.lanewise.nn.tensor.Tensor;

/**
 * Turns each row into probabilities: {@code y = e^x / sum e^x}, computed from {@code x - max}. For
 * training, the loss that takes logits is more accurate than this layer before a loss.
 */
public record Softmax() implements Layer {
  @Override
  public boolean worksInPlace() {
    return true;
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    pass.ops().softmaxRows(x, y);
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    if (dx != null) {
      pass.ops().softmaxGradientRows(y, dy, dx);
    }
  }
}
