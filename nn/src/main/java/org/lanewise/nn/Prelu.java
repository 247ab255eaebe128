package org.lanewise.nn;

import java.util.List;
import java.util.Map;
import org.lanewise.nn.tensor.Tensor;

/**
 * The rectifier with a learned slope: {@code y = x} where x is positive, else {@code a x} (He et
 * al. 2015). The derivative at 0 is a. Backward: {@code da} sums {@code dy x} where x is not
 * positive.
 *
 * @param slopes how many there are: 1 for all columns, or one a column; they start at 0.25
 */
public record Prelu(int slopes) implements Layer {
  /** Checks the count. */
  public Prelu {
    if (slopes < 1) {
      throw new IllegalArgumentException("prelu has " + slopes + " slopes, it needs at least 1");
    }
  }

  @Override
  public int outputs(int columns) {
    LayerSettings.requireColumns(this, slopes == 1 ? columns : slopes, columns);
    return columns;
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(new ParameterSpec("slope", 1, slopes, 1, 1, Initializer.constant(0.25)));
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    Tensor slope = pass.parameter(0);
    for (int i = 0, j = 0; i < x.size(); i++, j = j + 1 == slopes ? 0 : j + 1) {
      double value = x.get(i);
      y.set(i, value > 0 ? value : slope.get(j) * value);
    }
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    Tensor slope = pass.parameter(0);
    Tensor gradient = pass.gradient(0);
    gradient.fill(0);
    for (int i = 0, j = 0; i < x.size(); i++, j = j + 1 == slopes ? 0 : j + 1) {
      boolean positive = x.get(i) > 0;
      if (!positive) {
        gradient.set(j, gradient.get(j) + dy.get(i) * x.get(i));
      }
      if (dx != null) {
        dx.set(i, positive ? dy.get(i) : slope.get(j) * dy.get(i));
      }
    }
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("slopes", slopes);
  }
}
