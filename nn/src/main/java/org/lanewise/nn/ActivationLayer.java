package org.lanewise.nn;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Tensor;

/**
 * Applies a function to each element; the shape stays. It works in place where its derivative can
 * be had from its output.
 *
 * @param op the function
 */
public record ActivationLayer(UnaryOp op) implements Layer {
  @Override
  public String kind() {
    return op.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public int outputs(int columns) {
    return columns;
  }

  @Override
  public boolean worksInPlace() {
    return op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT;
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    pass.ops().unary(op, x, y);
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    if (dx != null) {
      Tensor saved = op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT ? y : x;
      pass.ops().unaryGradient(op, saved, dy, dx);
    }
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (op.kind() == UnaryOp.Kind.LEAKY_RELU) {
      settings.put("alpha", op.alpha());
    }
    return settings;
  }
}
