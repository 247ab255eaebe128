package org.lanewise.nn;

import java.util.List;
import java.util.Map;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Epilogue;
import org.lanewise.nn.tensor.Tensor;

/**
 * The fully connected layer: {@code Y = X W + b}, or {@code Y = X W} without a bias.
 *
 * <p>Shapes: X is rows x inputs, W is inputs x outputs, b is 1 x outputs, Y is rows x outputs.
 * Backward: {@code dW = X^T dY}, {@code db} the column sums of dY, {@code dX = dY W^T}.
 *
 * @param inputs columns of X, at least 1
 * @param outputs columns of Y, at least 1
 * @param initializer what W starts with
 * @param bias whether b is there
 */
public record Dense(int inputs, int outputs, Initializer initializer, boolean bias)
    implements Layer {
  /** Checks that sizes are at least 1 and the weights fit one array. */
  public Dense {
    if (inputs < 1 || outputs < 1 || (long) inputs * outputs > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("a dense layer of " + inputs + " x " + outputs);
    }
  }

  /** Returns a layer with a bias. */
  public Dense(int inputs, int outputs, Initializer initializer) {
    this(inputs, outputs, initializer, true);
  }

  @Override
  public int outputs(int columns) {
    LayerSettings.requireColumns(this, inputs, columns);
    return outputs;
  }

  @Override
  public List<ParameterSpec> parameters() {
    var weight = new ParameterSpec("weight", inputs, outputs, inputs, outputs, initializer);
    return bias
        ? List.of(
            weight, new ParameterSpec("bias", 1, outputs, inputs, outputs, initializer.forBias()))
        : List.of(weight);
  }

  @Override
  public boolean needsOutput() {
    return false;
  }

  /** Returns what the product forward ends with: the bias, and the activation that follows. */
  Epilogue epilogue(UnaryOp activation, List<Tensor> parameters) {
    return bias
        ? Epilogue.activation(activation, parameters.get(1))
        : Epilogue.activation(activation);
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    Epilogue joined = pass.epilogue();
    Epilogue after = joined == null ? Epilogue.NONE : joined;
    pass.ops().gemm(Transpose.NO, Transpose.NO, 1, x, pass.parameter(0), 0, y, after);
    if (bias && joined == null) {
      pass.ops().addRow(pass.parameter(1), y); // as part of a layer that delegates to this one
    }
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    pass.ops().gemm(Transpose.YES, Transpose.NO, 1, x, dy, 0, pass.gradient(0));
    if (bias) {
      pass.ops().columnSums(dy, pass.gradient(1));
    }
    if (dx != null) {
      Epilogue derivative = pass.gradientEpilogue();
      pass.ops().gemm(Transpose.NO, Transpose.YES, 1, dy, pass.parameter(0), 0, dx, derivative);
    }
  }

  @Override
  public Map<String, Object> settings() {
    var settings =
        LayerSettings.of("inputs", inputs, "outputs", outputs, "initializer", initializer.label());
    if (!bias) {
      settings.put("bias", false);
    }
    return settings;
  }
}
