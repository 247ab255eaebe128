package org.lanewise.nn;

import org.lanewise.nn.tensor.Tensor;

/**
 * Turns each row into logarithms of probabilities: {@code y = x - log sum e^x}. It stays finite
 * where the logarithm of {@link Softmax} would not. Backward: {@code dx = dy - e^y sum dy}.
 */
public record LogSoftmax() implements Layer {
  @Override
  public boolean worksInPlace() {
    return true;
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    pass.ops().logSoftmaxRows(x, y);
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    if (dx != null) {
      pass.ops().logSoftmaxGradientRows(y, dy, dx);
    }
  }
}
