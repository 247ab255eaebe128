package org.lanewise.nn;

import java.util.Map;
import org.lanewise.nn.tensor.Tensor;

/**
 * The largest of several pieces: {@code y_o = max_p x_(p outputs + o)} (Goodfellow et al. 2013).
 * After a dense layer of {@code pieces * outputs} columns, each piece is a linear function with
 * weights and bias of its own, and one product computes them all; {@link Network.Builder#maxout}
 * makes both layers.
 *
 * <p>The derivative goes to the largest piece; of equals, to the first. NaN counts as the largest.
 *
 * @param pieces how many there are; the columns of x are a multiple; with 1, y is x
 */
public record Maxout(int pieces) implements Layer {
  /** Checks the count. */
  public Maxout {
    if (pieces < 1) {
      throw new IllegalArgumentException("maxout has " + pieces + " pieces, it needs at least 1");
    }
  }

  @Override
  public int outputs(int columns) {
    if (columns % pieces != 0) {
      throw new IllegalArgumentException(
          "maxout of " + pieces + " pieces is given " + columns + " columns, not a multiple");
    }
    return columns / pieces;
  }

  @Override
  public boolean needsOutput() {
    return false;
  }

  @Override
  public void forward(LayerPass pass, Tensor x, Tensor y) {
    for (int i = 0; i < y.rows(); i++) {
      for (int o = 0; o < y.columns(); o++) {
        y.set(i * y.columns() + o, x.get(largest(x, y.columns(), i, o)));
      }
    }
  }

  @Override
  public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
    if (dx != null) {
      dx.fill(0);
      for (int i = 0; i < dy.rows(); i++) {
        for (int o = 0; o < dy.columns(); o++) {
          dx.set(largest(x, dy.columns(), i, o), dy.get(i * dy.columns() + o));
        }
      }
    }
  }

  private int largest(Tensor x, int outputs, int row, int output) {
    int best = row * x.columns() + output;
    for (int p = 1; p < pieces; p++) {
      int next = row * x.columns() + p * outputs + output;
      boolean firstNan = Double.isNaN(x.get(next)) && !Double.isNaN(x.get(best));
      best = firstNan || x.get(next) > x.get(best) ? next : best;
    }
    return best;
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("pieces", pieces);
  }
}
