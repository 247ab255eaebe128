package org.lanewise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.CsvDataset;
import org.lanewise.nn.data.CsvTable;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.KFold;
import org.lanewise.nn.data.Preprocessor;
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
  private final Preprocessor preprocessor;
  private final TargetScaling targetScaling;
  private final Network network;

  private TrainingRun(
      TrainingOptions options,
      Dataset train,
      Dataset test,
      Split rows,
      int[] testRows,
      Preprocessor preprocessor) {
    this.options = options;
    this.train = train;
    this.test = test;
    this.trainRows = rows.first();
    this.validationRows = rows.held();
    this.testRows = testRows;
    this.preprocessor = preprocessor;
    this.targetScaling = train.isClassification() ? null : scaling();
    this.network = build();
  }

  private TargetScaling scaling() {
    return LossTargets.areCounts(options.loss())
        ? TargetScaling.ofCounts(train.targets(), trainRows)
        : TargetScaling.of(train.targets(), trainRows);
  }

  static TrainingRun prepare(TrainingOptions options) throws IOException {
    if (options.data().kind() != DataSpec.Kind.CSV) {
      return ofImages(options);
    }
    Table table = Table.read(options);
    Dataset classes = table.classes;
    return table.run(split(options, classes, classes.allRows(), options.testShare(), "test"));
  }

  /** Prepares a run for each fold of a table in turn: the fold is its test part. */
  static Stream<TrainingRun> folds(TrainingOptions options) throws IOException {
    Table table = Table.read(options);
    Dataset classes = table.classes;
    RandomStream random = RandomStream.of(options.seed(), "folds");
    try {
      return KFold.of(classes, classes.allRows(), options.folds(), random).stream()
          .map(
              fold -> {
                try {
                  return table.run(fold);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(options.data() + ": " + e.getMessage(), e);
    }
  }

  /**
   * A table that was read, before anything is fitted to a part of it.
   *
   * @param classes its targets without features, to be divided
   */
  private record Table(
      TrainingOptions options, CsvTable cells, List<String> labels, Dataset classes) {
    static Table read(TrainingOptions options) throws IOException {
      String target = options.target();
      CsvTable cells = options.data().readTable(options.preprocessing(), target);
      boolean regression = LossTargets.areNumbers(options.loss());
      List<String> labels = regression ? List.of() : CsvDataset.labels(cells, target);
      Dataset classes = CsvDataset.targets(cells, target, labels, options.precision());
      if (LossTargets.areCounts(options.loss())) {
        LossTargets.requireCounts(cells, target);
      } else if (regression) {
        LossTargets.requireDistinct(cells, target, options.precision());
      }
      return new Table(options, cells, labels, classes);
    }

    TrainingRun run(Split parts) throws IOException {
      double share = options.validationShare();
      Split rows = split(options, classes, parts.first(), share, "validation");
      String target = options.target();
      Preprocessor fitted = options.preprocessing().fit(cells, rows.first(), target);
      Dataset data = CsvDataset.of(cells, fitted, target, labels, options.precision());
      return new TrainingRun(options, data, data, rows, parts.held(), fitted);
    }
  }

  private static TrainingRun ofImages(TrainingOptions options) throws IOException {
    DataSpec.TrainingData data = options.data().loadImages(options.precision());
    Dataset train = data.train();
    Split rows = split(options, train, train.allRows(), options.validationShare(), "validation");
    FeatureScaling scaling =
        FeatureScaling.fit(options.preprocessing().scaling(), train.features(), rows.first());
    scaling.apply(train.features());
    scaling.apply(data.test().features());
    Preprocessor fitted = Preprocessor.of(scaling, List.of());
    return new TrainingRun(options, train, data.test(), rows, data.test().allRows(), fitted);
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
    return new Model(network, preprocessor, options.loss().name(), train.labels(), training);
  }

  /** JSON knows no NaN: a figure that does not exist is left out. */
  private static void put(Map<String, Object> training, String name, double value) {
    if (Double.isFinite(value)) {
      training.put(name, value);
    }
  }
}
