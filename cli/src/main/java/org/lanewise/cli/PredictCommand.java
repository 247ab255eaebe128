package org.lanewise.cli;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.Weights;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.metric.Classes;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts, a row of output for each sample. */
@Command(
    name = "predict",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Writes predictions as CSV on standard output: a header, then one row for each sample.")
final class PredictCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      required = true,
      description =
          "csv:FILE, or digits or idx:FOLDER, of which the test part is taken. A CSV file needs"
              + " the features by their names; for a model of images, the pixels in order.")
  private String data;

  @Option(
      names = "--probabilities",
      description = "Adds a column with the probability of each class.")
  private boolean probabilities;

  @Mixin private ComputeOptions compute;

  @Option(names = "--json", description = "Prints one JSON object for each sample.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    DataSpec spec = DataSpec.parse(data);
    Backend backend = compute.backend();
    LoadedModel loaded = LoadedModel.load(model);
    Loss loss = loaded.loss();
    boolean probable = loaded.model().isClassifier() && LossTargets.giveProbabilities(loss);
    if (probabilities && !probable) {
      throw new UsageException(model + " was not trained to give probabilities");
    }
    Tensor features = loaded.features(spec);
    // Everything is checked by now: output starts only when it can be finished.
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
    boolean counts = !loaded.model().isClassifier() && LossTargets.areCounts(loss);
    new Writer(loaded.model(), probable ? loss : null, counts, backend, out).write(features);
    out.flush();
    return 0;
  }

  /** Predicts in batches and writes each. */
  private final class Writer {
    private static final int BATCH = 500;

    private final Model model;
    private final Loss loss;
    private final boolean counts;
    private final PrintStream out;
    private final JsonLines lines;
    private final Predictor predictor;
    private final Tensor outputs;
    private final TensorOps ops;

    /**
     * Writes predictions.
     *
     * @param loss of the probabilities, null if there are none
     * @param counts whether the network gives logarithms of rates
     */
    Writer(Model model, Loss loss, boolean counts, Backend backend, PrintStream out) {
      this.model = model;
      this.loss = loss;
      this.counts = counts;
      this.out = out;
      this.lines = new JsonLines(out);
      this.predictor = Predictor.of(model.network(), Weights.FLOAT32, backend);
      this.outputs = Tensor.zeros(model.network().precision(), BATCH, model.network().outputs());
      this.ops = new TensorOps(backend);
    }

    void write(Tensor features) {
      if (!json) {
        out.println(header());
      }
      // A reader that has seen enough, as head, ends the work as well.
      for (int first = 0; first < features.rows() && !System.out.checkError(); first += BATCH) {
        int count = Math.min(BATCH, features.rows() - first);
        Tensor output = outputs.rows(0, count);
        predictor.predict(features.rows(first, count), output);
        if (counts) {
          ops.unary(UnaryOp.EXP, output, output);
        }
        Tensor probability = loss == null ? null : LossTargets.probabilities(loss, output, ops);
        for (int i = 0; i < count; i++) {
          row(first + i, i, output, probability);
        }
      }
    }

    private String header() {
      StringBuilder header = new StringBuilder("prediction");
      if (loss != null) {
        header.append(",probability");
      }
      if (probabilities) {
        model.labels().forEach(label -> header.append(",").append(field("p_" + label)));
      }
      return header.toString();
    }

    private double probability(Tensor probability, int row, int label) {
      if (probability.columns() > 1) {
        return probability.get(row, label);
      }
      return label == 1 ? probability.get(row, 0) : 1 - probability.get(row, 0);
    }

    private void row(int sample, int row, Tensor output, Tensor probability) {
      List<String> labels = model.labels();
      int predicted = labels.isEmpty() ? -1 : Classes.predicted(output, row);
      if (json) {
        Map<String, Object> event = JsonLines.event("prediction");
        event.put("row", sample + 1);
        event.put("prediction", predicted < 0 ? output.get(row, 0) : labels.get(predicted));
        if (probability != null) {
          event.put("probability", probability(probability, row, predicted));
        }
        for (int label = 0; probabilities && label < labels.size(); label++) {
          event.put("p_" + labels.get(label), probability(probability, row, label));
        }
        lines.print(event);
        return;
      }
      out.print(predicted < 0 ? number(output, row) : field(labels.get(predicted)));
      if (probability != null) {
        out.print("," + (float) probability(probability, row, predicted));
      }
      for (int label = 0; probabilities && label < labels.size(); label++) {
        out.print("," + (float) probability(probability, row, label));
      }
      out.println();
    }

    /** A field of a CSV file, quoted where RFC 4180 wants it. */
    private static String field(String text) {
      return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private String number(Tensor output, int row) {
      double value = output.get(row, 0);
      return output.precision() == Precision.FLOAT32
          ? Float.toString((float) value)
          : Double.toString(value);
    }
  }
}
