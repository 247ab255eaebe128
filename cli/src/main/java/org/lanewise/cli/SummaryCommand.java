package org.lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lanewise.nn.Layer;
import org.lanewise.nn.Network;
import org.lanewise.nn.ParameterSpec;
import org.lanewise.nn.data.OneLine;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.model.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in a model file. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Shows a model's layers, shapes, parameters, scaling and training.")
final class SummaryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path file;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    Model model = ModelFile.load(file);
    if (json) {
      new JsonLines(out).print(event(model));
    } else {
      print(model);
    }
    return 0;
  }

  private static int parameters(Layer layer) {
    return layer.parameters().stream().mapToInt(p -> p.rows() * p.columns()).sum();
  }

  private void print(Model model) {
    Network network = model.network();
    out.printf(
        "%s, %s%n",
        OneLine.of(file.toString()), network.precision().name().toLowerCase(Locale.ROOT));
    out.printf("%5s  %-20s %10s %12s%n", "layer", "kind", "outputs", "parameters");
    int columns = network.inputs();
    out.printf(Locale.ROOT, "%5s  %-20s %,10d%n", "", "input", columns);
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      columns = layer.outputs(columns);
      int own = parameters(layer);
      out.printf(
          Locale.ROOT,
          "%5d  %-20s %,10d %12s%n",
          i,
          NetworkText.layer(layer),
          columns,
          own == 0 ? "" : String.format(Locale.ROOT, "%,d", own));
      for (ParameterSpec spec : layer.parameters()) {
        out.printf("%5s    %s %d x %d%n", "", spec.name(), spec.rows(), spec.columns());
      }
      for (ParameterSpec spec : layer.buffers()) {
        out.printf("%5s    %s %d, not trained%n", "", spec.name(), spec.rows() * spec.columns());
      }
    }
    out.printf(Locale.ROOT, "parameters: %,d%n", network.parameters().size());
    out.printf("scaling: %s%n", model.scaling());
    out.printf("loss: %s%n", OneLine.of(model.loss()));
    if (model.isClassifier()) {
      out.printf("classes: %s%n", OneLine.of(String.join(", ", model.labels())));
    }
    if (!model.featureNames().isEmpty()) {
      out.printf("features: %s%n", OneLine.of(abbreviated(model.featureNames())));
    }
    model
        .training()
        .forEach(
            (name, value) -> out.println(OneLine.of("trained with %s: %s".formatted(name, value))));
  }

  private static String abbreviated(List<String> names) {
    return names.size() <= 20
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 20)) + " and " + (names.size() - 20) + " more";
  }

  private Map<String, Object> event(Model model) {
    Map<String, Object> event = JsonLines.event("summary");
    event.put("model", file.toString());
    event.put("precision", model.network().precision().name().toLowerCase(Locale.ROOT));
    event.put("inputs", model.network().inputs());
    List<Object> layers = new ArrayList<>();
    int columns = model.network().inputs();
    for (Layer layer : model.network().layers()) {
      columns = layer.outputs(columns);
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("kind", layer.kind());
      described.putAll(layer.settings());
      described.put("columns", columns);
      described.put("parameters", parameters(layer));
      layers.add(described);
    }
    event.put("layers", layers);
    event.put("parameters", model.network().parameters().size());
    event.put("scaling", model.scaling().toString());
    event.put("loss", model.loss());
    event.put("labels", model.labels());
    event.put("features", model.featureNames());
    event.put("training", model.training());
    return event;
  }
}
