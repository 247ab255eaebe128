package org.lanewise.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lanewise.core.Backend;
import org.lanewise.nn.Network;
import org.lanewise.nn.model.ModelFile;
import org.lanewise.nn.train.Callback;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Evaluation;
import org.lanewise.nn.train.History;
import org.lanewise.nn.train.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network and writes it to a file, with a picture of how it learned. */
@Command(
    name = "train",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Trains a network. Without options: a small one on the embedded synthetic digits.")
final class TrainCommand implements Callable<Integer> {
  @Mixin private TrainingOptions options;
  @Mixin private ComputeOptions compute;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      defaultValue = "model.safetensors",
      description = "Where the model goes (default: ${DEFAULT-VALUE}).")
  private Path model;

  @Option(
      names = "--plot",
      paramLabel = "FILE.svg",
      defaultValue = "learning-curve.svg",
      description =
          "Where the learning curve goes, with a PNG beside it (default: ${DEFAULT-VALUE}).")
  private Path plot;

  @Option(
      names = "--history",
      paramLabel = "FILE.csv|.jsonl",
      description = "Where the numbers of each epoch go, as CSV or as JSON lines.")
  private Path history;

  @Option(names = "--json", description = "Prints one JSON object a line.")
  private boolean json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    options.check();
    if (options.folds() != null) {
      if (history != null) {
        throw new UsageException(
            "--folds trains several networks, --history is of one; leave it out");
      }
      return crossValidate(compute.backend());
    }
    if (!LineChart.isSvg(plot)) {
      throw new UsageException("--plot is " + plot + ", its name must end in .svg");
    }
    if (history != null && !history.toString().matches(".*\\.(csv|jsonl)")) {
      throw new UsageException("--history is " + history + ", its name must end in .csv or .jsonl");
    }
    Path png = LineChart.pngBeside(plot);
    if (same(model, plot) || same(model, png)) {
      throw new UsageException("--model and --plot would both be written to " + model);
    }
    if (same(history, model) || same(history, plot) || same(history, png)) {
      throw new UsageException("--history and another result would both be written to " + history);
    }
    Path data = options.data().path();
    if (same(data, model)
        || same(data, plot)
        || same(data, png)
        || same(data, history)
        || isIdxOf(data, model)) {
      throw new UsageException("the results would be written over the data in " + data);
    }
    OutputFile.requireWritable(model);
    OutputFile.requireWritable(plot);
    OutputFile.requireWritable(png);
    if (history != null) {
      OutputFile.requireWritable(history);
    }
    Backend backend = compute.backend();
    TrainingRun run = options.prepare();
    if (!json) {
      printStart(run, backend);
    }
    History course;
    try (ProgressDisplay progress = ProgressDisplay.create(options.epochs())) {
      List<Callback> callbacks = new ArrayList<>(List.<Callback>of(progress, this::printEpoch));
      if (history != null) {
        callbacks.add(Callback.historyFile(history));
      }
      course = run.fit(backend, callbacks);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Evaluation test = run.evaluate(backend);
    ModelFile.save(model, run.model(test, course));
    LearningCurve.write(plot, course, run.title());
    if (json) {
      new JsonLines(out).print(result(run, course, test, backend));
    } else {
      printEnd(course, test);
    }
    return 0;
  }

  private static void fit(TrainingRun run, Backend backend) {
    try {
      run.fit(backend, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int crossValidate(Backend backend) throws IOException {
    List<Map<String, Object>> folds = new ArrayList<>();
    TrainingRun.folds(options)
        .forEach(
            run -> {
              fit(run, backend);
              Map<String, Object> fold = JsonLines.event("fold");
              fold.put("fold", folds.size() + 1);
              ResultFields.put(fold, run.evaluate(backend));
              folds.add(fold);
              if (json) {
                new JsonLines(out).print(fold);
              }
            });
    Map<String, Object> result = JsonLines.event("result");
    result.put("folds", folds.size());
    for (String field : folds.get(0).keySet()) {
      if (field.startsWith("test_")) {
        double[] values = folds.stream().mapToDouble(fold -> (double) fold.get(field)).toArray();
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double deviation = Math.sqrt(squares / (values.length - 1));
        result.put(field, mean);
        result.put(field + "_deviation", deviation);
        if (!json) {
          String name = field.substring("test_".length()).replace('_', ' ');
          out.printf(
              Locale.ROOT,
              "%-18s %.6g, standard deviation %.3g over %d folds%n",
              name,
              mean,
              deviation,
              values.length);
        }
      }
    }
    if (json) {
      new JsonLines(out).print(result);
    }
    return 0;
  }

  /** Whether two names are those of one file, be it by a link. */
  private static boolean same(Path first, Path second) throws IOException {
    if (first == null || second == null) {
      return false;
    }
    return first.toAbsolutePath().normalize().equals(second.toAbsolutePath().normalize())
        || Files.exists(first) && Files.exists(second) && Files.isSameFile(first, second);
  }

  /** Whether a file is one of those in a folder of images. */
  private static boolean isIdxOf(Path data, Path file) throws IOException {
    return data != null
        && file.toString().matches(".*-ubyte(\\.gz)?")
        && same(data, file.toAbsolutePath().getParent());
  }

  private void printStart(TrainingRun run, Backend backend) {
    Network network = run.network();
    out.printf(
        Locale.ROOT,
        "%s: %,d samples to learn, %,d to validate, %,d to test%n",
        options.data().description(),
        run.trainSamples(),
        run.validationSamples(),
        run.testSamples());
    out.printf(
        Locale.ROOT,
        "%s: %,d parameters, %s backend, %d thread%s%n",
        NetworkText.line(network),
        network.parameters().size(),
        backend.name(),
        backend.parallelism().threads(),
        backend.parallelism().threads() == 1 ? "" : "s");
  }

  private void printEnd(History course, Evaluation test) {
    if (options.takesBest()) {
      out.printf(
          Locale.ROOT,
          "%s epoch %d; the network is that of epoch %d%n",
          course.epochs().size() < options.epochs() ? "stopped early, after" : "ended with",
          course.epochs().size(),
          TrainingRun.bestEpoch(course));
    }
    if (test.confusion() != null) {
      out.printf(
          Locale.ROOT,
          "test accuracy %.4f, test loss %.4f, on %,d samples%n",
          test.accuracy(),
          test.loss(),
          test.samples());
    } else {
      out.printf(
          Locale.ROOT,
          "test RMSE %.6g, R2 %.4f, on %,d samples%n",
          test.error().rmse(),
          test.error().r2(),
          test.samples());
      if (TrainingRun.isUseless(test)) {
        out.println("R2 is below 0: the mean of the targets predicts better; train longer");
      }
    }
    out.printf(
        Locale.ROOT,
        "trained %d epochs in %.1f s; wrote %s, %s and %s%n",
        course.epochs().size(),
        course.seconds(),
        model,
        plot,
        LineChart.pngBeside(plot));
  }

  private Map<String, Object> result(
      TrainingRun run, History course, Evaluation test, Backend backend) {
    Map<String, Object> event = JsonLines.event("result");
    ResultFields.put(event, test);
    event.put("epochs", course.epochs().size());
    event.put("train_seconds", course.seconds());
    event.put("parameters", run.network().parameters().size());
    event.put("backend", backend.name());
    event.put("threads", backend.parallelism().threads());
    event.put("model", model.toString());
    return event;
  }

  /** Prints one line an epoch, in prose or JSON. */
  private void printEpoch(Training training, EpochResult result) {
    if (json) {
      Map<String, Object> event = JsonLines.event("epoch");
      event.put("epoch", result.epoch());
      event.put("train_loss", result.trainLoss());
      event.put("validation_loss", result.validationLoss());
      event.put("validation_accuracy", result.validationAccuracy());
      event.put("seconds", result.seconds());
      event.put("samples_per_second", result.samplesPerSecond());
      new JsonLines(out).print(event);
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "epoch %2d  loss %.4f", result.epoch(), result.trainLoss()));
    append(line, "  accuracy %.4f", result.trainAccuracy());
    append(line, "  validation loss %.4f", result.validationLoss());
    append(line, "  validation accuracy %.4f", result.validationAccuracy());
    append(line, "  %,.0f samples/s", result.samplesPerSecond());
    out.println(line);
  }

  private static void append(StringBuilder line, String format, double value) {
    if (!Double.isNaN(value)) {
      line.append(String.format(Locale.ROOT, format, value));
    }
  }
}
