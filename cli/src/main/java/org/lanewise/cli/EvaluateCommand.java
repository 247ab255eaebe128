package org.lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.lanewise.core.Backend;
import org.lanewise.core.Weights;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.metric.ConfusionMatrix;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a model on data. */
@Command(
    name = "evaluate",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Measures a model on the test part of image data, or on a whole CSV file.")
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      required = true,
      description = "digits, idx:FOLDER or csv:FILE.")
  private String data;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The column of a CSV file that holds what is right.")
  private String target;

  @Option(
      names = "--weights",
      paramLabel = "FORMAT",
      defaultValue = "float32",
      description =
          "float32, bfloat16 or int8: how a service would store the weights of dense layers."
              + " Other than float32, the figures of both are shown (default: ${DEFAULT-VALUE}).")
  private Weights weights;

  @Mixin private ComputeOptions compute;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    DataSpec spec = DataSpec.parse(data);
    Backend backend = compute.backend();
    LoadedModel loaded = LoadedModel.load(model);
    Loss loss = loaded.loss();
    Dataset samples = loaded.labelled(spec, target);
    Batches batches =
        new Batches(
            samples.features(),
            LossTargets.of(samples, loss),
            samples.allRows(),
            TrainingRun.EVALUATION_BATCH);
    int classes = loaded.model().labels().size();
    Network network = loaded.model().network();
    Evaluation plain = Evaluation.of(network, loss, batches, classes, backend);
    boolean shorter = weights != Weights.FLOAT32;
    Evaluation result = shorter ? shortened(network, loss, batches, classes, backend) : plain;
    if (json) {
      Map<String, Object> event = JsonLines.event("result");
      ResultFields.put(event, result);
      if (shorter) {
        event.put("weights", weights.name().toLowerCase(Locale.ROOT));
        Map<String, Object> float32 = new LinkedHashMap<>();
        ResultFields.put(float32, plain);
        event.put("float32", float32);
      }
      event.put("samples", result.samples());
      event.put("parameters", network.parameters().size());
      event.put("backend", backend.name());
      event.put("threads", backend.parallelism().threads());
      event.put("model", model.toString());
      new JsonLines(out).print(event);
    } else {
      print(result, loaded.model().labels(), spec);
      if (shorter) {
        compare(result, plain);
      }
    }
    return 0;
  }

  private Evaluation shortened(
      Network network, Loss loss, Batches batches, int classes, Backend backend) {
    Predictor predictor = Predictor.of(network, weights, backend);
    Tensor outputs =
        Tensor.zeros(Precision.FLOAT32, TrainingRun.EVALUATION_BATCH, network.outputs());
    UnaryOperator<Tensor> prediction =
        x -> {
          Tensor y = outputs.rows(0, x.rows());
          predictor.predict(x, y);
          return y;
        };
    return Evaluation.of(prediction, network.outputs(), loss, batches, classes, backend);
  }

  private void compare(Evaluation result, Evaluation plain) {
    Map<String, Object> shorter = new LinkedHashMap<>();
    Map<String, Object> float32 = new LinkedHashMap<>();
    ResultFields.put(shorter, result);
    ResultFields.put(float32, plain);
    out.printf("weights as %s beside float32%n", weights.name().toLowerCase(Locale.ROOT));
    shorter.forEach(
        (name, value) ->
            out.printf(
                Locale.ROOT,
                "%-24s%12.6g %12.6g%n",
                name.substring("test_".length()).replace('_', ' '),
                value,
                float32.get(name)));
  }

  private void print(Evaluation result, List<String> labels, DataSpec spec) {
    out.printf(Locale.ROOT, "%s: %,d samples%n", spec.description(), result.samples());
    figure("loss", "%.6f", result.loss());
    if (result.confusion() == null) {
      figure("RMSE", "%.6g", result.error().rmse());
      figure("MAE", "%.6g", result.error().mae());
      figure("R2", "%.6f", result.error().r2());
      return;
    }
    figure("accuracy", "%.4f", result.accuracy());
    figure("balanced accuracy", "%.4f", result.confusion().balancedAccuracy());
    figure("macro F1", "%.4f", result.confusion().macro(result.confusion()::f1));
    if (result.probabilities() != null) {
      figure("log loss", "%.6f", result.probabilities().logLoss());
    }
    if (result.roc() != null) {
      figure("AUC", "%.4f", result.auc());
      figure("average precision", "%.4f", result.roc().averagePrecision());
    }
    if (labels.size() <= 20) {
      printConfusion(result.confusion(), labels);
    }
  }

  private void figure(String name, String format, double value) {
    out.printf(Locale.ROOT, "%-19s" + format + "%n", name, value);
  }

  private void printConfusion(ConfusionMatrix confusion, List<String> labels) {
    int width = 6;
    for (String label : labels) {
      width = Math.max(width, label.length() + 1);
    }
    out.println("confusion matrix: a row for each right class, a column for each predicted one");
    out.print(" ".repeat(width));
    for (String label : labels) {
      out.printf("%" + width + "s", label);
    }
    out.println();
    for (int i = 0; i < labels.size(); i++) {
      out.printf("%" + width + "s", labels.get(i));
      for (int j = 0; j < labels.size(); j++) {
        out.printf("%" + width + "d", confusion.count(i, j));
      }
      out.println();
    }
  }
}
