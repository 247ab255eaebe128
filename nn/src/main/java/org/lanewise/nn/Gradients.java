package org.lanewise.nn;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.nn.tensor.Tensor;

/** The derivatives of the loss by each parameter of a network, in the parameters' layout. */
public final class Gradients {
  private final Parameters values;
  private final List<List<Tensor>> byLayer;

  Gradients(Parameters values, int layers) {
    this.values = values;
    this.byLayer = IntStream.range(0, layers).mapToObj(values::ofLayer).toList();
  }

  /** Returns the derivatives; shared. */
  public Parameters values() {
    return values;
  }

  List<Tensor> ofLayer(int layer) {
    return byLayer.get(layer);
  }
}
