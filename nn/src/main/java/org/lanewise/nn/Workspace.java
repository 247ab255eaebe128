package org.lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.core.Backend;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * The memory of passes through one network, sized once for the largest batch. One thread uses it at
 * a time; each thread that predicts has its own.
 *
 * <p>A batch of a size seen before allocates nothing; the first of its size makes a handful of
 * views.
 */
public final class Workspace {
  private final Network network;
  private final TensorOps ops;
  private final int maxRows;
  private final List<Tensor> outputs = new ArrayList<>();
  private final List<Tensor> scratches = new ArrayList<>();
  private final Tensor input;
  private final Tensor[] gradients;
  private final Batch[] batches;

  private Workspace(Network network, Backend backend, int maxRows, boolean training) {
    if (maxRows < 1) {
      throw new IllegalArgumentException("rows is " + maxRows + ", a batch has at least 1");
    }
    this.network = network;
    this.ops = new TensorOps(backend);
    this.maxRows = maxRows;
    this.batches = new Batch[maxRows + 1];
    Precision precision = network.precision();
    this.input = Tensor.zeros(precision, maxRows, network.inputs());
    int columns = network.inputs();
    int widest = columns;
    Tensor previous = null;
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      scratches.add(Tensor.zeros(precision, maxRows, layer.scratchColumns(columns)));
      columns = layer.outputs(columns);
      widest = Math.max(widest, columns);
      boolean inPlace = layer.worksInPlace() && i > 0 && !network.layers().get(i - 1).needsOutput();
      previous = inPlace ? previous : Tensor.zeros(precision, maxRows, columns);
      outputs.add(previous);
    }
    this.gradients =
        training
            ? new Tensor[] {
              Tensor.zeros(precision, maxRows, widest), Tensor.zeros(precision, maxRows, widest)
            }
            : new Tensor[0];
  }

  /** Returns a workspace for prediction, of batches of up to so many rows. */
  public static Workspace forPrediction(Network network, Backend backend, int maxRows) {
    return new Workspace(network, backend, maxRows, false);
  }

  /** Returns a workspace for training, of batches of up to so many rows. */
  public static Workspace forTraining(Network network, Backend backend, int maxRows) {
    return new Workspace(network, backend, maxRows, true);
  }

  /** Returns the network whose passes this is for. */
  public Network network() {
    return network;
  }

  /** Returns the operations that passes compute with. */
  public TensorOps ops() {
    return ops;
  }

  /** Returns the largest batch. */
  public int maxRows() {
    return maxRows;
  }

  /** Returns a tensor of so many rows for the input of a pass; its content is up to the caller. */
  public Tensor input(int rows) {
    return batch(rows).input;
  }

  /** Returns the output of the last pass of so many rows. */
  public Tensor output(int rows) {
    Batch batch = batch(rows);
    return batch.outputs[batch.outputs.length - 1];
  }

  /** Returns the output of a layer in the last pass; the next layer may have overwritten it. */
  public Tensor output(int layer, int rows) {
    return batch(rows).outputs[layer];
  }

  /**
   * Returns where the derivative of the loss by the output goes before a backward pass.
   *
   * @throws IllegalStateException if this workspace is for prediction
   */
  public Tensor outputGradient(int rows) {
    if (gradients.length == 0) {
      throw new IllegalStateException("a workspace for prediction has no gradients");
    }
    return batch(rows).gradients[network.layers().size()];
  }

  Batch batch(int rows) {
    if (rows < 1 || rows > maxRows) {
      throw new IllegalArgumentException(
          "a batch of " + rows + " rows in a workspace for 1 to " + maxRows);
    }
    if (batches[rows] == null) {
      batches[rows] = new Batch(rows);
    }
    return batches[rows];
  }

  /** The views of batches of one size. */
  final class Batch {
    final Tensor input;
    final Tensor[] outputs;
    final LayerPass[] passes;

    /** Entry i is the derivative by the input of layer i; the last, by the network's output. */
    final Tensor[] gradients;

    private Batch(int rows) {
      int layers = network.layers().size();
      this.input = Workspace.this.input.rows(0, rows);
      this.outputs = new Tensor[layers];
      this.passes = new LayerPass[layers];
      this.gradients = new Tensor[layers + 1];
      for (int i = 0; i < layers; i++) {
        outputs[i] = Workspace.this.outputs.get(i).rows(0, rows);
        passes[i] =
            new LayerPass(
                ops,
                network.parameters().ofLayer(i),
                network.buffers().ofLayer(i),
                scratches.get(i).rows(0, rows));
      }
      Fusion.join(network.layers(), passes, outputs, network.parameters());
      if (Workspace.this.gradients.length > 0) {
        // Two buffers take turns: a layer reads one and writes the other, or works in place.
        int side = 0;
        for (int i = layers; i >= 0; i--) {
          int columns = i == 0 ? network.inputs() : outputs[i - 1].columns();
          gradients[i] = Workspace.this.gradients[side].view(0, rows, columns);
          side = i > 0 && Fusion.isElementwise(network.layers().get(i - 1)) ? side : 1 - side;
        }
      }
    }

    void begin(boolean training, long noiseKey) {
      for (int i = 0; i < passes.length; i++) {
        passes[i].begin(training, RandomStream.mix(noiseKey + i));
      }
    }
  }
}
