package org.lanewise.nn.predict;

import java.util.List;
import org.lanewise.core.Backend;
import org.lanewise.nn.Layer;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.tensor.Tensor;

/** Layers that predict by their own pass forward, in a network of their own. */
record LayerPlan(Network network, Backend backend) implements Plan, Stage {
  /** Copies layers of a network, with what they hold. */
  static LayerPlan of(Network source, int inputs, List<Integer> layers, Backend backend) {
    Network.Builder builder = Network.builder(inputs);
    for (int i : layers) {
      Layer layer = source.layers().get(i);
      builder.layer(layer);
    }
    Network copy = builder.zeros(source.precision());
    copy(source.parameters(), copy.parameters(), layers);
    copy(source.buffers(), copy.buffers(), layers);
    return new LayerPlan(copy, backend);
  }

  /** Copies the tensors of layers, which keep their order. */
  private static void copy(Parameters from, Parameters to, List<Integer> layers) {
    int at = 0;
    for (int i = 0; i < from.count(); i++) {
      if (layers.contains(from.layer(i))) {
        to.tensor(at++).copyFrom(from.tensor(i));
      }
    }
  }

  @Override
  public int outputs() {
    return network.outputs();
  }

  @Override
  public long weightBytes() {
    return (long) network.parameters().size() * network.precision().bytes();
  }

  @Override
  public Pass pass(int maxRows) {
    Workspace workspace = Workspace.forPrediction(network, backend, maxRows);
    Tensor input = workspace.input(maxRows);
    return new Pass() {
      @Override
      public int maxRows() {
        return maxRows;
      }

      @Override
      public Tensor input() {
        return input;
      }

      @Override
      public Tensor run(int rows) {
        return network.predict(workspace.input(rows), workspace);
      }
    };
  }

  @Override
  public Step step(int maxRows) {
    Pass pass = pass(maxRows);
    return (x, y, rows) -> {
      pass.input().copyRows(x, 0, 0, rows);
      y.copyRows(pass.run(rows), 0, 0, rows);
    };
  }
}
