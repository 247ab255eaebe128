package org.lanewise.nn.predict;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.WeightMatrix;
import org.lanewise.core.Weights;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.BatchNorm;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Dropout;
import org.lanewise.nn.Layer;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A float32 network in stages: dense layers that have taken in what follows them, and other layers.
 *
 * @param inputs features of a row
 * @param stages each a {@link DenseStage} or a {@link LayerPlan}
 */
record StagedPlan(int inputs, List<Stage> stages) implements Plan {
  /** Compiles a network. */
  static StagedPlan of(Network network, Weights format, Backend backend) {
    List<Stage> stages = new ArrayList<>();
    int columns = network.inputs();
    List<Layer> layers = network.layers();
    for (int i = 0; i < layers.size(); ) {
      if (layers.get(i) instanceof Dense) {
        FoldedDense dense = new FoldedDense(network, i);
        i++;
        while (i < layers.size() && dense.takesIn(layers.get(i), i)) {
          i++;
        }
        stages.add(dense.stage(format, backend));
        columns = dense.outputs();
        continue;
      }
      List<Integer> others = new ArrayList<>();
      int from = columns;
      for (; i < layers.size() && !(layers.get(i) instanceof Dense); i++) {
        if (!(layers.get(i) instanceof Dropout)) {
          others.add(i);
        }
        columns = layers.get(i).outputs(columns);
      }
      if (!others.isEmpty()) {
        stages.add(LayerPlan.of(network, from, others, backend));
      }
    }
    return new StagedPlan(network.inputs(), List.copyOf(stages));
  }

  /** A dense layer while it takes in the layers behind it, in double precision. */
  private static final class FoldedDense {
    private final Network network;
    private final Dense layer;
    private final Tensor weights;
    private final Tensor bias;
    private boolean biased;
    private UnaryOp op;

    FoldedDense(Network network, int index) {
      this.network = network;
      this.layer = (Dense) network.layers().get(index);
      List<Tensor> own = tensors(network.parameters(), index);
      this.weights = own.get(0).copy(Precision.FLOAT64);
      this.biased = layer.bias();
      this.bias =
          biased
              ? own.get(1).copy(Precision.FLOAT64)
              : Tensor.zeros(Precision.FLOAT64, 1, layer.outputs());
    }

    private static List<Tensor> tensors(Parameters parameters, int layer) {
      List<Tensor> own = new ArrayList<>();
      for (int i = 0; i < parameters.count(); i++) {
        if (parameters.layer(i) == layer) {
          own.add(parameters.tensor(i));
        }
      }
      return own;
    }

    int outputs() {
      return layer.outputs();
    }

    /** Takes in a layer, if it may follow what was taken in so far. */
    boolean takesIn(Layer next, int index) {
      if (next instanceof Dropout) {
        return true;
      }
      if (op != null) {
        return false;
      }
      if (next instanceof ActivationLayer activation) {
        op = activation.op();
        return true;
      }
      if (next instanceof BatchNorm norm) {
        fold(norm, index);
        return true;
      }
      return false;
    }

    /** {@code gamma (x W + b - mean) / s + beta} is a dense layer too, s the deviation. */
    private void fold(BatchNorm norm, int index) {
      List<Tensor> learned = tensors(network.parameters(), index);
      List<Tensor> running = tensors(network.buffers(), index);
      for (int j = 0; j < outputs(); j++) {
        double slope = learned.get(0).get(j) / Math.sqrt(running.get(1).get(j) + norm.epsilon());
        for (int p = 0; p < layer.inputs(); p++) {
          weights.set(p, j, weights.get(p, j) * slope);
        }
        bias.set(j, (bias.get(j) - running.get(0).get(j)) * slope + learned.get(1).get(j));
      }
      biased = true;
    }

    DenseStage stage(Weights format, Backend backend) {
      float[] rounded = weights.copy(Precision.FLOAT32).floats();
      int n = outputs();
      return new DenseStage(
          backend,
          WeightMatrix.of(format, layer.inputs(), n, rounded, 0, n),
          biased ? bias.copy(Precision.FLOAT32).floats() : null,
          op == null ? UnaryOp.IDENTITY : op);
    }
  }

  @Override
  public long weightBytes() {
    return stages.stream().mapToLong(Stage::weightBytes).sum();
  }

  @Override
  public Pass pass(int maxRows) {
    return new StagedPass(this, maxRows);
  }
}
