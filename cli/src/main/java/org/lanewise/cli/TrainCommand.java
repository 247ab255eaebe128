package org.lanewise.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Option(names = "--json", description = "Prints one JSON object a line.")
  private boolean json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    options.check();
    if (!plot.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      throw new UsageException("--plot is " + plot + ", its name must end in .svg");
    }
    Path png = LearningCurve.pngBeside(plot);
    if (same(model, plot) || same(model, png)) {
      throw new UsageException("--model and --plot would both be written to " + model);
    }
    Path data = options.data().path();
    if (data != null && (same(data, model) || same(data, plot) || same(data, png))) {
      throw new UsageException("the results would be written over the data in " + data);
    }
    requireWritable(model);
    requireWritable(plot);
    requireWritable(png);
    Backend backend = compute.backend();
    TrainingRun run = options.prepare();
    if (!json) {
      printStart(run, backend);
    }
    History history;
    try (ProgressDisplay progress = ProgressDisplay.create(options.epochs())) {
      history = run.fit(backend, progress, new EpochPrinter());
    }
    Evaluation test = run.evaluate(backend);
    ModelFile.save(model, run.model(test));
    LearningCurve.write(plot, history, run.title());
    if (json) {
      new JsonLines(out).print(result(run, history, test, backend));
    } else {
      printEnd(history, test);
    }
    return 0;
  }

  private static boolean same(Path first, Path second) {
    return first.toAbsolutePath().normalize().equals(second.toAbsolutePath().normalize());
  }

  /** Before hours of training, not after: the results must have a place to go. */
  private static void requireWritable(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(file + ": the folder " + folder + " does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + ": is not a regular file");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(file + ": the folder " + folder + " cannot be written to");
    }
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

  private void printEnd(History history, Evaluation test) {
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
        history.epochs().size(),
        history.seconds(),
        model,
        plot,
        LearningCurve.pngBeside(plot));
  }

  private Map<String, Object> result(
      TrainingRun run, History history, Evaluation test, Backend backend) {
    Map<String, Object> event = JsonLines.event("result");
    ResultFields.put(event, test);
    event.put("epochs", history.epochs().size());
    event.put("train_seconds", history.seconds());
    event.put("parameters", run.network().parameters().size());
    event.put("backend", backend.name());
    event.put("threads", backend.parallelism().threads());
    event.put("model", model.toString());
    return event;
  }

  /** One line an epoch, in prose or JSON. */
  private final class EpochPrinter implements Callback {
    @Override
    public void afterEpoch(EpochResult result) {
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
      append(line, "  validation loss %.4f", result.validationLoss());
      append(line, "  validation accuracy %.4f", result.validationAccuracy());
      append(line, "  %,.0f samples/s", result.samplesPerSecond());
      out.println(line);
    }

    private void append(StringBuilder line, String format, double value) {
      if (!Double.isNaN(value)) {
        line.append(String.format(Locale.ROOT, format, value));
      }
    }
  }
}
