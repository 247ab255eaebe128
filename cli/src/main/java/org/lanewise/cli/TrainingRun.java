package org.lanewise.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.KFold;
import org.lanewise.nn.data.Split;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.Callback;
import org.lanewise.nn.train.EarlyStopping;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Evaluation;
import org.lanewise.nn.train.History;
import org.lanewise.nn.train.Trainer;

/** Data, split and scaled, and a network of the right shape: ready to train. */
final class TrainingRun {
  static final int EVALUATION_BATCH = 500;

  private final TrainingOptions options;
  private final Dataset train;
  private final Dataset test;
  private final int[] trainRows;
  private final int[] validationRows;
  private final int[] testRows;
  private final FeatureScaling scaling;
  private final TargetScaling targetScaling;
  private final Network network;

  private TrainingRun(TrainingOptions options, Dataset train, Dataset test, Split testSplit) {
    this.options = options;
    this.train = train;
    this.test = test;
    int[] pool = testSplit == null ? train.allRows() : testSplit.first();
    this.testRows = testSplit == null ? test.allRows() : testSplit.held();
    Split split = split(options, train, pool, options.validationShare(), "validation");
    this.trainRows = split.first();
    this.validationRows = split.held();
    this.scaling = scaling(options.scaling(), train.features(), trainRows);
    scaling.apply(train.features());
    if (test != train) {
      scaling.apply(test.features());
    }
    this.targetScaling =
        train.isClassification() ? null : TargetScaling.of(train.targets(), trainRows);
    this.network = build();
  }

  static TrainingRun prepare(TrainingOptions options) throws IOException {
    DataSpec spec = options.data();
    if (spec.kind() == DataSpec.Kind.CSV) {
      Dataset all = table(options);
      Split split = split(options, all, all.allRows(), options.testShare(), "test");
      return new TrainingRun(options, all, all, split);
    }
    DataSpec.TrainingData data = spec.loadImages(options.precision());
    return new TrainingRun(options, data.train(), data.test(), null);
  }

  /** Prepares a run for each fold of a table in turn: the fold is its test part. */
  static Stream<TrainingRun> folds(TrainingOptions options) throws IOException {
    Dataset all = table(options);
    RandomStream random = RandomStream.of(options.seed(), "folds");
    try {
      return KFold.of(all, all.allRows(), options.folds(), random).stream()
          .map(
              fold -> {
                Dataset own = all.select(all.allRows()); // each fold has a scaling of its own
                return new TrainingRun(options, own, own, fold);
              });
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(options.data() + ": " + e.getMessage(), e);
    }
  }

  private static Dataset table(TrainingOptions options) throws IOException {
    boolean regression = LossTargets.areNumbers(options.loss());
    return options
        .data()
        .loadCsv(options.target(), regression, options.ignored(), options.precision());
  }

  private static Split split(
      TrainingOptions options, Dataset data, int[] rows, double share, String part) {
    RandomStream random = RandomStream.of(options.seed(), part);
    try {
      return data.isClassification()
          ? Split.of(data, rows, share, random)
          : Split.random(rows, share, random);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          options.data() + ": " + e.getMessage() + "; lower --" + part + ", or bring more rows", e);
    }
  }

  private static FeatureScaling scaling(String how, Tensor features, int[] rows) {
    return switch (how) {
      case "pixels" -> FeatureScaling.pixels(features.columns());
      case "standard" -> FeatureScaling.standard(features, rows);
      case "none" -> FeatureScaling.none(features.columns());
      default -> FeatureScaling.suited(features, rows);
    };
  }

  private Network build() {
    try {
      return assembled();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + "; take smaller --layers");
    }
  }

  private Network assembled() {
    Network.Builder builder = Network.builder(train.inputs()).initializer(options.initializer());
    for (int size : options.layers()) {
      builder.dense(size).layer(options.activation());
      if (options.dropout() > 0) {
        builder.dropout(options.dropout());
      }
    }
    builder.dense(outputs());
    if (LossTargets.needsSoftmax(options.loss())) {
      builder.softmax();
    }
    return builder.build(options.precision(), options.seed());
  }

  private int outputs() {
    int classes = train.labels().size();
    if (LossTargets.areTwoClasses(options.loss())) {
      if (classes != 2) {
        throw new UsageException(
            "--loss "
                + options.loss().name()
                + " tells 2 classes apart, the data have "
                + classes
                + "; use --loss cross-entropy");
      }
      return 1;
    }
    return train.isClassification() ? classes : train.targets().columns();
  }

  Network network() {
    return network;
  }

  int trainSamples() {
    return trainRows.length;
  }

  int validationSamples() {
    return validationRows.length;
  }

  int testSamples() {
    return testRows.length;
  }

  String title() {
    return options.data().description() + ": " + NetworkText.line(network);
  }

  History fit(Backend backend, List<Callback> callbacks) throws IOException {
    Trainer trainer =
        options
            .configure(Trainer.of(network, options.loss(), options.optimizer().optimizer()))
            .backend(backend)
            .classes(train.labels().size())
            .validation(validationRows);
    int batches = (trainRows.length + options.batch() - 1) / options.batch();
    int epochSteps = (batches + options.accumulate() - 1) / options.accumulate();
    options.optimizer().apply(trainer, epochSteps, options.epochs());
    callbacks.forEach(trainer::callback);
    Tensor targets = LossTargets.of(train, options.loss());
    if (targetScaling == null) {
      return trainer.fit(train.features(), targets, trainRows);
    }
    History history = trainer.fit(train.features(), targetScaling.scaled(targets), trainRows);
    targetScaling.unscale(network);
    return history;
  }

  Evaluation evaluate(Backend backend) {
    Tensor targets = LossTargets.of(test, options.loss());
    Batches batches = new Batches(test.features(), targets, testRows, EVALUATION_BATCH);
    return Evaluation.of(network, options.loss(), batches, test.labels().size(), backend);
  }

  /** Returns whether what the network predicts is worse than always predicting the mean. */
  static boolean isUseless(Evaluation result) {
    return result.error() != null && result.error().r2() < 0;
  }

  /** Returns the epoch whose parameters the network has if the best ones were taken. */
  static int bestEpoch(History history) {
    EpochResult best = EarlyStopping.Monitor.VALIDATION_LOSS.best(history);
    return best == null ? history.epochs().size() : best.epoch();
  }

  /** Returns the model; what is said of its training is the same for every machine. */
  Model model(Evaluation result, History history) {
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("data", options.data().toString());
    if (options.target() != null) {
      training.put("target", options.target());
    }
    training.put("samples", (long) trainRows.length);
    training.putAll(options.optimizer().facts());
    training.put("batch", (long) options.batch());
    if (options.accumulate() > 1) {
      training.put("accumulate", (long) options.accumulate());
    }
    if (!options.isShuffled()) {
      training.put("shuffle", false);
    }
    training.put("epochs", (long) history.epochs().size());
    if (options.takesBest()) {
      training.put("best_epoch", (long) bestEpoch(history));
    }
    training.put("seed", options.seed());
    put(training, "test_loss", result.loss());
    if (result.confusion() != null) {
      put(training, "test_accuracy", result.accuracy());
    } else {
      put(training, "test_rmse", result.error().rmse());
      put(training, "test_r2", result.error().r2());
    }
    return new Model(
        network, scaling, options.loss().name(), train.labels(), train.featureNames(), training);
  }

  /** JSON knows no NaN: a figure that does not exist is left out. */
  private static void put(Map<String, Object> training, String name, double value) {
    if (Double.isFinite(value)) {
      training.put(name, value);
    }
  }
}
