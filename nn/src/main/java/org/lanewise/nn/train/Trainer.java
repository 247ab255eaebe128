package org.lanewise.nn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.BatchSource;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.metric.ConfusionMatrix;
import org.lanewise.nn.optim.GradientClipping;
import org.lanewise.nn.optim.LearningRate;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Regularization;
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
  private LearningRate schedule = LearningRate.constant();
  private Regularization regularization = Regularization.NONE;
  private GradientClipping clipping = GradientClipping.NONE;
  private int epochs = 10;
  private int batchSize = 128;
  private long seed;
  private int classes;
  private int[] validation = {};
  private int accumulated = 1;
  private boolean shuffled = true;
  private Tensor weights;
  private EarlyStopping earlyStopping;
  private Checkpoints checkpoints;
  private Checkpoint resumed;

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

  /** Sets how many samples a step learns from; 128 by default, all if there are fewer. */
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

  /** Sets whether each epoch has an order of its own; it has by default. */
  public Trainer shuffle(boolean shuffled) {
    this.shuffled = shuffled;
    return this;
  }

  /** Sets how many batches a step learns from, as from one large one; 1 by default. */
  public Trainer accumulate(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "batches accumulated is " + batches + ", it must be at least 1");
    }
    this.accumulated = batches;
    return this;
  }

  /**
   * Lets samples count more or less than others; all count the same by default. A weight acts as a
   * count: a sample of weight 2 is learned as if it were in its batch twice. It counts in the
   * training loss, but not in accuracies and validation, nor does it make an epoch longer.
   *
   * @param weights samples x 1, at least 0, in the order of the features; copied
   * @throws IllegalArgumentException if a weight is negative or not finite
   */
  public Trainer sampleWeights(Tensor weights) {
    this.weights = weights.copy(network.precision());
    for (int i = 0; i < weights.size(); i++) {
      double weight = this.weights.get(i);
      if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "weight of sample %d is %s, it must be finite and >= 0".formatted(i, weight));
      }
    }
    return this;
  }

  /** Ends training when it no longer gets better; never by default. */
  public Trainer earlyStopping(EarlyStopping settings) {
    this.earlyStopping = settings;
    return this;
  }

  /** Writes checkpoints; none by default. What fails is an {@link UncheckedIOException}. */
  public Trainer checkpoints(Checkpoints settings) {
    this.checkpoints = settings;
    return this;
  }

  /**
   * Lets {@link #fit} go on from a checkpoint, to end in the bits of a training that was never
   * interrupted. Data and settings, as {@code toString} tells them, must be those it was written
   * with; only epochs, checkpoints, the backend and callbacks without state may differ.
   *
   * @param path a checkpoint, or a folder, whose newest is taken
   * @throws IOException if it cannot be read, is damaged or none
   */
  public Trainer resume(Path path) throws IOException {
    this.resumed = Checkpoint.read(Files.isDirectory(path) ? Checkpoints.newest(path) : path);
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

  /** Sets how the learning rate changes; it does not by default. */
  public Trainer schedule(LearningRate schedule) {
    this.schedule = schedule;
    return this;
  }

  /** Sets what keeps weights small; nothing by default. */
  public Trainer regularization(Regularization regularization) {
    this.regularization = regularization;
    return this;
  }

  /** Bounds each derivative on both sides; not by default. */
  public Trainer clipValue(double limit) {
    clipping = clipping.byValue(limit);
    return this;
  }

  /** Bounds the norm of all gradients; not by default. */
  public Trainer clipNorm(double limit) {
    clipping = clipping.byNorm(limit);
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
   * @throws DivergedException if a loss or parameter is no longer finite
   * @throws IllegalArgumentException if settings do not go together, with the checkpoint or with
   *     the number of samples
   */
  public History fit(Tensor features, Tensor targets, int[] rows) {
    Batches learned = batches(features, targets, rows);
    Batches watched =
        validation.length == 0
            ? null
            : new Batches(features, targets, validation, VALIDATION_BATCH);
    requireApart(rows, validation);
    return fit(
        learned,
        watched,
        () ->
            "data of checksums %s %08x %08x"
                .formatted(
                    Checkpoint.checksum(
                        Stream.of(features, targets, weights).filter(Objects::nonNull).toList()),
                    Arrays.hashCode(rows),
                    Arrays.hashCode(validation)));
  }

  /**
   * Trains with samples from wherever they come, as from a file larger than memory. To resume it is
   * to bring the same samples; only their number is compared.
   *
   * @param batches to learn, of the size they have; targets as the loss takes them
   * @param watched to evaluate after each epoch; null for none
   * @return what each epoch gave
   * @throws DivergedException if a loss or parameter is no longer finite
   * @throws IllegalArgumentException if settings do not go together, or with the checkpoint
   */
  public History fit(BatchSource batches, BatchSource watched) {
    if (weights != null) {
      throw new IllegalArgumentException(
          "%d sample weights are given; batches from elsewhere bring their own"
              .formatted(weights.rows()));
    }
    return fit(batches, watched, () -> "data in batches of " + batches.batchSize());
  }

  private History fit(BatchSource batches, BatchSource watched, Supplier<String> data) {
    TrainingStep step = new TrainingStep(network, loss, update(), backend, batches.batchSize());
    Evaluation.Evaluator evaluator =
        watched == null ? null : new Evaluation.Evaluator(network, loss, watched, classes, backend);
    int held = watched == null ? 0 : watched.samples();
    List<Callback> told = new ArrayList<>(callbacks);
    if (earlyStopping != null) {
      told.add(watch(held));
    }
    Training training = new Training(step);
    Map<String, Tensor> state = step.state();
    told.forEach(callback -> state.putAll(callback.state()));
    String settings =
        checkpoints == null && resumed == null
            ? ""
            : settings(batches.samples() + " samples, " + held, data.get(), told);
    try {
      if (checkpoints != null) {
        checkpoints.prepare(resumed == null ? null : resumed.file());
      }
      if (resumed != null) {
        resumed.restore(settings, state, training, epochs);
        training.epochs.forEach(result -> step.observe(result.validationLoss()));
      }
      told.forEach(callback -> callback.beforeTraining(training));
      while (training.epochs.size() < epochs && !training.isStopped()) {
        EpochResult result = epoch(training.epochs.size() + 1, batches, step, evaluator, told);
        training.epochs.add(result);
        told.forEach(callback -> callback.afterEpoch(training, result));
        if (checkpoints != null) {
          boolean last = training.isStopped() || training.epochs.size() >= epochs;
          checkpoints.save(training, last, settings, state);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    told.forEach(Callback::afterTraining);
    return training.history();
  }

  Batches batches(Tensor features, Tensor targets, int[] rows) {
    Batches batches = new Batches(features, targets, weights, rows, batchSize);
    if (weights != null && Arrays.stream(rows).allMatch(row -> weights.get(row) == 0)) {
      throw new IllegalArgumentException("all " + rows.length + " samples to learn have weight 0");
    }
    return batches;
  }

  TrainingStep stepOnCopy(int maxRows) {
    return new TrainingStep(network.copy(network.precision()), loss, update(), backend, maxRows);
  }

  private ParameterUpdate update() {
    return new ParameterUpdate(optimizer, schedule, regularization, clipping);
  }

  private Callback watch(int held) {
    EarlyStopping.Monitor monitor = earlyStopping.monitor();
    if (monitor != EarlyStopping.Monitor.TRAIN_LOSS && held == 0
        || monitor == EarlyStopping.Monitor.VALIDATION_ACCURACY && classes == 0) {
      throw new IllegalArgumentException(
          "early stopping watches %s of %d samples in %d classes; watch TRAIN_LOSS, or set both"
              .formatted(monitor, held, classes));
    }
    return earlyStopping.new Watch(network);
  }

  /** Returns what must not differ between a training and the one that resumes it, a line each. */
  private String settings(String samples, String data, List<Callback> told) {
    return String.join(
        "\n",
        "layers " + network.layers(),
        "precision " + network.precision(),
        "loss " + loss,
        "optimizer " + optimizer,
        "schedule " + schedule,
        "" + regularization,
        "" + clipping,
        "seed " + seed,
        "batches of " + batchSize + ", " + accumulated + " a step",
        "shuffling " + shuffled,
        samples + " to validate",
        classes + " classes",
        data,
        "callbacks " + told.stream().filter(callback -> !callback.state().isEmpty()).toList());
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

  private EpochResult epoch(
      int epoch,
      BatchSource batches,
      TrainingStep step,
      Evaluation.Evaluator evaluator,
      List<Callback> told) {
    long start = System.nanoTime();
    if (shuffled) {
      batches.shuffle(RandomStream.of(seed, "shuffle", epoch));
    }
    ConfusionMatrix confusion = classes > 0 ? new ConfusionMatrix(classes) : null;
    long noise = RandomStream.of(seed, "noise", epoch).nextLong();
    double sum = 0;
    double weight = 0;
    int samples = 0;
    for (int i = 0; i < batches.count(); i++) {
      int size = batches.load(i);
      boolean last = (i + 1) % accumulated == 0 || i + 1 == batches.count();
      long key = RandomStream.mix(noise + i);
      double value = step.run(batches.x(size), batches.y(size), batches.weights(size), key, last);
      DivergedException.requireFinite(step, batches.x(size), value, epoch);
      if (confusion != null) {
        Evaluation.count(step.workspace().output(size), batches.y(size), size, confusion);
      }
      sum += loss.reduction().total(value, step.weight());
      weight += step.weight();
      samples += size;
      for (int c = 0; c < told.size(); c++) {
        double mean = weight == 0 ? 0 : sum / weight;
        told.get(c).afterBatch(epoch, samples, batches.samples(), mean);
      }
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    // A loss is that of before its step: the last step shows in the parameters only.
    DivergedException.requireFinite(network.parameters(), epoch, step.steps());
    Evaluation evaluation = evaluator == null ? null : evaluator.run();
    step.observe(evaluation == null ? Double.NaN : evaluation.loss());
    return new EpochResult(
        epoch,
        sum / weight,
        confusion == null ? Double.NaN : confusion.accuracy(),
        evaluation == null ? Double.NaN : evaluation.loss(),
        evaluation == null ? Double.NaN : evaluation.accuracy(),
        seconds,
        samples / seconds,
        step.rate());
  }
}
