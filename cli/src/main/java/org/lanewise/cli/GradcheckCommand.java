package org.lanewise.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.Network;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.check.GradientCheck;
import org.lanewise.nn.check.GradientReport;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves the gradients of every layer, activation and loss. */
@Command(
    name = "gradcheck",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Compares analytic with numeric gradients for every layer, activation and loss, in float64.")
final class GradcheckCommand implements Callable<Integer> {
  private static final int INPUTS = 7;
  private static final int HIDDEN = 9;
  private static final int OUTPUTS = 4;
  private static final int ROWS = 5;
  private static final Layer TANH = new ActivationLayer(UnaryOp.TANH);

  /** All that are defined, and smooth or continuous, for any number. */
  private static final List<String> ACTIVATIONS =
      List.of(
          "identity",
          "sigmoid",
          "tanh",
          "relu",
          "leaky-relu",
          "prelu",
          "elu",
          "selu",
          "gelu",
          "gelu-tanh",
          "silu",
          "softplus",
          "clamp",
          "exp",
          "expm1");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Decides weights and samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private ComputeOptions compute;

  @Option(names = "--json", description = "Prints one JSON object for each check.")
  private boolean json;

  private final PrintStream out = System.out;
  private int failures;
  private int checks;

  @Override
  public Integer call() throws Exception {
    Backend backend = compute.backend();
    for (Loss loss :
        List.of(new MeanSquaredError(), new SoftmaxCrossEntropy(), new BinaryCrossEntropy())) {
      for (String activation : ACTIVATIONS) {
        check(
            "dense " + activation,
            base(TrainingOptions.activation(activation)).dense(OUTPUTS),
            loss,
            backend);
      }
      layers().forEach((name, layers) -> check(name, layers.dense(OUTPUTS), loss, backend));
    }
    for (Reduction reduction : Reduction.values()) {
      for (Loss loss : Losses.all(reduction)) {
        Network.Builder builder = base(TANH).dense(OUTPUTS);
        boolean ends = LossTargets.needsSoftmax(loss);
        check("every loss", ends ? builder.softmax() : builder, loss, backend);
      }
    }
    if (!json) {
      out.printf("%d of %d checks passed%n", checks - failures, checks);
    }
    return failures == 0 ? 0 : Lanewise.FAILURE;
  }

  /** Returns the layers that are no activation, each behind what gives it something to do. */
  private static Map<String, Network.Builder> layers() {
    Map<String, Network.Builder> layers = new LinkedHashMap<>();
    layers.put("dropout", base(TANH).dropout(0.3));
    layers.put("softmax", base(TANH).dense(HIDDEN).softmax());
    layers.put("log-softmax", base(TANH).dense(HIDDEN).logSoftmax());
    layers.put("dense without bias", base(TANH).denseWithoutBias(HIDDEN));
    layers.put("prelu by column", base(new Prelu(HIDDEN)));
    layers.put("maxout", base(TANH).maxout(HIDDEN, 3));
    layers.put("batch-norm", base(TANH).batchNorm());
    layers.put("layer-norm", base(TANH).layerNorm());
    return layers;
  }

  private static Network.Builder base(Layer activation) {
    return Network.builder(INPUTS).initializer(Initializer.XAVIER).dense(HIDDEN).layer(activation);
  }

  private void check(String what, Network.Builder builder, Loss loss, Backend backend) {
    Network network = builder.build(Precision.FLOAT64, seed);
    RandomStream random = RandomStream.of(seed, "gradcheck");
    Tensor x = Tensor.zeros(Precision.FLOAT64, ROWS, INPUTS);
    for (int i = 0; i < x.size(); i++) {
      x.set(i, random.nextGaussian());
    }
    Tensor targets = Tensor.zeros(Precision.FLOAT64, ROWS, OUTPUTS);
    for (int i = 0; i < ROWS; i++) {
      // A class in each row is what every loss takes.
      targets.set(i, random.nextInt(OUTPUTS), 1);
    }
    GradientReport report =
        GradientCheck.of(network, loss).inputs(x, targets).backend(backend).check();
    checks++;
    failures += report.passed() ? 0 : 1;
    print(what, loss, report);
  }

  private void print(String what, Loss loss, GradientReport report) {
    GradientReport.Coordinate worst = report.worst();
    if (json) {
      Map<String, Object> event = JsonLines.event("gradcheck");
      event.put("layer", what);
      event.put("loss", loss.name());
      event.put("passed", report.passed());
      event.put("checked", report.checked());
      event.put("skipped", report.kinks());
      event.put("failed", report.failed());
      if (worst != null) {
        event.put("worst", worst.name());
        event.put("worst_layer", worst.kind());
        event.put("worst_parameter", worst.parameter());
        event.put("worst_index", worst.index());
        event.put("worst_analytic", worst.analytic());
        event.put("worst_numeric", worst.numeric());
        event.put("worst_error", Math.abs(worst.analytic() - worst.numeric()));
        event.put("worst_relative_error", worst.relativeError());
      }
      new JsonLines(out).print(event);
    } else {
      out.printf(
          Locale.ROOT,
          "%-18s %-26s %s  %4d coordinates, %d skipped%s%n",
          what,
          loss.name(),
          report.passed() ? "ok    " : "WRONG ",
          report.checked(),
          report.kinks(),
          worst == null ? "" : ", " + prose(worst));
    }
  }

  private static String prose(GradientReport.Coordinate worst) {
    return String.format(
        Locale.ROOT,
        "worst %s[%d]%s: %.6g, numeric %.6g, error %.1e",
        worst.name(),
        worst.index(),
        worst.layer() < 0 ? "" : " of " + worst.kind(),
        worst.analytic(),
        worst.numeric(),
        Math.abs(worst.analytic() - worst.numeric()));
  }
}
