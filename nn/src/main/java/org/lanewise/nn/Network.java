package org.lanewise.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Layers one after the other, with their parameters.
 *
 * <p>Batches are matrices, a sample a row. A network changes only where its {@link #parameters} and
 * {@link #buffers} are written, which training does; otherwise any number of threads predict with
 * it, each with its own {@link Workspace}.
 */
public final class Network {
  private final int inputs;
  private final int outputs;
  private final List<Layer> layers;
  private final Parameters parameters;
  private final Parameters buffers;

  private Network(int inputs, List<Layer> layers, Precision precision) {
    this.inputs = inputs;
    this.layers = Collections.unmodifiableList(new ArrayList<>(layers));
    int columns = inputs;
    for (Layer layer : layers) {
      columns = layer.outputs(columns);
    }
    this.outputs = columns;
    this.parameters = Parameters.zeros(this.layers, Layer::parameters, precision);
    this.buffers = Parameters.zeros(this.layers, Layer::buffers, precision);
  }

  /**
   * Starts a network.
   *
   * @param inputs how many features a sample has
   */
  public static Builder builder(int inputs) {
    return new Builder(inputs);
  }

  /** Returns how many features a sample has. */
  public int inputs() {
    return inputs;
  }

  /** Returns how many numbers come out for a sample. */
  public int outputs() {
    return outputs;
  }

  /** Returns the layers, first to last. */
  public List<Layer> layers() {
    return layers;
  }

  /** Returns the parameters; shared. */
  public Parameters parameters() {
    return parameters;
  }

  /** Returns what layers keep beside parameters, such as running statistics; shared. */
  public Parameters buffers() {
    return buffers;
  }

  /** Returns the precision of parameters and passes. */
  public Precision precision() {
    return parameters.all().precision();
  }

  /** Returns a network of the same layers and values in the precision given. */
  public Network copy(Precision precision) {
    Network copy = new Network(inputs, layers, precision);
    for (int i = 0; i < parameters.count(); i++) {
      copy.parameters.tensor(i).copyFrom(parameters.tensor(i));
    }
    for (int i = 0; i < buffers.count(); i++) {
      copy.buffers.tensor(i).copyFrom(buffers.tensor(i));
    }
    return copy;
  }

  /**
   * Predicts a batch: the pass forward with dropout off.
   *
   * @param x rows x {@link #inputs}
   * @param workspace of this network, for as many rows
   * @return rows x {@link #outputs}, a view that the workspace's next pass overwrites
   */
  public Tensor predict(Tensor x, Workspace workspace) {
    return forward(x, workspace, false, 0);
  }

  /**
   * Goes forward as a step of training does.
   *
   * @param noiseKey decides what dropout drops: the same key, the same masks
   * @return rows x {@link #outputs}, a view that the workspace's next pass overwrites
   */
  public Tensor forward(Tensor x, Workspace workspace, long noiseKey) {
    return forward(x, workspace, true, noiseKey);
  }

  private Tensor forward(Tensor x, Workspace workspace, boolean training, long noiseKey) {
    if (x.columns() != inputs) {
      throw new IllegalArgumentException(
          "samples have " + x.columns() + " features, the network takes " + inputs);
    }
    if (workspace.network() != this) {
      throw new IllegalArgumentException("the workspace belongs to another network");
    }
    Workspace.Batch batch = workspace.batch(x.rows());
    batch.begin(training, noiseKey);
    Tensor in = x;
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forward(batch.passes[i], in, batch.outputs[i]);
      in = batch.outputs[i];
      i += Fusion.joinsForward(layers, i) ? 1 : 0;
    }
    return in;
  }

  /**
   * Goes backward after {@link #forward}: from the derivative of the loss by the output to that by
   * each parameter.
   *
   * @param x the batch that went forward
   * @param workspace the same; its {@link Workspace#outputGradient} holds the derivative by the
   *     output
   * @param gradients in the layout of {@link #parameters}, overwritten
   * @param inputGradient whether the derivative by x is wanted too
   * @return the derivative by x, a view; null if not wanted
   */
  public Tensor backward(
      Tensor x, Workspace workspace, Gradients gradients, boolean inputGradient) {
    if (workspace.network() != this) {
      throw new IllegalArgumentException("the workspace belongs to another network");
    }
    workspace.outputGradient(x.rows()); // refuses a workspace for prediction
    Workspace.Batch batch = workspace.batch(x.rows());
    for (int i = layers.size() - 1; i >= 0; i--) {
      batch.passes[i].gradients(gradients.ofLayer(i));
      Tensor in = i == 0 ? x : batch.outputs[i - 1];
      Tensor dx = i == 0 && !inputGradient ? null : batch.gradients[i];
      layers.get(i).backward(batch.passes[i], in, batch.outputs[i], batch.gradients[i + 1], dx);
      i -= Fusion.joinsBackward(layers, i) ? 1 : 0;
    }
    return inputGradient ? batch.gradients[0] : null;
  }

  /** Returns gradients for this network's backward passes, all 0. */
  public Gradients gradients() {
    return new Gradients(parameters.zerosLike(), layers.size());
  }

  /** Collects layers. */
  public static final class Builder {
    private final int inputs;
    private final List<Layer> layers = new ArrayList<>();
    private Initializer initializer = Initializer.HE;
    private int columns;

    private Builder(int inputs) {
      if (inputs < 1) {
        throw new IllegalArgumentException("inputs is " + inputs + ", it must be at least 1");
      }
      this.inputs = inputs;
      this.columns = inputs;
    }

    /** Sets what the weights of the layers that follow start with; {@link Initializer#HE}. */
    public Builder initializer(Initializer initializer) {
      this.initializer = initializer;
      return this;
    }

    /** Adds a dense layer with a bias. */
    public Builder dense(int outputs) {
      return layer(new Dense(columns, outputs, initializer));
    }

    /** Adds a dense layer without a bias. */
    public Builder denseWithoutBias(int outputs) {
      return layer(new Dense(columns, outputs, initializer, false));
    }

    /** Adds a dense layer of so many pieces, and the largest of each output's. */
    public Builder maxout(int outputs, int pieces) {
      Maxout maxout = new Maxout(pieces); // refuses what is no count
      return dense(Math.multiplyExact(outputs, pieces)).layer(maxout);
    }

    /** Adds a normalization over the batch. */
    public Builder batchNorm() {
      return layer(BatchNorm.of(columns));
    }

    /** Adds a normalization of each row. */
    public Builder layerNorm() {
      return layer(LayerNorm.of(columns));
    }

    /** Adds a rectifier with one learned slope. */
    public Builder prelu() {
      return layer(new Prelu(1));
    }

    /** Adds a step at 0, for prediction only. */
    public Builder step() {
      return layer(new Step(0));
    }

    /** Adds an elementwise activation. */
    public Builder activation(UnaryOp op) {
      return layer(new ActivationLayer(op));
    }

    /** Adds a softmax along each row. */
    public Builder softmax() {
      return layer(new Softmax());
    }

    /** Adds a logarithm of softmax along each row. */
    public Builder logSoftmax() {
      return layer(new LogSoftmax());
    }

    /** Adds dropout. */
    public Builder dropout(double rate) {
      return layer(new Dropout(rate));
    }

    /**
     * Adds any layer.
     *
     * @throws IllegalArgumentException if it does not take what the layer before gives
     */
    public Builder layer(Layer layer) {
      columns = layer.outputs(columns);
      layers.add(layer);
      return this;
    }

    /** Returns how many features a sample has. */
    public int inputs() {
      return inputs;
    }

    /** Returns the parameters and buffers the network will have, by name; allocates none. */
    public Map<String, ParameterSpec> tensors() {
      Map<String, ParameterSpec> specs = new LinkedHashMap<>();
      for (int i = 0; i < layers.size(); i++) {
        for (ParameterSpec spec : layers.get(i).parameters()) {
          specs.put(Parameters.name(i, spec), spec);
        }
        for (ParameterSpec spec : layers.get(i).buffers()) {
          specs.put(Parameters.name(i, spec), spec);
        }
      }
      return specs;
    }

    /** Returns the network with its parameters drawn from a seed. */
    public Network build(Precision precision, long seed) {
      Network network = zeros(precision);
      for (int i = 0; i < layers.size(); i++) {
        fill(network.parameters.ofLayer(i), layers.get(i).parameters(), seed, i);
        fill(network.buffers.ofLayer(i), layers.get(i).buffers(), seed, i);
      }
      return network;
    }

    private static void fill(List<Tensor> tensors, List<ParameterSpec> specs, long seed, int i) {
      for (int k = 0; k < specs.size(); k++) {
        ParameterSpec spec = specs.get(k);
        RandomStream random = RandomStream.of(seed, "initial " + spec.name(), i);
        spec.initializer().fill(tensors.get(k), spec.fanIn(), spec.fanOut(), random);
      }
    }

    /** Returns the network with all parameters and buffers 0, to be filled from elsewhere. */
    public Network zeros(Precision precision) {
      if (layers.isEmpty()) {
        throw new IllegalArgumentException("a network needs at least one layer");
      }
      return new Network(inputs, layers, precision);
    }
  }
}
