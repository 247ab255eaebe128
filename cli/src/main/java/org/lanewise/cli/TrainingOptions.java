package org.lanewise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Preprocessing;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.train.Checkpoints;
import org.lanewise.nn.train.EarlyStopping;
import org.lanewise.nn.train.Trainer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to learn from, what to learn with, and how. */
final class TrainingOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Takes options that are not given from a recipe: churn (the bank's customers), housing"
              + " (house prices in California), mnist (handwritten digits) or classic-mnist (the"
              + " same as an early text trains them).")
  private String preset;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      defaultValue = "digits",
      description =
          "digits (embedded, synthetic), idx:FOLDER (four MNIST-style files) or csv:FILE"
              + " (default: ${DEFAULT-VALUE}).")
  private String data;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The column of a CSV file that is to be predicted.")
  private String target;

  @Option(
      names = "--ignore",
      paramLabel = "NAME,NAME",
      split = ",",
      description = "Columns of a CSV file to leave out, such as names and texts.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Share of a CSV file's rows kept for the final test (default: ${DEFAULT-VALUE}).")
  private double test;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of the other samples that is not learned but watched (default:"
              + " ${DEFAULT-VALUE}).")
  private double validation;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Trains K networks instead, each tested on another part of a CSV file's rows, and writes"
              + " no model.")
  private Integer folds;

  @Option(
      names = "--scaling",
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "Scaling of features: pixels (1/255), standard (mean 0, variance 1), minmax (0 to 1),"
              + " robust (median, quartiles), none, or auto (default: ${DEFAULT-VALUE}).")
  private String scaling;

  @Option(
      names = "--encode",
      paramLabel = "COLUMN=HOW",
      split = ",",
      description =
          "Columns of text: one-hot (a column of 0 and 1 for each category) or ordinal (0, 1,"
              + " ...). Of the target, either makes its texts the classes.")
  private Map<String, String> encodings = new LinkedHashMap<>();

  @Option(
      names = "--drop-first",
      description = "Leaves the first category of each one-hot column out: all zeros.")
  private boolean dropFirst;

  @Option(
      names = "--unknown",
      paramLabel = "HOW",
      defaultValue = "error",
      description =
          "A category that training did not have: error, or zeros (default: ${DEFAULT-VALUE}).")
  private String unknown;

  @Option(
      names = "--missing",
      paramLabel = "[COLUMN=]HOW",
      split = ",",
      description =
          "What stands in for missing cells of a column, or of all others: mean, median,"
              + " most-frequent, drop (the row) or a value.")
  private List<String> missing = new ArrayList<>();

  @Option(
      names = "--layers",
      paramLabel = "N,N",
      defaultValue = "128",
      description = "Sizes of the hidden layers (default: ${DEFAULT-VALUE}).")
  private String layers;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "relu",
      description =
          "relu, leaky-relu[:SLOPE], prelu, elu[:ALPHA], selu, gelu, gelu-tanh, silu, softplus,"
              + " tanh, sigmoid, identity, clamp[:LOW:HIGH] and others"
              + " (default: ${DEFAULT-VALUE}).")
  private String activation;

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      defaultValue = "0",
      description = "Dropout after each hidden layer (default: ${DEFAULT-VALUE}).")
  private double dropout;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      defaultValue = "cross-entropy",
      description =
          "For classes cross-entropy, kl, hellinger or, of two, bce[:WEIGHT OF THE SECOND] or hinge;"
              + " for numbers mse, half-mse, rmse, mae or huber[:DELTA]; for counts poisson. With :sum or"
              + " :mean-per-row it is no mean over all outputs, with cross-entropy:weights=W,W,..."
              + " classes count differently (default: ${DEFAULT-VALUE}).")
  private String loss;

  @Option(
      names = "--label-smoothing",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of each target that cross-entropy spreads over all classes (default:"
              + " ${DEFAULT-VALUE}).")
  private double smoothing;

  @Mixin private OptimizerOptions optimizer;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "128",
      description = "Samples a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Passes over the samples (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--init",
      paramLabel = "NAME",
      defaultValue = "he",
      description =
          "Initial weights: he, xavier or lecun, each also with -normal or -uniform where that is not"
              + " what it is; orthogonal[:GAIN], normal[:DEVIATION], uniform[:BOUND], constant[:VALUE],"
              + " zeros or default (default: ${DEFAULT-VALUE}).")
  private String init;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "float32",
      description = "float32 or float64 (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Decides everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Batches whose gradients make one step, as one large batch would (default:"
              + " ${DEFAULT-VALUE}).")
  private int accumulate;

  @Option(
      names = "--no-shuffle",
      description = "Learns the samples in the same order in each epoch.")
  private boolean notShuffled;

  @Option(
      names = "--early-stopping",
      paramLabel = "N",
      description =
          "Stops after N epochs in a row without a lower validation loss, and takes the network of"
              + " the best epoch.")
  private Integer patience;

  @Option(
      names = "--checkpoint",
      paramLabel = "FOLDER",
      description = "Writes all that training needs to go on after each epoch; keeps the last two.")
  private Path checkpoint;

  @Option(
      names = "--resume",
      paramLabel = "FOLDER",
      description =
          "Goes on from the newest checkpoint of a folder, or from a file, with the same data and"
              + " options; only --epochs, --threads and --backend may differ.")
  private Path resume;

  /** Refuses what can be refused before any data are read. */
  void check() {
    DataSpec spec = data();
    if (spec.kind() == DataSpec.Kind.CSV && target == null) {
      throw new UsageException("--data " + data + " needs --target COLUMN, what to predict");
    }
    if (spec.kind() != DataSpec.Kind.CSV && target != null) {
      throw new UsageException("--target is for csv:FILE, the data are " + data);
    }
    if (spec.kind() != DataSpec.Kind.CSV && !ignored.isEmpty()) {
      throw new UsageException("--ignore is for csv:FILE, the data are " + data);
    }
    if (spec.kind() != DataSpec.Kind.CSV && !(encodings.isEmpty() && missing.isEmpty())) {
      throw new UsageException("--encode and --missing are for csv:FILE, the data are " + data);
    }
    if (ignored.contains(target)) {
      throw new UsageException("--ignore leaves out " + target + ", which is the --target");
    }
    require(epochs >= 1, "--epochs is " + epochs + ", it must be at least 1");
    require(batch >= 1, "--batch is " + batch + ", it must be at least 1");
    require(inShare(validation), "--validation is " + validation + ", it must be in [0, 1)");
    require(test > 0 && inShare(test), "--test is " + test + ", it must be between 0 and 1");
    require(inShare(dropout), "--dropout is " + dropout + ", it must be in [0, 1)");
    require(accumulate >= 1, "--accumulate is " + accumulate + ", it must be at least 1");
    require(
        patience == null || patience >= 1,
        "--early-stopping is " + patience + ", it must be at least 1");
    require(
        patience == null || validation > 0,
        "--early-stopping watches the validation samples, --validation 0 leaves none");
    require(
        checkpoint == null || Files.isDirectory(checkpoint) || !Files.exists(checkpoint),
        "--checkpoint is " + checkpoint + ", which is a file, not a folder");
    require(
        resume == null || Files.exists(resume),
        "--resume is " + resume + ", which does not exist; leave it out to train anew");
    require(folds == null || folds >= 2, "--folds is " + folds + ", it must be at least 2");
    require(folds == null || target != null, "--folds is for csv:FILE, the data are " + data);
    require(
        folds == null || (checkpoint == null && resume == null),
        "--folds trains several networks, --checkpoint and --resume are of one; leave them out");
    layers();
    preprocessing();
    loss();
    usage(
        () -> {
          optimizer.check(validation > 0);
          return null;
        });
    activation();
    initializer();
    precision();
  }

  /** Reads the data and makes the network. */
  TrainingRun prepare() throws IOException {
    return TrainingRun.prepare(this);
  }

  DataSpec data() {
    return DataSpec.parse(data);
  }

  String target() {
    return target;
  }

  double testShare() {
    return test;
  }

  /** How many networks to train for cross-validation; null for one with a test part. */
  Integer folds() {
    return folds;
  }

  double validationShare() {
    return validation;
  }

  /** Returns what is to be done to columns. */
  Preprocessing preprocessing() {
    return usage(
        () -> {
          require(
              List.of("error", "zeros").contains(unknown),
              "--unknown is '" + unknown + "'; known are error, zeros");
          Preprocessing settings =
              Preprocessing.of(FeatureScaling.Kind.named(scaling))
                  .ignore(ignored.toArray(String[]::new));
          settings = unknown.equals("zeros") ? settings.zeroUnknown() : settings;
          for (Map.Entry<String, String> entry : encodings.entrySet()) {
            Encoding encoding = Encoding.named(entry.getValue());
            boolean first = dropFirst && encoding == Encoding.ONE_HOT;
            settings =
                settings.encode(entry.getKey(), first ? Encoding.ONE_HOT_DROP_FIRST : encoding);
          }
          for (String entry : missing) {
            int equals = entry.lastIndexOf('=');
            String how = entry.substring(equals + 1);
            settings =
                equals < 0
                    ? settings.missing(how)
                    : settings.missing(entry.substring(0, equals), how);
          }
          return settings;
        });
  }

  List<Integer> layers() {
    List<Integer> sizes = new ArrayList<>();
    for (String size : layers.split(",", -1)) {
      require(
          size.matches("0*[1-9][0-9]{0,8}"),
          "--layers is '"
              + layers
              + "', it must be sizes of 1 to 999999999, such as 128 or 128,64");
      sizes.add(Integer.valueOf(size));
    }
    return sizes;
  }

  Layer activation() {
    return usage(() -> activation(activation));
  }

  double dropout() {
    return dropout;
  }

  Loss loss() {
    Loss named = usage(() -> Losses.named(loss));
    if (smoothing == 0) {
      return named;
    }
    require(
        loss.startsWith("cross-entropy"),
        "--label-smoothing is for --loss cross-entropy, the loss is " + loss);
    return usage(() -> Losses.named(loss + ":" + smoothing));
  }

  OptimizerOptions optimizer() {
    return optimizer;
  }

  int batch() {
    return batch;
  }

  /** Passes the options of a training on that are the trainer's alone. */
  Trainer configure(Trainer trainer) throws IOException {
    trainer.epochs(epochs).batchSize(batch).seed(seed);
    trainer.accumulate(accumulate).shuffle(!notShuffled);
    if (patience != null) {
      trainer.earlyStopping(EarlyStopping.of(patience));
    }
    if (checkpoint != null) {
      trainer.checkpoints(Checkpoints.in(checkpoint));
    }
    return resume == null ? trainer : trainer.resume(resume);
  }

  /** Returns whether training ends with the network of its best epoch. */
  boolean takesBest() {
    return patience != null;
  }

  int accumulate() {
    return accumulate;
  }

  boolean isShuffled() {
    return !notShuffled;
  }

  int epochs() {
    return epochs;
  }

  Initializer initializer() {
    return usage(() -> Initializer.named(init));
  }

  Precision precision() {
    return usage(
        () ->
            switch (precision) {
              case "float32" -> Precision.FLOAT32;
              case "float64" -> Precision.FLOAT64;
              default ->
                  throw new IllegalArgumentException(
                      "--precision is '" + precision + "'; known are float32, float64");
            });
  }

  long seed() {
    return seed;
  }

  /** Returns the activation of a name, with its numbers after colons where it has some. */
  static Layer activation(String name) {
    return name.equalsIgnoreCase("prelu") ? new Prelu(1) : ActivationLayer.named(name);
  }

  private static boolean inShare(double value) {
    return value >= 0 && value < 1;
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new UsageException(message);
    }
  }

  /** Turns what a library says of a value into a usage error. */
  private static <T> T usage(java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
