package org.lanewise.bench.peers;

import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Weights;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.Callback;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Trainer;
import org.lanewise.nn.train.Training;

/** Lanewise as its users have it: a trainer, and a compiled network for predictions. */
public final class LanewisePeer extends Peer {
  private final Backend backend;
  private final Network network;
  private final Predictor predictor;
  private final float[] row;

  private LanewisePeer(String folder, Backend backend) {
    super(folder);
    this.backend = backend;
    this.network = PeerFiles.network(work()).zeros(Precision.FLOAT32);
    Parameters parameters = network.parameters();
    for (int i = 0; i < parameters.count(); i++) {
      Tensor tensor = parameters.tensor(i);
      float[] values = parameters.isWeight(i) ? weight(i / 2) : bias(i / 2);
      tensor.copyFrom(Tensor.of(values, 0, tensor.rows(), tensor.columns()));
    }
    this.predictor = Predictor.of(network, Weights.FLOAT32, backend);
    this.row = new float[network.inputs()];
  }

  /** Starts with the folder, the number of threads and the name of a backend. */
  public static void main(String... args) throws Exception {
    Backend backend = Backends.named(args[2]).with(Parallelism.of(Integer.parseInt(args[1])));
    new LanewisePeer(args[0], backend).run();
  }

  private void run() {
    int[] rows = new int[work().rows()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    Tensor features = Tensor.of(x(), 0, rows.length, work().inputs());
    Tensor targets = Tensor.of(y(), 0, rows.length, work().targetColumns());
    Trainer.of(network, loss(), optimizer())
        .backend(backend)
        .batchSize(work().batch())
        .epochs(Integer.MAX_VALUE)
        .shuffle(false)
        .callback(new Turns())
        .fit(features, targets, rows);
  }

  private Loss loss() {
    return switch (work().loss()) {
      case "mse" -> new MeanSquaredError();
      case "cross-entropy" -> new SoftmaxCrossEntropy();
      case "bce" -> new BinaryCrossEntropy();
      default -> throw new IllegalArgumentException("there is no loss '" + work().loss() + "'");
    };
  }

  private Optimizer optimizer() {
    return switch (work().optimizer()) {
      case "sgd" -> new Sgd(work().rate());
      case "adam" -> Adam.of(work().rate());
      default ->
          throw new IllegalArgumentException("there is no optimizer '" + work().optimizer() + "'");
    };
  }

  @Override
  protected void predict(float[] features, int offset, float[] result) {
    System.arraycopy(features, offset, row, 0, row.length);
    predictor.predict(row, result);
  }

  /** Lets the trainer wait for the next command after each epoch. */
  private final class Turns implements Callback {
    @Override
    public void beforeTraining(Training training) {
      ready(
          "%s %d bits, JDK %s"
              .formatted(backend.name(), backend.vectorBits(), Runtime.version().feature()));
      next(training);
    }

    @Override
    public void afterEpoch(Training training, EpochResult result) {
      learned(result.seconds(), result.trainLoss());
      next(training);
    }

    private void next(Training training) {
      try {
        if (!serve()) {
          training.stop();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
