package org.lanewise.nn.train;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.metric.ConfusionMatrix;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * Trains a network in mini-batches, epoch after epoch.
 *
 * <p>A run is a function of data, settings and seed: the order of samples in an epoch and the noise
 * of a step come from streams of the seed that are named by epoch and step.
 *
 * <pre>
 * History history = Trainer.of(network, loss, Adam.of(0.001)).epochs(5).batchSize(128).fit(x, y, rows);
 * </pre>
 */
public final class Trainer {
  private static final int VALIDATION_BATCH = 500;

  private final Network network;
  private final Loss loss;
  private final Optimizer optimizer;
  private final List<Callback> callbacks = new ArrayList<>();
  private Backend backend = Backends.best();
  private int epochs = 10;
  private int batchSize = 128;
  private long seed;
  private int classes;
  private int[] validation = {};

  private Trainer(Network network, Loss loss, Optimizer optimizer) {
    this.network = network;
    this.loss = loss;
    this.optimizer = optimizer;
  }

  /** Starts the settings of a training. */
  public static Trainer of(Network network, Loss loss, Optimizer optimizer) {
    return new Trainer(network, loss, optimizer);
  }

  /** Sets the backend; the best one by default. */
  public Trainer backend(Backend backend) {
    this.backend = backend;
    return this;
  }

  /** Sets how often every sample is learned; 10 by default. */
  public Trainer epochs(int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is " + epochs + ", it must be at least 1");
    }
    this.epochs = epochs;
    return this;
  }

  /** Sets how many samples a step learns from; 128 by default. */
  public Trainer batchSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size is " + batchSize + ", it must be at least 1");
    }
    this.batchSize = batchSize;
    return this;
  }

  /** Sets the seed of shuffles and dropout; 0 by default. */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Sets how many classes are told apart, so that accuracy is reported; 0, none, by default. */
  public Trainer classes(int classes) {
    this.classes = classes;
    return this;
  }

  /** Sets the positions of samples that are not learned but evaluated after each epoch. */
  public Trainer validation(int[] rows) {
    this.validation = rows.clone();
    return this;
  }

  /** Adds someone to be told how it goes. */
  public Trainer callback(Callback callback) {
    callbacks.add(callback);
    return this;
  }

  /**
   * Trains.
   *
   * @param features a sample a row, already scaled
   * @param targets a sample a row, as the loss takes them
   * @param rows the positions of the samples to learn
   * @return what each epoch gave
   * @throws DivergedException if the loss is no longer finite; the parameters are then useless
   */
  public History fit(Tensor features, Tensor targets, int[] rows) {
    Batches batches = new Batches(features, targets, rows, batchSize);
    TrainingStep step = new TrainingStep(network, loss, optimizer, backend, batches.batchSize());
    Evaluation.Evaluator evaluator =
        validation.length == 0
            ? null
            : new Evaluation.Evaluator(
                network,
                loss,
                new Batches(features, targets, validation, VALIDATION_BATCH),
                classes,
                backend);
    requireApart(rows, validation);
    List<EpochResult> results = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      EpochResult result = epoch(epoch, batches, step, evaluator);
      results.add(result);
      for (Callback callback : callbacks) {
        callback.afterEpoch(result);
      }
    }
    return new History(results);
  }

  /** A sample that is learned cannot tell how the network does on others. */
  private static void requireApart(int[] learned, int[] watched) {
    BitSet positions = new BitSet();
    for (int row : learned) {
      positions.set(row);
    }
    for (int row : watched) {
      if (positions.get(row)) {
        throw new IllegalArgumentException("sample " + row + " is to be learned and to validate");
      }
    }
  }

  /** The loss is that of before a step: the last step shows in the parameters only. */
  private void requireFinite(int epoch, int steps) {
    Tensor all = network.parameters().all();
    for (int i = 0; i < all.size(); i++) {
      if (!Double.isFinite(all.get(i))) {
        throw new DivergedException("a parameter", epoch, steps, all.get(i));
      }
    }
  }

  private EpochResult epoch(
      int epoch, Batches batches, TrainingStep step, Evaluation.Evaluator evaluator) {
    long start = System.nanoTime();
    batches.shuffle(RandomStream.of(seed, "shuffle", epoch));
    ConfusionMatrix confusion = classes > 0 ? new ConfusionMatrix(classes) : null;
    long noise = RandomStream.of(seed, "noise", epoch).nextLong();
    double sum = 0;
    int samples = 0;
    for (int i = 0; i < batches.count(); i++) {
      int size = batches.load(i);
      double value = step.run(batches.x(size), batches.y(size), RandomStream.mix(noise + i));
      if (!Double.isFinite(value)) {
        throw new DivergedException("the loss", epoch, step.steps(), value);
      }
      if (confusion != null) {
        Evaluation.count(step.workspace().output(size), batches.y(size), size, confusion);
      }
      sum += size * value;
      samples += size;
      for (int c = 0; c < callbacks.size(); c++) {
        callbacks.get(c).afterBatch(epoch, samples, batches.samples(), sum / samples);
      }
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    requireFinite(epoch, step.steps());
    Evaluation evaluation = evaluator == null ? null : evaluator.run();
    return new EpochResult(
        epoch,
        sum / samples,
        confusion == null ? Double.NaN : confusion.accuracy(),
        evaluation == null ? Double.NaN : evaluation.loss(),
        evaluation == null ? Double.NaN : evaluation.accuracy(),
        seconds,
        samples / seconds);
  }
}
