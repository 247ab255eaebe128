package org.lanewise.bench.prediction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.Weights;
import org.lanewise.nn.Network;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** Networks of common sizes, each with a row to predict. */
public enum PredictionWork {
  /** A network for digits. */
  DIGITS(784, 512, 512, 10),
  /** A small network for tables. */
  TABULAR(30, 64, 32, 1);

  /** What a weight of bytes may change outputs by, which are about 1 in size. */
  private static final double TOLERANCE = 0.25;

  private final List<Integer> widths;
  private final Network network;
  private final float[] row;

  PredictionWork(Integer... widths) {
    this.widths = List.of(widths);
    Network.Builder builder = Network.builder(widths[0]);
    for (int i = 1; i < widths.length; i++) {
      builder.dense(widths[i]);
      if (i < widths.length - 1) {
        builder.activation(UnaryOp.RELU);
      }
    }
    network = builder.build(Precision.FLOAT32, 1);
    RandomStream random = RandomStream.of(1, "row");
    row = new float[network.inputs()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
  }

  /** Returns the widths, as {@code 784-512-512-10}. */
  public String label() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  /** Returns the network; shared. */
  public Network network() {
    return network;
  }

  /** Returns the row; shared. */
  public float[] row() {
    return row;
  }

  /** Returns what is wrong with a prediction; empty if it is that of the network. */
  public Optional<String> flaw(Predictor predictor, Backend backend) {
    Workspace workspace = Workspace.forPrediction(network, backend, 1);
    Tensor expected = network.predict(Tensor.of(row, 0, 1, row.length), workspace);
    float[] actual = new float[network.outputs()];
    predictor.predict(row, actual);
    double bound = predictor.weights() == Weights.FLOAT32 ? 0 : TOLERANCE;
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected.get(i)));
    }
    return worst <= bound
        ? Optional.empty()
        : Optional.of("outputs with " + predictor.weights() + " weights are off by " + worst);
  }
}
