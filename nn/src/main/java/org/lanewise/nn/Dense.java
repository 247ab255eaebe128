package org.lanewise.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Tensor;

/**
 * The fully connected layer: {@code Y = X W + b}.
 *
 * <p>Shapes: X is rows x inputs, W is inputs x outputs, b is 1 x outputs, Y is rows x outputs.
 * Backward: {@code dW = X^T dY}, {@code db} the column sums of dY, {@code dX = dY W^T}.
 *
 * @param inputs columns of X, at least 1
 * @param outputs columns of Y, at least 1
 * @param initializer what W starts with
 */
public record Dense(int inputs, int outputs, Initializer initializer) implements Layer {
  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if a size is below 1 or the weights do not fit one array
   */
  public Dense {
    if (inputs < 1 || outputs < 1 || (long) inputs * outputs > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("a dense layer of " + inputs + " x " + outputs);
    }
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public int outputs(int columns) {
    if (columns != inputs) {
      throw new IllegalArgumentException(
          "a dense layer takes " + inputs + " columns, it is given " + columns);
    }
    return outputs;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec("weight", inputs, outputs, inputs, outputs, initializer),
        new ParameterSpec("bias", 1, outputs, inputs, outputs, initializer.forBias()));
  }

  @Override
  public boolean needsOutput() {
    return false;
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    pass.ops().gemm(Transpose.NO, Transpose.NO, 1, x, pass.parameter(0), 0, y);
    pass.ops().addRow(pass.parameter(1), y);
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    pass.ops().gemm(Transpose.YES, Transpose.NO, 1, x, dy, 0, pass.gradient(0));
    pass.ops().columnSums(dy, pass.gradient(1));
    if (dx != null) {
      pass.ops().gemm(Transpose.NO, Transpose.YES, 1, dy, pass.parameter(0), 0, dx);
    }
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("inputs", inputs);
    settings.put("outputs", outputs);
    settings.put("initializer", initializer.label());
    return settings;
  }
}
